"""Days missed by the week, of one school or of several together."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from attendance.models import Assessment
from attendance.queries.question import Question
from core import sql
from law.packs import BadParameter, UnknownPack, load_pack

DROP = "DROP TABLE IF EXISTS counting_week"


@dataclass(frozen=True)
class WeekCount:
    """The student-days of a week, and how many of them were missed. `week` is its Monday."""

    week: date
    days: int
    missed: int

    @property
    def percent(self) -> float:
        """Of a hundred student-days so many were missed, to one decimal."""
        return round(100 * self.missed / self.days, 1)


@contextmanager
def counted_anew(run: Assessment) -> Iterator[None]:
    """Have the table counting_week while it is asked about: the weeks of the school year of a run, as
    of its day and under its policy.
    """
    pack = load_pack(run.policy.pack, run.policy.overrides)
    sql.run(DROP)
    weeks = sql.statement(__file__, "weeks")
    sql.run(weeks, Question.ask(pack, run.as_of, run.school_year).values())
    yield
    sql.run(DROP)


def last_runs() -> list[Assessment]:
    """Return of each school year the last run that judged somebody, with its policy: one under a policy of
    a pack or of parameters that there are no more is left out.
    """
    runs = Assessment.objects.filter(finished_at__isnull=False, judged__gt=0)
    newest = runs.order_by("school_year", "-pk").distinct("school_year").values("pk")
    found = Assessment.objects.filter(pk__in=newest).select_related("policy")
    return [run for run in found.order_by("school_year") if _is_readable(run)]


def _is_readable(run: Assessment) -> bool:
    try:
        load_pack(run.policy.pack, run.policy.overrides)
    except (BadParameter, UnknownPack):
        return False
    return True
