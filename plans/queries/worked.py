"""What worked for the like: what plans did that met two goals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core import sql
from law.packs import Intervention, Practice
from plans.choices import Delivered

WORKED = sql.statement(__file__, "worked")
LEAST_PLANS = 3  # of fewer somebody might know whose they were
MOST_SHOWN = 3
LOOKED_AT = 900  # plans that ended last
TWO_YEARS = timedelta(days=731)
ASKED_BEFORE = 90  # days before a plan began, in which what was found still led to it


@dataclass(frozen=True)
class Worked:
    """What some plans did together, of the menu, and how many of them met two goals with it."""

    interventions: list[Intervention]
    plans: int

    @property
    def codes(self) -> str:
        """The codes as an address names them."""
        return ",".join(one.code for one in self.interventions)


def worked_for(
    practice: Practice, *, level: str, barriers: Sequence[str], on: date
) -> list[Worked]:
    """Return what worked within two years for students at schools of the level, of whom one of these
    barriers was named if any are given: that of most plans first, of the 900 that ended last in
    the whole district, and of nobody by name. One statement.
    """
    menu = practice.menu
    values = {
        "level": level,
        "barriers": list(barriers),
        "since": on - TWO_YEARS,
        "asked_before": ASKED_BEFORE,
        "menu": list(menu),
        "done": Delivered.DONE,
        "looked_at": LOOKED_AT,
        "least": LEAST_PLANS,
        "most": MOST_SHOWN,
    }
    return [
        Worked([menu[code] for code in codes], plans)
        for codes, plans in sql.tuples(WORKED, values)
    ]
