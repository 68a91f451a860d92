"""Why a change was refused. Each leaves everything as it was."""

from core.refusals import Refusal


class SaysNothing(Refusal):
    """An interview names no barrier, and not that none is known."""

    advice = "Choose what stands in the way, or say that it is not known yet."


class NotYourForm(Refusal):
    """Somebody else sent something under the same key, or it is about another student."""

    advice = "Nothing was saved: this form was sent before by somebody else. Open it anew."


class SavedOtherwise(Refusal):
    """An interview was kept before under the same key, with other words."""

    advice = (
        "These words are not saved yet: this form was saved before, with others, and they stand on the"
        " student’s page. Save again to keep these as an interview of their own."
    )


class WasWithdrawn(SavedOtherwise):
    """An interview was kept before under the same key, and taken back since."""

    advice = (
        "These words are not saved: the interview that this form was saved as is withdrawn. Save again to"
        " keep them as an interview of their own."
    )


class NotYoursToWithdraw(Refusal):
    """Who wrote an interview down takes it back; who manages the case does for few reasons."""

    advice = (
        "Nothing was withdrawn: only whoever wrote it down does that for this reason. Who manages the case"
        " does where it is about another student, or was written down twice."
    )


class PlanIsRunning(Refusal):
    """The case has a plan already."""

    advice = "Nothing was saved: a plan is running by now. Open it and change it there."


class PlanIsOver(Refusal):
    """The plan was ended, or its case closed, before the change could be made."""

    advice = "Nothing was changed: the plan is over. A new one can be started."


class TooManyStrategies(Refusal):
    """A plan does few things at a time: `plan.most_strategies`."""

    advice = "Nothing was added: end one first. A plan with few strategies is carried out."


class DayIsNotOpen(Refusal):
    """The day lies ahead, or the strategy did not run on it."""

    field = "on"
    advice = (
        "Nothing was saved: on that day the strategy was not running, or the day is still to come."
    )


class ReviewedToday(Refusal):
    """The plan was reviewed today, with another decision or in other words."""

    advice = (
        "Nothing was changed: this plan was reviewed today already, otherwise. Look at what was"
        " decided; what you wrote stands here until you leave the page."
    )


class GroupIsOver(Refusal):
    """The group was ended before the change could be made."""

    advice = "Nothing was changed: the group has ended. A new one can be started."


class GroupIsFull(Refusal):
    """More students than the group has places."""

    field = "capacity"
    advice = "Nothing was changed: the group has no place for so many. Give it more places, or a second group."


class SessionIsKept(Refusal):
    """The group met on the day already, as somebody wrote down."""

    field = "on"
    advice = (
        "Nothing was saved: a session of this day is kept already. Open it; if it is wrong, take it back"
        " and save this one."
    )


class WasNotInGroup(Refusal):
    """Somebody who was marked, or written about, was not in the group on the day."""

    field = "on"
    advice = (
        "Nothing was saved: you wrote about a student who was not in the group on that day. Choose another"
        " day, or take those words out."
    )


class NobodyToMark(Refusal):
    """None of those who were marked was in the group on the day."""

    advice = "Nothing was saved: nobody was in the group on that day. Add students first."


class SessionSavedOtherwise(SavedOtherwise):
    """A session was kept before under the same key, and this one says something else."""

    advice = (
        "These words are not saved yet: this session was saved before, otherwise. Open it among the sessions"
        " of the group and take it back; then save these."
    )


class SessionWasTakenBack(SavedOtherwise):
    """A session was kept before under the same key, and taken back since."""

    advice = (
        "Not saved yet: the session that this form was saved as is taken back. Save again to keep this as a"
        " new one."
    )


class ServiceSavedOtherwise(SavedOtherwise):
    """A service was logged before under the same key, and this one is another."""

    advice = "Not saved yet: this form was saved before, with other words. Save again to log this service as well."


class GroupStartedOtherwise(SavedOtherwise):
    """A group was started before under the same key, and this one is another."""

    advice = (
        "Nothing was started: this form was saved before, otherwise, and that group stands among the groups:"
        " change it there. Save again to start a second one."
    )


class NotYoursToTakeBack(Refusal):
    """Who wrote a session down takes it back, or who leads the group."""

    advice = (
        "Nothing was taken back: whoever wrote the session down does that, or who leads the group."
    )
