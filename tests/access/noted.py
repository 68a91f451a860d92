"""Valid submissions of the pages of notes."""

import uuid
from collections.abc import Callable
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.choices import Role
from students.models import Student
from tests.access.change import Change
from tests.contacts.pages import CALL
from tests.contacts.world import log
from tests.documents.brought import picture
from tests.factories import TODAY, NotePaperFactory, SealedNoteFactory
from tests.world import District, hire


def quick_log(district: District) -> Change:
    by = hire(Role.COUNSELOR, district.oak)
    return Change(by, {**CALL, "author": by.pk, "student": district.ana.pk})


def change_note(district: District) -> Change:
    by = hire(Role.COUNSELOR, district.oak)
    note = log(by, district.ana, uuid=uuid.uuid4())  # no other note of this world has it
    sent = {**CALL, "client_uuid": str(uuid.UUID(int=9)), "text": "He came."}
    return Change(by, {**sent, "author": by.pk, "version": note.version}, note.pk)


def note_to_withdraw(district: District) -> Change:
    by = hire(Role.COUNSELOR, district.oak)
    note = log(by, district.ana, uuid=uuid.uuid4())
    return Change(by, {"reason": "not_so"}, note.pk)


def note_to_undo(district: District) -> Change:
    by = hire(Role.COUNSELOR, district.oak)
    note = log(by, district.ana, uuid=uuid.uuid4())
    return Change(by, {"at": note.recorded_at.isoformat()}, note.pk)


def seal(district: District) -> Change:
    by = hire(Role.COUNSELOR, district.oak)
    Student.objects.filter(pk=district.ana.pk).update(birth_date=date(2012, 1, 1))
    said = {"said_by": "student", "said_on": TODAY.isoformat(), "text": "Afraid of the walk home."}
    return Change(
        by, {**said, "client_uuid": str(uuid.uuid4())}, query=f"?student={district.ana.pk}"
    )


def reveal(district: District) -> Change:
    by = hire(Role.COUNSELOR, district.oak)
    return Change(by, {"reason": "danger"}, SealedNoteFactory(student=district.ana, author=by).pk)


def attach(district: District) -> Change:
    by = hire(Role.COUNSELOR, district.oak)
    note = log(by, district.ana, uuid=uuid.uuid4())
    file = SimpleUploadedFile("scan.jpg", picture(), content_type="image/jpeg")
    return Change(by, {"kind": "scan", "file": file, "client_uuid": str(uuid.uuid4())}, note.pk)


def paper_to_withdraw(district: District) -> Change:
    by = hire(Role.COUNSELOR, district.oak)
    paper = NotePaperFactory(note=log(by, district.ana, uuid=uuid.uuid4()), by=by)
    return Change(by, {"reason": "not_so"}, paper.pk)


NOTE_CHANGES: dict[str, Callable[[District], Change]] = {
    "quick-log": quick_log,
    "contacts:change": change_note,
    "contacts:withdraw": note_to_withdraw,
    "contacts:undo": note_to_undo,
    "contacts:sealed": seal,
    "contacts:reveal": reveal,
    "contacts:attach": attach,
    "contacts:withdraw_paper": paper_to_withdraw,
}
