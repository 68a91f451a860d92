"""What must hold of marks and of what is derived from them.

Mark, MarkChange and DayOutcome have no database keys to other tables: each import proves its own
references, and these prove them all again.
"""

from collections.abc import Iterator
from datetime import date

from attendance.models import Assessment, JudgementDue, WeeksCounted
from attendance.queries.judging import judged
from attendance.queries.kinds import KINDS
from attendance.queries.waiting import find_flags
from attendance.queries.weeks import counted_anew, last_runs
from core.proofs import Proof, proof
from law.packs import load_pack
from students.rules import last_day_of

DERIVED = {
    "day outcomes": "day_outcomes",
    "standings": "standings",
    "findings": "findings",
    "flags of reports": "flags",
}


def proofs(on: date) -> Iterator[Proof]:
    """Yield the proofs of marks, then those of each school year judged again.

    The latter read temporary tables: each is to be carried out before the next is asked for.
    """
    yield proof("marks of a student, school or code that is not there", __file__, "marks_refer")
    yield proof(
        "marks on a day that is no school day, or that no enrollment covers",
        __file__,
        "marks_covered",
    )
    yield proof("mark changes of a student that is not there", __file__, "changes_refer")
    yield proof(
        "present marks kept without another mark on their day", __file__, "present_alone", **KINDS
    )
    yield from _weeks()
    newest = Assessment.objects.filter(finished_at__isnull=False).order_by("school_year", "-pk")
    for run in newest.distinct("school_year").select_related("policy"):
        yield from _derived(run, on)


def _weeks() -> Iterator[Proof]:
    """Count the weeks again of each school year that was not judged since, and is not due to be."""
    due = set(JudgementDue.objects.values_list("school_year", flat=True).distinct())
    counted = dict(WeeksCounted.objects.values_list("school_year", "assessment"))
    for run in last_runs():
        if run.pk == counted.get(run.school_year) and run.school_year not in due:
            with counted_anew(run):
                said = f"weeks of {run.school_year} differ from their days"
                yield proof(said, __file__, "weeks", year=run.school_year)


def _derived(run: Assessment, on: date) -> Iterator[Proof]:
    """Judge a school year again from its marks and compare with what is stored.

    Student-years that are due for judgement anyway are left out: they are known to be behind.
    """
    pack = load_pack(run.policy.pack, run.policy.overrides)
    waiting = JudgementDue.objects.filter(school_year=run.school_year)
    skip = list(waiting.values_list("student_id", flat=True))
    # Of a year that is over, what was filed in the summer after it counts, too.
    as_of = on if run.as_of == last_day_of(run.school_year) else run.as_of
    with judged(pack=pack, as_of=as_of, school_year=run.school_year):
        ends = last_day_of(run.school_year)
        find_flags(pack, school_year=run.school_year, as_of=min(as_of, ends), students=None)
        for name, file in DERIVED.items():
            said = f"{name} of {run.school_year} differ from their marks"
            yield proof(said, __file__, file, year=run.school_year, skip=skip)
