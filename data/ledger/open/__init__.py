"""A file of any kind → grids of cells, and refused where it could bring the reader down."""
