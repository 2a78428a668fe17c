"""What leaves the dashboard as a file: tables as xlsx and csv, charts as SVG and PNG. No Streamlit, no query."""
