"""Rules of visits, in plain Python."""
