"""Why a change was refused. Each leaves everything as it was."""

from core.refusals import Refusal


class CaseIsClosed(Refusal):
    """The case was closed before the change could be made."""

    advice = "Nothing was changed: the case was closed in the meantime."


class CaseIsOpen(Refusal):
    """The student has an open case."""

    advice = "Nothing was changed: the student has an open case by now."


class CannotHoldCases(Refusal):
    """The person has no role in force that manages cases, or the account is closed."""

    advice = "Nothing was changed: this person cannot have cases now. Choose somebody else."
