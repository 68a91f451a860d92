"""The least valid record of each model: numbered, never random.

Pass what the test is about; everything else is filled in as little as the database allows.
"""

import uuid
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import factory
from django.conf import settings
from factory.django import DjangoModelFactory

from accounts.choices import GrantSource, Role, Scope
from accounts.models import Grant, User
from attendance.choices import Band, Excuse, MarkKind, Outcome, Status, Tier, Why
from attendance.models import AttendanceCode, BellPeriod, DayOutcome, Mark, Standing
from audit.choices import ActorKind
from audit.rules import Act, Actor
from cases.models import Case, CaseloadAssignment, TierDecision
from contacts.choices import Method, NoteKind, WithWhom
from contacts.models import Note, NoteStudent
from contacts.queries.reached import last_reached_of
from core.clock import day_of
from law.models import Policy
from sis.choices import RunState
from sis.models import ImportRun, RejectedRow
from students.choices import PopulationKind, RecordKind, Relation
from students.models import (
    Enrollment,
    Guardian,
    Guardianship,
    Household,
    Population,
    Region,
    School,
    SchoolDay,
    SchoolRecord,
    Student,
)
from students.rules import first_day_of, last_day_of, phone_key, search_key
from students.rules.names import STUDENT_COLUMNS, name_key
from tasks.choices import TaskKind
from tasks.models import Task

YEAR = 2026
TODAY = date(2026, 11, 18)  # a Wednesday in the middle of the fall
FIRST = date(2026, 8, 17)  # first day of instruction
PASSWORD = "correct horse battery staple"


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = Region

    code = factory.Sequence(lambda n: f"R{n}")
    name = factory.LazyAttribute(lambda o: f"Region {o.code}")


class SchoolFactory(DjangoModelFactory):
    class Meta:
        model = School

    sis_id = factory.Sequence(lambda n: f"S{n:04}")
    name = factory.LazyAttribute(lambda o: f"School {o.sis_id}")


class SchoolDayFactory(DjangoModelFactory):
    class Meta:
        model = SchoolDay

    school = factory.SubFactory(SchoolFactory)
    date = TODAY
    school_year = YEAR
    is_school_day = True
    ordinal = 1


class HouseholdFactory(DjangoModelFactory):
    class Meta:
        model = Household

    key = factory.Sequence(lambda n: f"household-{n}")


class StudentFactory(DjangoModelFactory):
    class Meta:
        model = Student

    sis_id = factory.Sequence(lambda n: f"{100000 + n}")
    first_name = factory.Sequence(lambda n: f"First{n}")
    last_name = factory.Sequence(lambda n: f"Last{n}")
    search_key = factory.LazyAttribute(
        lambda o: name_key({column: getattr(o, column, "") for column in STUDENT_COLUMNS})
    )
    birth_date = date(2012, 3, 1)


class GuardianFactory(DjangoModelFactory):
    class Meta:
        model = Guardian

    sis_id = factory.Sequence(lambda n: f"G{n}")
    first_name = factory.Sequence(lambda n: f"Parent{n}")
    last_name = factory.Sequence(lambda n: f"Last{n}")
    search_key = factory.LazyAttribute(lambda o: search_key(o.first_name, o.last_name))
    phone = ""
    phone_key = factory.LazyAttribute(lambda o: phone_key(o.phone))
    language = "English"


class GuardianshipFactory(DjangoModelFactory):
    class Meta:
        model = Guardianship

    student = factory.SubFactory(StudentFactory)
    guardian = factory.SubFactory(GuardianFactory)
    relation = Relation.PARENT


class EnrollmentFactory(DjangoModelFactory):
    class Meta:
        model = Enrollment

    student = factory.SubFactory(StudentFactory)
    school = factory.SubFactory(SchoolFactory)
    entry_date = FIRST


class PopulationFactory(DjangoModelFactory):
    class Meta:
        model = Population

    student = factory.SubFactory(StudentFactory)
    kind = PopulationKind.IEP
    start = FIRST


class SchoolRecordFactory(DjangoModelFactory):
    class Meta:
        model = SchoolRecord

    student = factory.SubFactory(StudentFactory)
    kind = RecordKind.GRADE
    position = factory.Sequence(lambda n: n)


class UserFactory(DjangoModelFactory):
    """A member of staff with PASSWORD and no grant."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"staff{n}@district.example")
    name = factory.Sequence(lambda n: f"Staff {n}")
    password = factory.django.Password(PASSWORD)


class GrantFactory(DjangoModelFactory):
    """A counselor's grant over the district for the school year; pass scope and its object."""

    class Meta:
        model = Grant

    class Params:
        to = factory.SubFactory(UserFactory)

    principal = factory.LazyAttribute(lambda o: o.to.actor.key)
    role = Role.COUNSELOR
    scope = Scope.DISTRICT
    starts = first_day_of(YEAR)
    ends = last_day_of(YEAR)
    reason = "Position"
    source = GrantSource.ADMINISTRATOR


class AttendanceCodeFactory(DjangoModelFactory):
    class Meta:
        model = AttendanceCode
        django_get_or_create = ("code",)

    code = "A"
    label = "Absent, unexcused"
    kind = MarkKind.ABSENT
    excuse = Excuse.UNEXCUSED


class BellPeriodFactory(DjangoModelFactory):
    class Meta:
        model = BellPeriod

    school = factory.SubFactory(SchoolFactory)
    period = factory.LazyAttribute(lambda o: str(o.position))
    position = factory.Sequence(lambda n: n + 1)
    minutes = 55


class MarkFactory(DjangoModelFactory):
    """A whole day absent without excuse."""

    class Meta:
        model = Mark

    student = factory.SubFactory(StudentFactory)
    school = factory.SubFactory(SchoolFactory)
    date = TODAY
    code = factory.SubFactory(AttendanceCodeFactory)


class DayOutcomeFactory(DjangoModelFactory):
    """A whole day absent without excuse that counts from the next day on."""

    class Meta:
        model = DayOutcome

    student = factory.SubFactory(StudentFactory)
    school = factory.SubFactory(SchoolFactory)
    date = TODAY
    outcome = Outcome.ABSENT
    excuse = Excuse.UNEXCUSED
    occasions = 1
    countable_on = factory.LazyAttribute(lambda o: o.date + timedelta(days=1))
    why = Why.FULL_DAY


class PolicyFactory(DjangoModelFactory):
    class Meta:
        model = Policy

    pack = "lausd"
    version = "1"
    effective_from = first_day_of(YEAR)
    set_by = "Dana Director"


class StandingFactory(DjangoModelFactory):
    """A student enrolled for sixty days who was never absent."""

    class Meta:
        model = Standing

    student = factory.SubFactory(StudentFactory)
    school_year = YEAR
    as_of = TODAY
    school = factory.SubFactory(SchoolFactory)
    is_enrolled = True
    days_enrolled = 60
    days_absent = 0
    days_absent_excused = 0
    days_absent_unexcused = 0
    days_absent_unverified = 0
    days_absent_mixed = 0
    days_suspended_out = 0
    days_suspended_in = 0
    days_study_incomplete = 0
    tardy_days = 0
    not_taken_days = 0
    counted_days = 0
    pending_days = 0
    reports_due = 0
    reports_filed = 0
    chronic_absentee = False
    chronic_truant_arithmetic = False
    chronic_truant = False
    band = Band.SATISFACTORY
    tier = Tier.PREVENTION
    status = Status.NONE
    policy_version = "lausd 1"


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


class ImportRunFactory(DjangoModelFactory):
    class Meta:
        model = ImportRun

    state = RunState.APPLIED
    source_name = "nightly"
    created_by = "import_sis"


class RejectedRowFactory(DjangoModelFactory):
    class Meta:
        model = RejectedRow

    run = factory.SubFactory(ImportRunFactory)
    file = "students.csv"
    line = factory.Sequence(lambda n: n + 2)
    reason = "birth_date is not a date"


def act(
    user: User | None = None,
    *,
    at: datetime | None = None,
    on: date | None = None,
    request_id: str = "",
) -> Act:
    """The act of a person, or of a job without one. At noon of the day `on`, TODAY if nothing
    is given; or at a moment, on its day.
    """
    day = on or (day_of(at) if at else TODAY)
    actor = user.actor if user else Actor(ActorKind.JOB, "test", "test")
    noon = datetime.combine(day, time(12), ZoneInfo(settings.TIME_ZONE))
    return Act(actor, at or noon, day, request_id)
