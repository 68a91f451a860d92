"""The least valid student, with those and that which belong to one."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from students.choices import PopulationKind, RecordKind, Relation
from students.models import (
    Enrollment,
    Guardian,
    Guardianship,
    Household,
    Population,
    SchoolRecord,
    Student,
)
from students.rules import phone_key
from tests.factories.days import FIRST
from tests.factories.schools import SchoolFactory


class HouseholdFactory(DjangoModelFactory):
    class Meta:
        model = Household

    key = factory.Sequence(lambda n: f"household-{n}")


class StudentFactory(DjangoModelFactory):
    class Meta:
        model = Student

    sis_id = factory.Sequence(lambda n: f"{173205 + n}")  # no round number: a PDF may hold that
    first_name = factory.Sequence(lambda n: f"First{n}")
    last_name = factory.Sequence(lambda n: f"Last{n}")
    birth_date = date(2012, 3, 1)


class GuardianFactory(DjangoModelFactory):
    class Meta:
        model = Guardian

    sis_id = factory.Sequence(lambda n: f"G{n}")
    first_name = factory.Sequence(lambda n: f"Parent{n}")
    last_name = factory.Sequence(lambda n: f"Last{n}")
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
