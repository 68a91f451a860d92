"""Screens of casework: caseloads, a case, and what is decided about it."""
