"""Offering a conference: the offer, and the note by which it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.timezone import localtime

from audit.actions import record
from audit.rules import Act
from conferences.actions.refusals import NotYourOffer, OfferedOtherwise, OfferIsOpen
from conferences.choices import MeetWhere, OfferedHow
from conferences.models import Conference
from conferences.rules.notes import OFFERED
from contacts.actions import log_note
from contacts.actions.contact import Contact
from contacts.choices import Purpose, WithWhom
from contacts.rules import reaches
from core.once import kept_under
from core.templatetags.ui import moment
from students.models import Guardian, Student


@dataclass(frozen=True)
class Offer:
    """To whom a conference is offered, how, for which moments and where."""

    guardian: Guardian
    how: OfferedHow
    slots: Sequence[datetime]
    where: MeetWhere = MeetWhere.SCHOOL
    interpreter: bool = False

    @property
    def words(self) -> str:
        """What the note says of it."""
        times = "; ".join(moment(localtime(slot)) for slot in self.slots)
        also = " With an interpreter." if self.interpreter else ""
        return f"Conference offered: {times}. {self.where.label}.{also}"


@transaction.atomic
def offer_conference(act: Act, *, client_uuid: UUID, student: Student, offer: Offer) -> Conference:
    """Offer a conference; give back the one that was offered before under this `client_uuid`.

    The offer is a note of contacts, in the same transaction, and by it an effort to hold a conference.
    Raises OfferIsOpen, NotYourOffer, OfferedOtherwise where that one says something else, and what `log_note` raises.
    """
    Student.objects.select_for_update().get(pk=student.pk)
    if there := kept_under(
        client_uuid,
        Conference,
        of={"student_id": student.pk, "offered_by_id": act.person},
        says={**vars(offer), "slots": sorted(offer.slots)},
        not_theirs=NotYourOffer,
        otherwise=OfferedOtherwise,
    ):
        return there
    if Conference.objects.open().filter(student=student).exists():
        raise OfferIsOpen
    note = log_note(
        act,
        client_uuid=uuid5(client_uuid, "offer"),
        students=[student],
        contact=_contact(act, offer),
    )
    made = Conference.objects.create(
        client_uuid=client_uuid,
        student=student,
        guardian=offer.guardian,
        how=offer.how,
        slots=sorted(offer.slots),
        where=offer.where,
        interpreter=offer.interpreter,
        offer=note,
        offered_by_id=act.person,
        offered_at=act.at,
    )
    record(
        act,
        action="conference.offered",
        target_kind="conference",
        target_id=made.pk,
        student_id=student.pk,
        detail={"how": offer.how, "note": note.pk},
    )
    return made


def _contact(act: Act, offer: Offer) -> Contact:
    kind, method, outcome = OFFERED[offer.how]
    return Contact(
        kind=kind,
        method=method,
        with_whom=WithWhom.ADULT,
        guardian=offer.guardian,
        reached=reaches(kind, outcome),
        happened_at=act.at,
        purpose=Purpose.CONFERENCE_48262,
        outcome=outcome,
        interpreter=offer.interpreter,
        text=offer.words,
    )
