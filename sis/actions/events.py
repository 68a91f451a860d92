"""Submissions, automatic messages, and what happened before go-live."""

from django.conf import settings

from attendance.actions.steps import Step, Taken, settle_notices, take
from attendance.choices import EvidenceKind, StepKind
from attendance.models import AutomaticContact, Submission
from sis.actions.generated import Merge
from sis.actions.load import BundleLoad
from sis.actions.merge import merge
from sis.actions.staging import keep_last, stage
from sis.readers.tables import BundleTable
from students.rules import school_year_of

# What a line of history calls a step, where judging has its own word.
KINDS = {
    "notice": StepKind.NOTICE_48260_5,
    "effort": StepKind.EFFORT_48262,
    "referral": StepKind.REFERRAL_48263,
}


def load_submissions(load: BundleLoad, table: BundleTable) -> None:
    """Say where attendance was taken and where not. No row is closed by omission."""
    staged = stage(load, table)
    keep_last(load, staged, ["school_id", "date", "period", "section"])
    plan = Merge(
        file=table.file,
        model=Submission,
        source="submissions_last",
        key=("school_id", "date", "period", "section"),
        values=("taken",),
    )
    counts = load.counts[table.file]
    counts.created, counts.updated = merge(load, plan)
    load.run("events/due_by_submissions")


def load_absence_contacts(load: BundleLoad, table: BundleTable) -> None:
    """Keep what a machine told families about absences. No row is closed by omission; none of them is a
    contact of a person, or a step of the law.
    """
    staged = stage(load, table)
    keep_last(load, staged, ["student_id", "date", "channel"])
    plan = Merge(
        file=table.file,
        model=AutomaticContact,
        source="absence_contacts_last",
        key=("student_id", "date", "channel"),
        values=("result", "by"),
    )
    counts = load.counts[table.file]
    counts.created, counts.updated = merge(load, plan)


def load_history(load: BundleLoad, table: BundleTable) -> None:
    """Write down reports and steps from before go-live. What is written is never rewritten."""
    staged = stage(load, table)
    keep_last(load, staged, ["student_id", "kind", "date"])
    load.run("events/history_placed")
    counts = load.counts[table.file]
    steps = _take_steps(load)
    counts.created = load.run("events/reports", zone=settings.TIME_ZONE) + steps.new
    counts.updated = steps.changed
    _warn_of_reports(load, table.file)


def _warn_of_reports(load: BundleLoad, file: str) -> None:
    [frozen] = load.one("events/different_reports")
    if frozen:
        load.warnings.append(
            f"{file}: {frozen:,} reports differ from the report on file of that day; a "
            "report is frozen, withdraw it on the student's page instead"
        )
    [known_only] = load.one("events/known_only")
    if known_only:
        load.warnings.append(
            f"{file}: {known_only:,} reports lack their filing date or listed days; they "
            "are known, not countable"
        )


def _take_steps(load: BundleLoad) -> Taken:
    """Write down the steps from before go-live; a notice of reports that are withdrawn by now does
    not count.
    """
    evidence = EvidenceKind.HISTORY
    found = list(load.all("events/steps", zone=settings.TIME_ZONE, evidence=evidence))
    steps = (
        Step(
            student_id=student,
            school_year=school_year_of(on),
            kind=KINDS.get(kind) or StepKind(kind),
            happened_at=happened_at,
            has_time=False,
            evidence_kind=evidence,
            evidence_id=f"{kind}:{on}",
            detail=detail,
        )
        for student, kind, on, happened_at, detail in found
    )
    taken = take(load.act, steps)
    settle_notices(load.act, students={student for student, *_ in found})
    return taken
