"""Taking a note back that was written about the wrong student, or was not so; or undone at once."""

from datetime import datetime
from uuid import uuid5

from django.db import transaction
from django.db.models import Q

from audit.actions import record_many
from audit.queries import to_undo
from audit.rules import Act
from cases.actions.undoing import take_back_tasks
from contacts.actions.about import cases_of, students_in
from contacts.actions.contact import Contact
from contacts.actions.notes import amend_note
from contacts.actions.refusals import NoteIsOfOthers
from contacts.choices import Method, NoteKind, Purpose, WhyTakenBack, WithWhom
from contacts.models import Note, NoteWithdrawal
from contacts.queries.undoings import FOLLOWING, OF_NOTE
from contacts.queries.wordings import wordings_of
from contacts.rules import reasons_to_withdraw


@transaction.atomic
def withdraw_note(act: Act, *, note: Note, reason: WhyTakenBack, manages: bool) -> Note:
    """Take a note back, with every note that it amends or that amends it; return the amendment that
    says so. `manages` says whether who acts manages the cases of its students. Withdrawn twice, it is
    once, for the first reason.

    It proves nothing any more, and only whoever wrote its words reads them. Raises NoteIsOfOthers.
    """
    wordings = _locked(note)
    if there := withdrawal_of(note):
        return there.amendment
    if reason not in _reasons(act, wordings, manages=manages):
        raise NoteIsOfOthers
    return _taken_back(act, note, wordings, reason)


@transaction.atomic
def undo_note(act: Act, *, note: Note, done_at: datetime | None) -> Note:
    """Take a note back within ten minutes of its writing, with the tasks that it left or did; return the
    amendment that says so. Undone twice, it is once.

    Raises NothingToUndo, TenMinutesOver, and HasMovedOn once it was changed, signed or has a paper, once
    anything was done with its tasks, or a packet, a referral or a case of its students followed.
    """
    wordings = _locked(note)
    if there := withdrawal_of(note):
        return there.amendment
    students = students_in(note)
    cases_of(students)
    followed = Q(student_id__in=[one.pk for one in students], action__in=FOLLOWING)
    done = to_undo(act, OF_NOTE, at=done_at, target=note.pk, by=followed)
    take_back_tasks(act, done)
    return _taken_back(act, note, wordings, WhyTakenBack.UNDONE)


def withdrawal_of(note: Note) -> NoteWithdrawal | None:
    """Return that a note was taken back, asked of itself or of what says so."""
    return NoteWithdrawal.objects.filter(Q(note=note) | Q(amendment=note)).first()


def _taken_back(act: Act, note: Note, wordings: list[Note], reason: WhyTakenBack) -> Note:
    newest = wordings[-1]
    if not newest.signed_at:  # from now on nobody changes it, its author neither
        newest.signed_at = act.at
        newest.save(update_fields=["signed_at"])
    key = uuid5(note.client_uuid, "withdrawn")
    amendment = amend_note(act, note=newest, client_uuid=key, contact=_says_nothing(act.at))
    NoteWithdrawal.objects.bulk_create(
        (
            NoteWithdrawal(
                note=one, amendment=amendment, reason=reason, by_id=act.person, at=act.at
            )
            for one in wordings
        ),
        ignore_conflicts=True,  # those withdrawn before, and amended all the same
    )
    _record(act, note, reason)
    return amendment


def _says_nothing(at: datetime) -> Contact:
    """Return what an amendment says that takes a note back."""
    return Contact(
        kind=NoteKind.OTHER,
        method=Method.OTHER,
        with_whom=WithWhom.NOBODY,
        reached=False,
        happened_at=at,
        purpose=Purpose.OTHER,
        text="The earlier note is withdrawn.",
    )


def _locked(note: Note) -> list[Note]:
    """Lock a note with all its wordings, the first first, so that two who withdraw it from different
    ones wait for each other in one order; return them as they are by then.
    """
    keys = [one.pk for one in wordings_of(Note.objects.get(pk=note.pk))]
    list(Note.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    return wordings_of(Note.objects.get(pk=note.pk))


def _reasons(act: Act, wordings: list[Note], *, manages: bool) -> tuple[WhyTakenBack, ...]:
    authors = {one.author_id for one in wordings}
    return reasons_to_withdraw(
        wrote_all=authors == {act.person}, is_concerned=manages or act.person in authors
    )


def _record(act: Act, note: Note, reason: WhyTakenBack) -> None:
    record_many(
        act,
        action="note.withdrawn",
        target_kind="note",
        targets=[
            (note.pk, student, {"reason": reason})
            for student in note.about.values_list("student", flat=True)
        ],
    )
