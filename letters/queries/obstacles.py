"""What makes a letter pointless by now: its report fell, or the family had its notice already."""

from collections.abc import Mapping, Sequence
from datetime import date

from attendance.choices import StepKind
from attendance.models import ProcessStep
from attendance.queries.holds import Hold
from attendance.queries.sought import holds_of_sought
from attendance.queries.verdicts import withdrawn_among
from attendance.queries.waiting import waiting_among
from law.queries import pack_in_force
from letters.choices import CORRECTIONS, NOTICE, EventKind
from letters.models import LetterEvent, Notice
from letters.queries.facts import LetterFacts

ITS_REPORT_FELL = Hold("Its report was withdrawn.", "", "Nothing goes out unless it is upheld.")
ITS_REPORT_STANDS = Hold("Its report was upheld.", "", "There is nothing to correct any more.")
ITS_REPORT_WAITS = Hold(
    "Its report waits for a decision.",
    "",
    "Withdraw or uphold it on the chain of the student; the letter waits.",
)
NO_LONGER = "{day} does not count any more, and the letter would name it. Is it still to go?"

SOUGHT = "sought"  # of an event: it was done by a person who knew that the student is looked for
Holds = dict[int, list[Hold]]


def fallen(notices: Sequence[Notice]) -> set[int]:
    """Return the notices that rest on nothing any more: their report was withdrawn, or, of a
    correction, stands again. One statement.
    """
    resting = [(notice, notice.report_id) for notice in notices if notice.report_id is not None]
    withdrawn = withdrawn_among({report_id for _, report_id in resting})
    return {
        notice.pk
        for notice, report_id in resting
        if (report_id in withdrawn) != (notice.kind in CORRECTIONS)
    }


def waiting(notices: Sequence[Notice]) -> set[int]:
    """Return the notices whose report waits for a decision. One statement."""
    reports = {notice.report_id for notice in notices if notice.report_id is not None}
    waits = waiting_among(reports) if reports else set()
    return {notice.pk for notice in notices if notice.report_id in waits}


def taken_elsewhere(notices: Sequence[Notice], step: StepKind) -> set[int]:
    """Return the notices whose student-year has this step by anything but themselves.

    One statement.
    """
    steps = ProcessStep.objects.filter(
        student__in=[notice.student_id for notice in notices], kind=step, withdrawn_at=None
    )
    found: dict[tuple[int, int], set[tuple[str, str]]] = {}
    for student, year, kind, key in steps.values_list(
        "student_id", "school_year", "evidence_kind", "evidence_id"
    ):
        found.setdefault((student, year), set()).add((kind, key.partition(":")[0]))
    return {
        notice.pk
        for notice in notices
        if found.get((notice.student_id, notice.school_year), set()) - {(NOTICE, str(notice.pk))}
    }


def sought(notices: Sequence[Notice], *, on: date) -> Holds:
    """Return what keeps letters that were approved and are not mailed: their students are to be found
    first. Not one that a person approved knowing so, and no correction. Three statements, fewer
    where nobody is to be found.
    """
    asked = [notice for notice in notices if notice.kind not in CORRECTIONS]
    pack = pack_in_force(on)
    found = holds_of_sought([notice.student_id for notice in asked], pack=pack, on=on)
    kept = [notice for notice in asked if notice.student_id in found]
    released = _knowingly(kept) if kept else set()
    return {one.pk: found[one.student_id] for one in kept if one.pk not in released}


def _knowingly(notices: Sequence[Notice]) -> set[int]:
    """Return the notices that were approved last by a person who knew that the student is sought."""
    events = LetterEvent.objects.filter(
        notice__in=notices, kind__in=[EventKind.APPROVED, EventKind.REPRINTED]
    )
    newest = dict(events.order_by("at", "pk").values_list("notice_id", "detail"))
    return {key for key, detail in newest.items() if detail.get(SOUGHT)}


def days_gone(notices: Sequence[Notice], facts: Mapping[int, LetterFacts]) -> Holds:
    """Return a hold for each listed day that counts no more: the report must be decided before a
    family reads of it. No statement.
    """
    return {
        notice.pk: [
            Hold(NO_LONGER.format(day=f"{day.date:%B} {day.date.day}"))
            for day in facts[notice.pk].days
            if not day.is_counted
        ]
        for notice in notices
    }


def report_fell(notices: Sequence[Notice], facts: Mapping[int, LetterFacts]) -> Holds:  # noqa: ARG001 - each hold of a kind is asked alike
    """Return a hold for each notice that rests on nothing any more. One statement."""
    fell = fallen(notices)
    return {
        notice.pk: [ITS_REPORT_STANDS if notice.kind in CORRECTIONS else ITS_REPORT_FELL]
        for notice in notices
        if notice.pk in fell
    }


def report_waits(notices: Sequence[Notice], facts: Mapping[int, LetterFacts]) -> Holds:  # noqa: ARG001 - each hold of a kind is asked alike
    """Return a hold for each notice whose report waits for a decision. One statement."""
    return {key: [ITS_REPORT_WAITS] for key in waiting(notices)}
