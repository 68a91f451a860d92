"""Why a change was refused. Each leaves everything as it was."""


class TaskIsOver(Exception):
    """The task was done or dismissed before."""
