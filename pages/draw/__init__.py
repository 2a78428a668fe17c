"""A panel, a card, a table, the drawer as Streamlit draws them."""
