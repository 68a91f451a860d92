"""The one pipeline from marks to standings, set-based.

It takes a policy, an as-of date and a set of students, and leaves temporary tables of fixed names:
the view `judging_day` (columns of DayOutcome), `judging_standing` (of Standing) and
`judging_finding` (of Finding). `actions.assess` copies them into the stored tables; everything that
asks "what if" or "as of" reads them and lets them go. The clauses are numbered in
attendance/README.md.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date

from django.db import DataError, transaction

from attendance.queries.question import Question
from core import sql
from law.packs import PolicyPack

# The steps in their order; which of two it is depends on the question.
DAYS = ("read", "gaps", "meaning", "two_schools", "weigh")
STANDINGS = ("tally", "reports", "standings", "tests")


def run(name: str, question: Question) -> None:
    """Run one step."""
    sql.run(sql.statement(__file__, name), question.values())


@contextmanager
def tuned(*, some: bool) -> Iterator[None]:
    """Plan for what is ahead: look-ups for some students, whole scans for a whole year.

    Dates and students of marks go together, which the planner cannot know: it expects a few
    rows where there are millions, and would loop over them one by one.
    """
    sql.run(sql.statement(__file__, "tuned_some" if some else "tuned_all"))
    yield
    sql.run(sql.statement(__file__, "untuned"))


def make_room() -> None:
    """Let this session's temporary tables stay in memory: each is read several times.

    A session that has used some already keeps the room it has.
    """
    with suppress(DataError), transaction.atomic():
        sql.run("SET temp_buffers = '128MB'")


def scope(question: Question, *, some: bool) -> None:
    """Say whom the next steps judge: everybody, or those in the table of chosen students."""
    run("scope_some" if some else "scope_all", question)


def resolve_days(question: Question, *, some: bool) -> None:
    """Resolve the marks of those in scope into the view `judging_day`.

    The view is the computation itself: read it once, or copy it.
    """
    scope(question, some=some)
    run("some_marks" if some else "all_marks", question)
    for step in DAYS:
        run(step, question)
    run("window" if question.has_window else "no_window", question)


def judge_standings(question: Question) -> None:
    """Judge those in scope from the view `judging_resolved`."""
    for step in STANDINGS:
        run(step, question)
    if question.reads_days:
        run("findings", question)
        run("rolling", question)


def drop() -> None:
    """Drop every temporary table and view of a judging."""
    sql.run(sql.statement(__file__, "drop"))


def count_judged() -> int:
    """Return how many standings were judged."""
    return int(sql.value("SELECT count(*) FROM judging_standing"))


@contextmanager
def judged(
    *,
    pack: PolicyPack,
    as_of: date,
    school_year: int | None = None,
    students: Sequence[int] | None = None,
) -> Iterator[None]:
    """Judge without storing anything: what was judged is in `judging_copy` (the days),
    `judging_standing` and `judging_finding` until the block ends.

    All students of the year when `students` is None. Runs inside one transaction.
    """
    question = Question.ask(pack, as_of, school_year)
    some = students is not None
    with transaction.atomic():
        with tuned(some=some):
            if some:
                sql.run(sql.statement(__file__, "chosen"), {"students": list(students or ())})
            resolve_days(question, some=some)
            run("days_copied", question)
            judge_standings(question)
        yield
        drop()


@contextmanager
def in_front() -> Iterator[None]:
    """Within `judged`, let what was judged stand in front of what is stored.

    Every statement then reads the judged days, standings and findings by the stored tables' names:
    the same words ask what is, and what would be. Nothing may be written meanwhile.
    """
    with transaction.atomic():
        sql.run(sql.statement(__file__, "in_front"))
        yield
        sql.run(sql.statement(__file__, "out_of_the_way"))
