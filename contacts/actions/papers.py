"""Photos, scans and papers of a note: attached once, taken off with a reason."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from audit.actions import record_many
from audit.rules import Act
from contacts.actions.refusals import (
    NoteHasEnough,
    NoteIsNotYours,
    NoteIsOfOthers,
    NoteIsOfSeveral,
    NoteIsWithdrawn,
)
from contacts.choices import PaperKind, WhyTakenBack
from contacts.models import Note, NotePaper, NoteWithdrawal, PaperWithdrawal
from contacts.queries.wordings import wordings_of
from contacts.rules import reasons_to_withdraw
from documents.actions import Brought, attach
from documents.choices import Retention
from documents.models import Document

MOST_PAPERS = 10


def require_room(note: Note) -> None:
    """Refuse a paper that the note cannot have, before its file is taken in: what is stored and then refused
    lies there for a day. Raises NoteIsOfSeveral, NoteIsWithdrawn and NoteHasEnough.
    """
    students = list(note.about.order_by("pk").values_list("student", flat=True))
    _require_room([one.pk for one in wordings_of(note)], students)


def _require_room(keys: list[int], students: list[int]) -> None:
    if len(students) > 1:
        raise NoteIsOfSeveral
    if NoteWithdrawal.objects.filter(Q(note__in=keys) | Q(amendment__in=keys)).exists():
        raise NoteIsWithdrawn
    if NotePaper.objects.filter(note__in=keys, withdrawal=None).count() >= MOST_PAPERS:
        raise NoteHasEnough


@transaction.atomic
def attach_paper(
    act: Act, *, note: Note, client_uuid: UUID, kind: PaperKind, brought: Brought
) -> NotePaper:
    """Attach a file that is in the store to the newest wording of a note. Sent twice under its uuid, it
    is there once.

    Raises NoteIsOfSeveral, NoteIsWithdrawn, NoteHasEnough, and NoteIsNotYours for a uuid that another's
    or another note's paper has.
    """
    wordings = wordings_of(Note.objects.select_for_update().get(pk=note.pk))
    note, keys = wordings[-1], [one.pk for one in wordings]
    if there := NotePaper.objects.filter(client_uuid=client_uuid).first():
        if there.by_id != act.person or there.note_id not in keys:
            raise NoteIsNotYours("Nothing was attached: open the note again.")
        return there
    students = list(note.about.order_by("pk").values_list("student", flat=True))
    _require_room(keys, students)
    document = _document(act, note, students[0], kind, brought)
    own = {"client_uuid": client_uuid, "kind": kind, "by_id": act.person, "at": act.at}
    paper = NotePaper.objects.create(note=note, document=document, **own)
    _record(act, "note.attached", paper, students, kind=kind, sha256=document.sha256)
    return paper


def _document(act: Act, note: Note, student: int, kind: PaperKind, brought: Brought) -> Document:
    """Write down what the file is, and whose: the child's whom the note is about."""
    return attach(
        act,
        brought.stored,
        record=("note", note.pk),
        title=f"{kind}-{note.pk}",
        retention=Retention.CASEWORK,
        student_id=student,
        pages=brought.pages,
        scan=brought.scan,
    )


@transaction.atomic
def withdraw_paper(
    act: Act, *, paper: NotePaper, reason: WhyTakenBack, manages: bool
) -> PaperWithdrawal:
    """Take a paper off its note: nobody opens it any more. Taken off twice, it is once, for the first
    reason. `manages` says whether who acts manages the cases of its students. Raises NoteIsOfOthers.
    """
    note = Note.objects.select_for_update().get(pk=paper.note_id)
    if there := PaperWithdrawal.objects.filter(paper=paper).first():
        return there
    if reason not in reasons_of_paper(act.person, paper, manages=manages):
        raise NoteIsOfOthers
    taken = PaperWithdrawal.objects.create(paper=paper, reason=reason, by_id=act.person, at=act.at)
    students = list(note.about.order_by("pk").values_list("student", flat=True))
    _record(act, "note.paper_withdrawn", paper, students, reason=reason)
    return taken


def reasons_of_paper(
    person: int | None, paper: NotePaper, *, manages: bool
) -> tuple[WhyTakenBack, ...]:
    """Return for which reasons somebody may take a paper off: whoever attached it for any, who wrote
    the note or manages the cases where it is misplaced.
    """
    is_own = person == paper.by_id
    is_concerned = manages or person == paper.note.author_id
    return reasons_to_withdraw(wrote_all=is_own, is_concerned=is_concerned)


def _record(
    act: Act, action: str, paper: NotePaper, students: list[int], **detail: object
) -> None:
    record_many(
        act,
        action=action,
        target_kind="note",
        targets=[(paper.note_id, student, {"paper": paper.pk, **detail}) for student in students],
    )
