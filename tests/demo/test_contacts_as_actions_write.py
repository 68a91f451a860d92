"""What the district's statements write of contacts and tasks is what the product's own actions
write: rows of both have values in the same columns, and what actions keep up to date is so already.
"""

import uuid
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from accounts.models import User
from attendance.choices import EvidenceKind
from attendance.models import ProcessStep
from cases.actions import dismiss, do, make_task, snooze
from cases.models import Case, LastReached
from contacts.actions import log_note, sign_note
from contacts.actions.contact import Contact
from contacts.actions.efforts import keep_efforts
from contacts.choices import NoteKind, NoteOutcome, Purpose, WithWhom
from contacts.models import Note, NoteStudent
from contacts.queries.reached import last_reached_of
from contacts.rules import METHODS, is_conference_effort, outcome_fits, reaches
from students.models import Guardianship, Student
from tasks.choices import TaskState
from tasks.models import Task
from tests.demo.shapes import MONDAY, by, shape, shapes

pytestmark = pytest.mark.usefixtures("small")


@pytest.fixture
def case() -> Case:
    """An open case whose owner opened it, and where something waits."""
    return Case.objects.open().exclude(next_due_on=None).order_by("pk")[0]


# --- Contacts -----------------------------------------------------------------------------


def contact(case: Case, **said: Any) -> Contact:
    tie = Guardianship.objects.filter(student=case.student, no_contact=False).order_by("pk")[0]
    kind = said.pop("kind", NoteKind.CALL)
    plain = {
        "method": METHODS[kind],
        "with_whom": WithWhom.ADULT,
        "guardian": tie.guardian,
        "language": tie.guardian.language,
        "interpreter": tie.guardian.interpreter,
        "happened_at": datetime.combine(MONDAY, time(10), ZoneInfo(settings.TIME_ZONE)),
        "text": "Rang out.",
    }
    return Contact(kind=kind, **{**plain, **said})


@pytest.mark.parametrize(
    "said",
    [
        {"outcome": NoteOutcome.NO_ANSWER, "reached": False, "minutes": 2},
        {
            "outcome": NoteOutcome.SPOKE,
            "reached": True,
            "minutes": 8,
            "barriers": ["transport"],
        },
        {"kind": NoteKind.TEXT, "outcome": NoteOutcome.SENT, "reached": False},
        {"kind": NoteKind.LETTER, "outcome": NoteOutcome.HANDED, "reached": False},
        {
            "kind": NoteKind.OTHER,
            "with_whom": WithWhom.NOBODY,
            "guardian": None,
            "language": "",
            "interpreter": False,
            "reached": False,
        },
    ],
    ids=["call", "talk", "text", "letter", "other"],
)
def test_a_contact_logged_and_signed(case, said):
    told = contact(case, **said)
    alike = Note.objects.filter(kind=told.kind, outcome=told.outcome, with_whom=told.with_whom)
    drafts = shapes(alike.filter(signed_at=None))
    signed = shapes(alike.exclude(signed_at=None))
    note = log_note(
        by(case.owner), client_uuid=uuid.uuid4(), students=[case.student], contact=told
    )
    assert shape(note) in drafts
    assert shape(sign_note(by(case.owner), note=note)) in signed
    assert shape(note.about.get()) in shapes(NoteStudent.objects.exclude(note=note))


def test_every_note_says_what_its_kind_can_and_reached_whom_the_rules_say():
    for note in Note.objects.all():
        assert outcome_fits(note.kind, note.outcome)
        assert note.reached is reaches(note.kind, note.outcome)
        assert note.method == METHODS[note.kind]
        if note.purpose == Purpose.CONFERENCE_48262:
            assert is_conference_effort(note.kind, note.purpose, note.with_whom, note.outcome)


def test_who_was_reached_last_is_what_actions_keep():
    students = Student.objects.values_list("pk", flat=True)
    told = [field.attname for field in LastReached._meta.concrete_fields]
    found = [{name: getattr(row, name) for name in told} for row in last_reached_of(students)]
    kept = list(LastReached.objects.order_by("student").values(*told))
    assert kept
    assert kept == sorted(found, key=lambda row: row["student_id"])


def test_efforts_are_what_actions_take_from_the_notes():
    efforts = ProcessStep.objects.filter(evidence_kind=EvidenceKind.NOTE).order_by("pk")
    before = list(efforts.values())
    assert before
    keep_efforts(by(User.objects.all()[0]), list(Note.objects.all()))
    assert list(efforts.values()) == before


# --- Tasks --------------------------------------------------------------------------------

# Of a person's task there is no more than who has it; what was decided can be taken back.
OTHER = ("school_id", "undo", "evidence")


def test_a_task_made_and_decided(case):
    known = {state: shapes(Task.objects.filter(state=state), *OTHER) for state in TaskState.values}
    me, due = by(case.owner), MONDAY + timedelta(days=1)
    make = {"student": case.student, "kind": "contact", "title": "Call again", "due_on": due}
    tasks = [make_task(me, **make) for _ in range(4)]
    do(me, task=tasks[1])
    dismiss(me, task=tasks[2], reason="The family called first")
    snooze(me, task=tasks[3], until=due + timedelta(days=7), reason="The family is away")
    for task, state in zip(tasks, ("open", "done", "dismissed", "snoozed"), strict=True):
        task.refresh_from_db()
        assert task.state == state
        assert shape(task, *OTHER) in known[state]
