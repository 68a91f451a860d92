"""What the student page reads of one student, row by row and in its order."""

from datetime import date, timedelta

import pytest

from accounts.access import reach_of
from accounts.choices import Role
from attendance.models import Submission
from cases.models import LastReached
from desk.queries.cards import cards_of
from desk.queries.student import student_file
from students.models import Enrollment
from tests.factories import (
    TODAY,
    YEAR,
    GuardianshipFactory,
    PopulationFactory,
    SchoolDayFactory,
    StudentFactory,
    UserFactory,
)
from tests.world import hire

DAY = timedelta(days=1)
MONDAY = date(2026, 11, 9)


def file_of(student, role=Role.DIRECTOR, year=None):
    return student_file(reach_of(hire(role), on=TODAY), student, school_year=year)


@pytest.mark.parametrize(
    ("year", "shown"), [(None, YEAR), (YEAR - 1, YEAR - 1), (YEAR, YEAR), (YEAR + 1, YEAR)]
)
def test_no_year_is_shown_that_has_not_begun(district, year, shown):
    found = file_of(district.ana, year=year)
    assert (found.school_year, found.is_this_year) == (shown, shown == YEAR)
    assert shown in found.years
    assert YEAR + 1 not in found.years


def test_days_are_taught_from_entry_through_exit_and_untaken_as_a_whole(district):
    for n in range(5):
        SchoolDayFactory(school=district.oak, date=MONDAY + n * DAY, is_school_day=n != 2)
    for n, which in ((0, {}), (1, {"period": "2"}), (3, {"section": "A"}), (4, {"taken": True})):
        Submission.objects.create(
            school=district.oak, date=MONDAY + n * DAY, **{"taken": False, **which}
        )
    Enrollment.objects.filter(student=district.ana).update(
        entry_date=MONDAY, exit_date=MONDAY + 3 * DAY
    )
    [stay] = file_of(district.ana).stays
    assert stay.taught == [MONDAY, MONDAY + DAY, MONDAY + 3 * DAY]
    assert stay.untaken == [MONDAY]


def test_adults_stand_with_whom_to_call_first_and_whom_not_to_last(db):
    student = StudentFactory()
    for name, values in (
        ("Shut", {"no_contact": True, "primary": True}),
        ("Away", {"lives_with": False}),
        ("Unsaid", {"lives_with": None}),
        ("Home", {"lives_with": True}),
        ("First", {"primary": True}),
    ):
        GuardianshipFactory(
            student=student, guardian__first_name=name, guardian__last_name="X", **values
        )
    for name, days in (("Long ago", 9), ("Lately", 1)):
        GuardianshipFactory(
            student=student,
            guardian__first_name=name,
            guardian__last_name="X",
            is_current=False,
            ended_on=TODAY - days * DAY,
        )
    found = file_of(student)
    names = [adult.name.split()[0] for adult in found.adults]
    assert names == ["First", "Home", "Away", "Unsaid", "Shut"]
    assert [adult.name for adult in found.former] == ["Lately X", "Long ago X"]


def test_populations_stand_by_kind_the_newest_first(db):
    student = StudentFactory()
    for kind, start in (("iep", 2024), ("el", 2025), ("iep", 2026)):
        PopulationFactory(student=student, kind=kind, start=date(start, 9, 1))
    groups = file_of(student).facts.groups
    assert [(one.start.year) for one in groups] == [2025, 2026, 2024]


@pytest.mark.parametrize(
    ("grants", "tells"),
    [
        ([(Role.COUNSELOR, "oak")], True),
        ([(Role.CLERK, "oak")], False),
        ([(Role.COUNSELOR, "oak"), (Role.CLERK, "elm")], False),  # of some whom they may find
    ],
)
def test_a_card_tells_who_was_reached_to_who_reads_cases(district, grants, tells):
    LastReached.objects.create(student=district.ana, on=TODAY - DAY, how="Call", who="Mia")
    user = UserFactory()
    for role, school in grants:
        hire(role, getattr(district, school), to=user)
    card = cards_of(reach_of(user, on=TODAY), [district.ana.pk, district.dov.pk])[district.ana.pk]
    assert (card.tells_reached, card.reached_on) == (tells, TODAY - DAY if tells else None)


def test_a_card_is_of_whom_one_may_find(district):
    reach = reach_of(hire(Role.COUNSELOR, district.oak), on=TODAY)
    assert cards_of(reach, [district.ana.pk, district.dov.pk]).keys() == {district.ana.pk}
    assert cards_of(reach, []) == {}
