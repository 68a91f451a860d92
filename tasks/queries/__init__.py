"""Reads of tasks: frozen answers, a number of statements that does not grow with the rows."""

from tasks.queries.lists import pending_tasks
from tasks.queries.today import today_items

__all__ = ["pending_tasks", "today_items"]
