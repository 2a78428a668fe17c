"""What a hosted dashboard has in front: its gate, its log-in, whose connection, files and walls are whose."""
