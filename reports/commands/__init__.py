"""The commands of `python -m reports` that write files: the bulletin, letters, the workbook, slides, templates."""
