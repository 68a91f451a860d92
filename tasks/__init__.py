"""What somebody should do about a student. A task knows no case."""
