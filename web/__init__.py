"""The HTTP side of the application: start-up, health, headers, links, the error page."""
