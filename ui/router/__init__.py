"""The one script that Streamlit runs; it calls the pages."""
