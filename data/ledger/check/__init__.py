"""The one checker of ledgers: rows with their cells, held against the model and looked at, whatever form they had.

`rows` is what every form becomes, `template_rows` reads the template into it (an office's form: `office.as_template`),
`rules` finds errors and `doubts` what may be right all the same, `findings` gathers both at their cells.
"""
