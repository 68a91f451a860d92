"""Django's PostgreSQL, which sends nothing that turns out to be for nothing."""
