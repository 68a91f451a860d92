"""What came of an offered conference, in one tap, and taking that back."""

from uuid import uuid5

from django.db import transaction

from audit.actions import record
from audit.rules import Act
from conferences.actions.refusals import ConferenceMoved, NotYourResult
from conferences.choices import ConferenceState
from conferences.models import Conference
from conferences.rules.notes import CAME, MET, purpose_of
from conferences.rules.stages import CONFERENCE_STAGES
from contacts.actions import log_note, withdraw_note
from contacts.actions.contact import Contact
from contacts.actions.refusals import NoteIsOfOthers
from contacts.choices import NoteKind, WhyTakenBack, WithWhom
from contacts.models import Note
from contacts.rules import reaches

AWAY = "The school put it off, or nobody of it came."


@transaction.atomic
def end(act: Act, *, conference: Conference, verb: str) -> Conference:
    """Say what came of an offer: one note of contacts, in the same transaction. Said again alike, it is
    said once. Raises ConferenceMoved where something else was said meanwhile.
    """
    here = _held(conference)
    to = CONFERENCE_STAGES.moves[verb].to
    if here.state == to:
        return here
    if not CONFERENCE_STAGES.allows(verb, here.state):
        raise ConferenceMoved
    key = uuid5(here.client_uuid, f"{verb}:{act.at.isoformat()}")
    note = log_note(act, client_uuid=key, students=[here.student], contact=_contact(act, here, to))
    return _moved(act, here, verb, note)


@transaction.atomic
def take_back(act: Act, *, conference: Conference) -> Conference:
    """Take back what was said of an offer: its note is withdrawn, and the offer is open again. Safe to
    repeat. Raises NotYourResult, and ConferenceMoved where another one is offered by now.
    """
    here = _held(conference)
    if here.result is None:
        return here
    others = Conference.objects.open().filter(student=here.student_id)
    if others.exists():
        raise ConferenceMoved
    try:
        withdraw_note(act, note=here.result, reason=WhyTakenBack.NOT_SO, manages=False)
    except NoteIsOfOthers as why:
        raise NotYourResult from why
    return _moved(act, here, "take_back", None)


def _held(conference: Conference) -> Conference:
    rows = Conference.objects.select_for_update(of=("self",))
    return rows.select_related("student", "guardian", "result").get(pk=conference.pk)


def _contact(act: Act, here: Conference, to: str) -> Contact:
    outcome = CAME[to]
    return Contact(
        kind=NoteKind.CONFERENCE,
        method=MET[here.where],
        with_whom=WithWhom.ADULT,
        guardian=here.guardian,
        reached=reaches(NoteKind.CONFERENCE, outcome),
        happened_at=act.at,
        purpose=purpose_of(to),
        outcome=outcome,
        interpreter=here.interpreter and to == ConferenceState.HELD,
        text=AWAY if to == ConferenceState.AWAY else "",
    )


def _moved(act: Act, here: Conference, verb: str, result: Note | None) -> Conference:
    here.state, here.result = CONFERENCE_STAGES.moves[verb].to, result
    here.save(update_fields=["state", "result"])
    record(
        act,
        action="conference.ended" if result else "conference.opened_again",
        target_kind="conference",
        target_id=here.pk,
        student_id=here.student_id,
        detail={"state": here.state, "note": result.pk if result else None},
    )
    return here
