"""The state of a school year as screens name it."""

from attendance.choices import Status
from law.packs import PolicyPack

REPORT_DUE = "report_due"


def state_of(status: str, *, reports_due: int, reports_filed: int) -> str:
    """Return the state of one standing; only whether more are due than filed counts. Statements say
    it by `attendance_state`, and a test compares the two.
    """
    due = status == Status.WATCH and reports_due > reports_filed
    return REPORT_DUE if due else status


def states(pack: PolicyPack) -> dict[str, str]:
    """Return the states there are by the law in force and its words for each, in its order.

    "Watch" on a screen means that no report is due yet.
    """
    return pack.section("states")
