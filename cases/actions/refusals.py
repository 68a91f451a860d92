"""Why a change was refused. Each leaves everything as it was."""


class CaseIsClosed(Exception):
    """The case was closed before the change could be made."""


class CannotHoldCases(Exception):
    """The person has no role in force that manages cases, or the account is closed."""
