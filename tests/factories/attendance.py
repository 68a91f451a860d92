"""The least valid mark, what a day and a year come to, and the policy that judges them."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from attendance.choices import Band, Excuse, MarkKind, Outcome, Status, Tier, Why
from attendance.models import AttendanceCode, BellPeriod, DayOutcome, Mark, Standing
from law.models import Policy
from students.rules import first_day_of
from tests.factories.days import TODAY, YEAR
from tests.factories.people import StudentFactory
from tests.factories.schools import SchoolFactory


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
