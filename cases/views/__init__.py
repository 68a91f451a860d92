"""Screens of casework: caseloads, a case, its tasks and notes, and the log of a contact."""
