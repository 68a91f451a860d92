"""The one pipeline from marks to standings, set-based.

It takes a policy, an as-of date and a set of students, and leaves temporary tables: `days`
(columns of DayOutcome) and `standings` (columns of Standing). `actions.assess` copies them
into the stored tables; everything that asks "what if" or "as of" reads them and lets them go.
The clauses are numbered in attendance/README.md.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DataError, connection, transaction
from django.db.backends.utils import CursorWrapper
from psycopg2 import sql

from attendance.queries.verdicts import STANDS
from law.packs import PolicyPack
from students.rules import first_day_of, last_day_of, school_year_of

SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True)
class Tables:
    """Names of the temporary tables of one judging."""

    days: str
    standings: str


@dataclass(frozen=True)
class Question:
    """What is judged: under which pack, as of which day, for which school year.

    `as_of` never lies after the school year; what people filed and did counts through
    `known_by`, also in the summer after it.
    """

    pack: PolicyPack
    school_year: int
    as_of: date
    known_by: date

    @classmethod
    def ask(cls, pack: PolicyPack, as_of: date, school_year: int | None = None) -> "Question":
        year = school_year_of(as_of) if school_year is None else school_year
        return cls(pack, year, min(as_of, last_day_of(year)), as_of)

    def values(self) -> dict[str, Any]:
        """Return the values that the SQL names."""
        get = self.pack.flat()
        window = get["truancy.pending_window_school_days"]
        absent = get["truancy.pending_window_if_not_returned"]
        uncleared = get["truancy.uncleared_counts"]
        return {
            "start": first_day_of(self.school_year),
            "as_of": self.as_of,
            "known_by": self.known_by,
            "school_year": self.school_year,
            "zone": settings.TIME_ZONE,
            "policy": self.pack.label,
            "window": window,
            "window_absent": window if absent == "same" else absent,
            "uncleared": window > 0 if uncleared == "auto" else uncleared,
            "minutes": get["truancy.minutes"],
            "occasions": get["truancy.occasions"],
            "gap_basis": get["truancy.gap_basis"],
            "unit": get["truancy.occasion_unit"],
            "early_leave": get["truancy.early_leave"],
            "second": get["truancy.second_report_tardy_min"],
            "age_filter": get["truancy.age_filter"],
            "age_from": get["truancy.age_from"],
            "age_below": get["truancy.age_below"],
            "charter": get["truancy.charter"],
            "habitual_reports": get["truancy.habitual_reports"],
            "exit_day": get["enrollment.exit_day"],
            "chronic_percent": get["chronic.percent"],
            "state_min_days": get["chronic.state_min_days"],
            "chronic_truant_percent": get["truancy.chronic_truant_percent"],
            "at_risk_percent": get["bands.at_risk_percent"],
            "moderate_percent": get["bands.moderate_percent"],
            "severe_percent": get["bands.severe_percent"],
            "tier_early_percent": get["tier.early_absent_percent"],
            "tier_early_counted": get["tier.early_counted_days"],
            "tier_intensive_percent": get["tier.intensive_absent_percent"],
            "tier_intensive_report": get["tier.intensive_report"],
        }


def run(
    cursor: CursorWrapper, script: Path, names: dict[str, str], values: dict[str, Any]
) -> None:
    """Run one file of SQL, with its names put in and its values bound."""
    cursor.execute(script.read_text().format(**names), values)


def names_for(prefix: str, question: Question, *, some: bool, days: str = "") -> dict[str, str]:
    """Return the names that the SQL files put in. `some` narrows to the table of students."""

    def only(alias: str, key: str = "student_id") -> str:
        table = f"{prefix}student"
        return f"JOIN {table} chosen ON chosen.student_id = {alias}.{key}" if some else ""

    operator = question.pack.value("truancy.minutes_operator")
    return {
        "p": prefix,
        "op": {">": ">", ">=": ">="}[operator],
        "marks": f"{prefix}mark" if some else "attendance_mark",
        "days": days,
        "stands": STANDS,
        **{f"only_{alias}": only(alias) for alias in "dero"},
        "only_s": only("s", "id"),
    }


@contextmanager
def tuned(cursor: CursorWrapper, *, some: bool) -> Iterator[None]:
    """Plan for what is ahead: look-ups for some students, whole scans for a whole year.

    Dates and students of marks go together, which the planner cannot know: it expects a few
    rows where there are millions, and would loop over them one by one.
    """
    settings = ["work_mem = '256MB'"]
    settings.append("random_page_cost = 1.1" if some else "enable_nestloop = off")
    for setting in settings:
        cursor.execute(f"SET LOCAL {setting}")
    yield
    for setting in settings:
        cursor.execute(f"SET LOCAL {setting.partition(' =')[0]} TO DEFAULT")


def make_room(cursor: CursorWrapper) -> None:
    """Let this session's temporary tables stay in memory: each is read several times.

    A session that has used some already keeps the room it has.
    """
    with suppress(DataError), transaction.atomic():
        cursor.execute("SET temp_buffers = '128MB'")


def choose_students(cursor: CursorWrapper, prefix: str, students: Sequence[int]) -> None:
    """Make the temporary table of the students to judge."""
    cursor.execute(
        f"CREATE TEMP TABLE {prefix}student AS SELECT DISTINCT unnest(%s::bigint[]) AS student_id",
        [list(students)],
    )
    cursor.execute(f"ANALYZE {prefix}student")


def resolve_days(cursor: CursorWrapper, prefix: str, question: Question, *, some: bool) -> str:
    """Resolve the marks of the chosen students; return the name of the view with the days.

    The view is the computation itself: read it once, or copy it.
    """
    values, names = question.values(), names_for(prefix, question, some=some)
    if some:
        run(cursor, SQL / "some_marks.sql", names, values)
    run(cursor, SQL / "days.sql", names, values)
    window = "window" if values["window"] > 0 else "no_window"
    run(cursor, SQL / f"{window}.sql", names, values)
    return f"{prefix}day"


def judge_standings(
    cursor: CursorWrapper, prefix: str, question: Question, *, some: bool, days: str
) -> str:
    """Judge the chosen students from resolved days; return the name of the table."""
    run(
        cursor,
        SQL / "standings.sql",
        names_for(prefix, question, some=some, days=days),
        question.values(),
    )
    return f"{prefix}standing"


def copy(cursor: CursorWrapper, view: str) -> str:
    """Copy the computed days into a table; return its name."""
    table = f"{view}_resolved"
    names = {"table": sql.Identifier(table), "view": sql.Identifier(view)}
    cursor.execute(sql.SQL("CREATE TEMP TABLE {table} AS SELECT * FROM {view}").format(**names))
    cursor.execute(sql.SQL("ANALYZE {table}").format(**names))
    return table


def count_rows(cursor: CursorWrapper, table: str) -> int:
    """Return how many rows a table has."""
    cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
    return int(cursor.fetchone()[0])


def drop(cursor: CursorWrapper, prefix: str) -> None:
    """Drop every temporary table and view of a prefix."""
    cursor.execute(
        "SELECT relname, relkind FROM pg_class WHERE relnamespace = pg_my_temp_schema()"
        " AND relname LIKE %s AND relkind IN ('r', 'v') ORDER BY relkind DESC",
        [prefix.replace("_", r"\_") + "%"],
    )
    for name, kind in cursor.fetchall():
        cursor.execute(f'DROP {"VIEW" if kind == "v" else "TABLE"} IF EXISTS "{name}" CASCADE')


@contextmanager
def judged(
    *,
    pack: PolicyPack,
    as_of: date,
    school_year: int | None = None,
    students: Sequence[int] | None = None,
) -> Iterator[Tables]:
    """Judge without storing anything: yield the names of temporary tables, then drop them.

    All students of the year when `students` is None. Runs inside one transaction.
    """
    question, prefix = Question.ask(pack, as_of, school_year), "what_if_"
    some = students is not None
    with transaction.atomic(), connection.cursor() as cursor:
        with tuned(cursor, some=some):
            if students is not None:
                choose_students(cursor, prefix, students)
            view = resolve_days(cursor, prefix, question, some=some)
            days = copy(cursor, view)
            standings = judge_standings(cursor, prefix, question, some=some, days=days)
        yield Tables(days=days, standings=standings)
        drop(cursor, prefix)
