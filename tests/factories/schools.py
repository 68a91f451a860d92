"""The least valid region, school and school day."""

import factory
from factory.django import DjangoModelFactory

from students.models import (
    Region,
    School,
    SchoolDay,
)
from tests.factories.days import TODAY, YEAR


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
