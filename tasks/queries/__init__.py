"""Reads of tasks: frozen answers, a number of statements that does not grow with the rows."""

from tasks.queries.lines import TaskLine
from tasks.queries.lists import pending_tasks, waiting_tasks
from tasks.queries.reach import own_bounds

__all__ = ["TaskLine", "own_bounds", "pending_tasks", "waiting_tasks"]
