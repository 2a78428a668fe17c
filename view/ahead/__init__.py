"""Where the year will end: what the model (forecast/) says of a view's key projects."""
