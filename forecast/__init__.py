"""Where the year will end: one model of the key projects' completed investment, in numpy, without data or words."""
