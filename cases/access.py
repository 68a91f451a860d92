"""Which cases, notes and tasks a person may see or change: those of students within reach.

Said where queries can use it, too, and meant to be imported from here.
"""

from cases.queries.reach import cases_for, notes_for, own_cases, own_tasks, tasks_for

__all__ = ["cases_for", "notes_for", "own_cases", "own_tasks", "tasks_for"]
