"""Pages of requests for help."""
