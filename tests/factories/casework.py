"""The least valid case, contact and task, as their actions leave them."""

import uuid
from datetime import UTC, datetime, timedelta

import factory
from django.db import transaction
from factory.django import DjangoModelFactory

from attendance.choices import Tier
from audit.choices import ActorKind
from cases.models import Case, CaseloadAssignment, TierDecision
from contacts.choices import Method, NoteKind, PaperKind, SaidBy, WithWhom
from contacts.models import Note, NotePaper, NoteStudent, SealedNote
from contacts.queries.reached import last_reached_of
from core.sql import name_principal
from documents.choices import Retention, Scan
from documents.models import Document
from tasks.choices import TaskKind
from tasks.models import Task
from tests.factories.days import TODAY
from tests.factories.people import StudentFactory
from tests.factories.staff import UserFactory


class CaseFactory(DjangoModelFactory):
    """An open case without an owner, of the lowest tier."""

    class Meta:
        model = Case
        skip_postgeneration_save = True

    student = factory.SubFactory(StudentFactory)
    opened_on = TODAY - timedelta(days=30)
    opened_by = factory.SubFactory(UserFactory)
    open_reason = "Absences"
    tier = Tier.EARLY

    @factory.post_generation
    def decided(self, *_, **__):
        """As the action leaves it: whoever opened it decided the tier, and it is its owner's."""
        TierDecision.objects.create(
            case=self, tier=self.tier, reason=self.open_reason, decided_by=self.opened_by
        )
        if self.owner:
            CaseloadAssignment.objects.create(
                case=self,
                counselor=self.owner,
                starts=self.opened_on,
                reason=self.open_reason,
                assigned_by=self.opened_by,
            )


class NoteFactory(DjangoModelFactory):
    """A call that nobody answered, about one student."""

    class Meta:
        model = Note
        skip_postgeneration_save = True

    client_uuid = factory.Sequence(lambda n: uuid.UUID(int=n))
    author = factory.SubFactory(UserFactory)
    kind = NoteKind.CALL
    method = Method.PHONE
    with_whom = WithWhom.NOBODY
    reached = False
    happened_at = datetime(TODAY.year, TODAY.month, TODAY.day, 18, tzinfo=UTC)

    @factory.post_generation
    def about_student(self, _create, extracted, **_kwargs):
        """As the action leaves it: a person who was reached is the last one, on that day."""
        about = NoteStudent.objects.create(note=self, student=extracted or StudentFactory())
        for found in last_reached_of([about.student_id]):
            found.save()


class NotePaperFactory(DjangoModelFactory):
    """A scan that was attached to a note; its file is in no store."""

    class Meta:
        model = NotePaper

    note = factory.SubFactory(NoteFactory)
    client_uuid = factory.Sequence(lambda n: uuid.UUID(int=2**65 + n))
    kind = PaperKind.SCAN
    by = factory.SubFactory(UserFactory)

    @factory.lazy_attribute
    def document(self):
        return Document.objects.create(
            actor_kind=ActorKind.USER,
            actor_name="Somebody",
            sha256="ab" * 32,
            media_type="image/jpeg",
            size=2048,
            pages=1,
            title=f"scan-{self.note.pk}",
            retention=Retention.CASEWORK,
            scan=Scan.UNSCANNED,
            student_id=self.note.about.values_list("student", flat=True).first(),
            record_kind="note",
            record_id=str(self.note.pk),
        )


class SealedNoteFactory(DjangoModelFactory):
    """Something that a student said in confidence today."""

    class Meta:
        model = SealedNote

    client_uuid = factory.Sequence(lambda n: uuid.UUID(int=2**64 + n))
    student = factory.SubFactory(StudentFactory)
    author = factory.SubFactory(UserFactory)
    said_by = SaidBy.STUDENT
    said_on = TODAY
    text = "Afraid of the walk home."

    @classmethod
    def _create(cls, model_class, *args, **values):
        """The database takes a sealed note of nobody but its author."""
        with transaction.atomic():
            name_principal(values["author"].actor.key)
            return super()._create(model_class, *args, **values)


class TaskFactory(DjangoModelFactory):
    """An open task due today that a person made."""

    class Meta:
        model = Task

    student = factory.SubFactory(StudentFactory)
    kind = TaskKind.CONTACT
    title = "Call the family"
    due_on = TODAY
    made_by = factory.SubFactory(UserFactory)
    made_on = TODAY
