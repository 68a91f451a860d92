"""Rules of first contact, in plain Python."""
