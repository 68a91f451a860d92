"""Why a change was refused. Each leaves everything as it was."""

from core.refusals import Refusal


class TaskIsOver(Refusal):
    """The task was done or dismissed before."""

    advice = "Nothing was changed: the task was done or dismissed in the meantime."
