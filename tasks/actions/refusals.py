"""Why a change was refused. Each leaves everything as it was."""

from core.refusals import Refusal


class TaskIsOver(Refusal):
    """The task was done or dismissed before."""

    advice = "Nothing was changed: the task was done or dismissed in the meantime."


class FindingIsMissing(Refusal):
    """A student was looked for, and nobody said what was found."""

    advice = "Say what was found: where the student is, or who was asked and where somebody went."


class WaitIsUnexplained(Refusal):
    """A student is looked for, and nobody said why that waits."""

    advice = (
        "Say why it waits, or what was found: a student is looked for until somebody was reached."
    )


class ReviewIsMissing(Refusal):
    """A plan is to be reviewed, and nobody decided about it."""

    advice = "Open the plan and decide there: continue, change or end it. That does this task."


class AnswerIsMissing(Refusal):
    """Whoever asked for help is to be answered, and nobody wrote an answer down."""

    advice = "Open the request and answer, pause or close it there. That does this task."


class CheckOutIsMissing(Refusal):
    """A colleague is not back from a visit, and nobody says that they were reached."""

    advice = "Open the visit and check your colleague out there, once you have reached them. That does this task."
