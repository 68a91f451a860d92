"""A student with a year, and a home of several."""

import pytest

from students.models import Household, Student
from tests.desk.rows import judge, teach
from tests.factories import HouseholdFactory, StudentFactory


@pytest.fixture
def ana(district):
    """Ana with a year at Oak: three counted days, two excused ones."""
    teach(district.oak)
    judge(district.ana, district.oak, counted=3, excused=2)
    return district.ana


@pytest.fixture
def at_home(district):
    """Ana, Ben (also Oak), Cleo (Elm), Dov (Pine) and a child enrolled nowhere, in one home."""
    home: Household = HouseholdFactory()
    names = ("ana", "ben", "cleo", "dov")
    Student.objects.filter(pk__in=[getattr(district, n).pk for n in names]).update(household=home)
    StudentFactory(first_name="Small", last_name="Ito", household=home)
    district.ana.refresh_from_db()
    return district
