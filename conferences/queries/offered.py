"""The conferences that were offered about one student, and what may be said next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from conferences.choices import ConferenceState
from conferences.models import Conference
from conferences.queries.drafts import OfferDraft, draft_of
from conferences.rules.notes import needs_a_visit
from core.clock import day_of
from students.models import Student


@dataclass(frozen=True)
class OfferedConferences:
    """The conference that is offered now or None, and those before it, the newest first; `needs_visit` where
    nobody came twice in a row.
    """

    open: Conference | None
    earlier: Sequence[Conference]

    @property
    def needs_visit(self) -> bool:
        return needs_a_visit([one.state for one in self.earlier])

    @property
    def last(self) -> Conference | None:
        return self.earlier[0] if self.earlier else None


def offered_to(student: Student) -> OfferedConferences:
    """Return the conferences offered about the student. One statement."""
    found = Conference.objects.filter(student=student).select_related(
        "guardian", "offered_by", "result"
    )
    rows = list(found.order_by("-offered_at", "-pk"))
    is_open = [one for one in rows if one.is_open]
    return OfferedConferences(
        open=is_open[0] if is_open else None,
        earlier=[one for one in rows if one.state != ConferenceState.OFFERED],
    )


def next_draft(
    student: Student,
    found: OfferedConferences,
    *,
    school: str,
    language: str,
    owner: str,
    at: datetime,
) -> OfferDraft:
    """Return what may be said to offer one, in the words for a first offer or for another; with the
    moments of the one that is offered now that are still to come. Nothing once all of them are over.
    """
    code = "again" if found.last else "first"
    slots = [slot for slot in found.open.slots if slot > at] if found.open else []
    if found.open and not slots:
        return OfferDraft()
    facts = {"student": student.first_name, "school": school, "owner": owner}
    return draft_of(code, slots=slots, language=language, on=day_of(at), **facts)
