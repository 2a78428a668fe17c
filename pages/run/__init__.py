"""This run's view and reader, and its turn: what only a running page knows."""
