"""The district's work with one student: the case, who has it, its tier."""
