"""The annual appraisal as panels: ranks, each score opened down to its projects, and what would change it."""
