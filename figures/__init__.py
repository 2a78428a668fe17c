"""Every figure and every column of a table, once: what it is called, what it means, what it is made of."""
