"""What was said and done with a student and the family, and to whom."""
