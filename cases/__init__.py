"""The district's work with one child and family: cases, contacts, tasks."""
