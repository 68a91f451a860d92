"""What may become of a report that was filed, and who decides it."""

from accounts.choices import Permission
from attendance.choices import ReportState, Verdict
from core.stages import Move, Stages

# A report is never unfiled. It stands until a person withdraws it, and again once it is upheld. One
# that its days do not carry any more waits for either.
REPORT_STAGES = Stages(
    Move(
        "withdraw",
        (ReportState.STANDS, ReportState.WAITS, ReportState.UPHELD),
        ReportState.WITHDRAWN,
        Permission.REPORT_FILE,
    ),
    Move(
        "uphold",
        (ReportState.WAITS, ReportState.WITHDRAWN),
        ReportState.UPHELD,
        Permission.REPORT_FILE,
    ),
)
# The state in which the newest verdict leaves a report; without any it stands.
AFTER: dict[str, str] = {
    Verdict.WITHDRAWN: ReportState.WITHDRAWN,
    Verdict.UPHELD: ReportState.UPHELD,
}
