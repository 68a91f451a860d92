"""A child and its adults as mail reads them from the record: what stands on the day itself."""

from datetime import timedelta

import pytest

from students.models import Guardian, Guardianship
from students.queries.mail import families_of, tie_of
from tests.factories import (
    TODAY,
    GuardianFactory,
    GuardianshipFactory,
    PopulationFactory,
    StudentFactory,
)

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("order", "ends", "stands"),
    [
        ("Custody", None, "Custody"),
        ("Custody", TODAY + DAY, "Custody, until 2026-11-19"),
        ("Custody", TODAY, "Custody, until 2026-11-18"),
        ("Custody", TODAY - DAY, ""),
        ("", TODAY, ""),
    ],
)
def test_an_order_stands_to_its_last_day(order, ends, stands):
    row = Guardianship(guardian=Guardian(pk=7), court_order=order, order_ends=ends)
    assert tie_of(row, on=TODAY, safe_address="").order == stands


def family(student):
    return families_of([student.pk], on=TODAY)[student.pk]


@pytest.mark.parametrize(
    ("start", "end", "belongs"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (TODAY + DAY, None, False),
        (TODAY - DAY, TODAY - DAY, False),
    ],
)
def test_a_child_belongs_to_a_population_from_its_first_to_its_last_day(db, start, end, belongs):
    student = StudentFactory()
    PopulationFactory(student=student, kind="unaccompanied", start=start, end=end)
    found = family(student)
    assert found.child.is_unaccompanied is belongs
    assert found.populations == ({"unaccompanied"} if belongs else frozenset())


def test_whoever_is_no_adult_of_the_child_any_more_is_none_for_mail(db):
    student = StudentFactory()
    here = GuardianshipFactory(student=student)
    GuardianshipFactory(student=student, is_current=False, ended_on=TODAY)
    assert [tie.key for tie in family(student).ties] == [str(here.guardian_id)]


@pytest.mark.parametrize("is_current", [True, False])
def test_a_safe_address_hides_the_others_for_every_child_while_it_is_on_file(db, is_current):
    student, mother = StudentFactory(), GuardianFactory(street="1 Elm St", city="Los Angeles")
    GuardianshipFactory(student=student, guardian=mother)
    GuardianshipFactory(
        student=StudentFactory(),
        guardian=mother,
        safe_address="P.O. Box 7",
        is_current=is_current,
        ended_on=None if is_current else TODAY,
    )
    [tie] = family(student).ties
    assert tie.safe.lines == (("P.O. Box 7",) if is_current else ())


@pytest.mark.parametrize("lives_with", [True, False, None])
@pytest.mark.parametrize("says", [True, False])
def test_each_thing_that_is_on_file_of_an_adult_is_taken_as_it_is(lives_with, says):
    row = Guardianship(
        guardian=Guardian(pk=7, first_name="Ana", last_name="Ruiz", language="Spanish"),
        relation="caregiver",
        lives_with=lives_with,
        holds_education_rights=says,
        receives_mail=not says,
        no_contact=says,
        caregiver_affidavit=not says,
        agency_worker=says,
    )
    tie = tie_of(row, on=TODAY, safe_address="")
    assert (tie.key, tie.name, tie.relation, tie.language) == (
        "7",
        "Ana Ruiz",
        "caregiver",
        "Spanish",
    )
    assert (tie.lives_with, tie.holds_rights, tie.receives_mail) == (lives_with, says, not says)
    assert (tie.no_contact, tie.has_affidavit, tie.is_agency_worker) == (says, not says, says)
