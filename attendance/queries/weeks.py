"""Days missed by the week, of one school or of several together."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from attendance.models import Assessment, SchoolWeek
from attendance.queries.question import Question
from attendance.rules.weeks import WeekCount
from core import sql
from law.packs import BadParameter, PolicyPack, UnknownPack, load_pack
from students.rules import school_year_of

DROP = "DROP TABLE IF EXISTS counting_week"


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


def weeks_kept(school: int, *, year: int) -> dict[int, list[WeekCount]]:
    """Return the weeks of a school as they were counted last, in their order: those of a school year and of
    the year before, by year. One statement.
    """
    kept = SchoolWeek.objects.filter(school=school, school_year__in=(year - 1, year))
    found: dict[int, list[WeekCount]] = {year - 1: [], year: []}
    rows = kept.order_by("week").values_list("school_year", "week", "days", "missed")
    for of, week, days, missed in rows:
        found[of].append(WeekCount(week, days, missed))
    return found


def weeks_of_grades(
    school: int, grades: Sequence[str], first: date, last: date, *, pack: PolicyPack, as_of: date
) -> list[WeekCount]:
    """Return the weeks of some grades of a school, counted now from a day to another of one school year, both
    included, in their order: a week without a school day is in none. One statement.
    """
    asked = Question.ask(pack, as_of, school_year_of(first)).values()
    where = {"school": school, "grades": list(grades), "first": first, "last": last}
    counted = sql.rows(sql.statement(__file__, "weeks_of_grades"), {**asked, **where})
    return [WeekCount(**row) for row in counted]


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
