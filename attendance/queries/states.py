"""The state of a school year as screens name it."""

from attendance.choices import Status

REPORT_DUE = "report_due"
# In the order of the law's ladder. "Watch" on a screen means that no report is due yet.
STATES: dict[str, str] = {
    Status.NONE: "No concern",
    Status.WATCH: "Watch",
    REPORT_DUE: "Report due",
    Status.TRUANT: "Truant, 1 report stands",
    Status.TRUANT_REPEAT: "Truant, 2 reports stand",
    Status.HABITUAL_ELIGIBLE: "Third report, conference effort missing",
    Status.HABITUAL: "Habitual truant",
}

# As `state_of` says it, in SQL written out; `{t}` is the standing's name there.
STATE_SQL = (
    f"CASE WHEN {{t}}.status = '{Status.WATCH}' AND {{t}}.reports_due > {{t}}.reports_filed"
    f" THEN '{REPORT_DUE}' ELSE {{t}}.status END"
)


def state_of(status: str, *, reports_due: int, reports_filed: int) -> str:
    """Return the state of one standing; only whether more are due than filed counts."""
    due = status == Status.WATCH and reports_due > reports_filed
    return REPORT_DUE if due else status
