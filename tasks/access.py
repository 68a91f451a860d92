"""Which tasks a person may see or change: those about students within reach.

Said where queries can use it, too, and meant to be imported from here.
"""

from tasks.queries.reach import own_tasks, tasks_for

__all__ = ["own_tasks", "tasks_for"]
