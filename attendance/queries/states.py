"""The state of a school year, and its band, as screens name them."""

from attendance.choices import Band, Status
from law.packs import PolicyPack

REPORT_DUE = "report_due"
WAITS = "waits"


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


def known_states(pack: PolicyPack) -> dict[str, str]:
    """Return the states with, first, that of those whose report waits for a decision: until then
    nothing is said of the law.
    """
    return {WAITS: "Waits for a decision", **states(pack)}


def bands(pack: PolicyPack) -> dict[str, str]:
    """Return the bands of absence and the words of the law in force for each, the least first."""
    return {band.value: pack.sentence(f"bands.{band}") for band in Band}
