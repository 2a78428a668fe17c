"""A view → panels as values: title, words, figures, charts, tables. No Streamlit and no HTML."""
