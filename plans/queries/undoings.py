"""How what one click did with a plan is taken back, and what keeps it: what has read it by then."""

from accounts.choices import Permission
from cases.queries.undoings import GIVEN, OF_TASKS, OPENED
from core.undo import Undoing

OF_PLAN = Undoing(
    tuple(
        f"plan.{done}"
        for done in ("started", "reviewed", "strategy_added", "strategy_ended", "answered")
    ),
    "plans:undo",
    Permission.CASE_MANAGE,
    of_target=True,
    along=(*OF_TASKS, OPENED, GIVEN),
)
OF_DELIVERY = Undoing(
    ("plan.delivered",),
    "plans:undo_delivery",
    Permission.NOTE_WRITE,
    of_target=True,
    along=OF_TASKS,
)
OF_SESSION = Undoing(
    ("group.met",),
    "plans:take_back",
    Permission.NOTE_WRITE,
    of_detail="session",
    along=("plan.delivered", *OF_TASKS),
)
OF_SERVICE = Undoing(
    ("service.given",), "plans:take_back_service", Permission.NOTE_WRITE, of_target=True
)
# What leans on the plan of a student, whoever does it.
FOLLOWING = ("plan.started", "packet.ordered", "packet.built", "referral.sent", "case.closed")

UNDOINGS = (OF_PLAN, OF_DELIVERY, OF_SESSION, OF_SERVICE)
