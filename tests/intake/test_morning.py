"""What waits of requests in the morning: a number is its list."""

from datetime import timedelta

import pytest

from accounts.access import reach_of
from accounts.choices import Role
from desk.registry import MORNINGS
from intake.queries.morning import morning as offered
from tests.factories import TODAY, HelpRequestFactory, UserFactory
from tests.mornings import alone
from tests.world import hire, sign_in

morning = alone(offered)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def numbers(user):
    found = morning(reach_of(user, on=TODAY))
    return {number.label: number.value for number in found.numbers} if found else {}


def test_it_is_on_today():
    assert offered in MORNINGS


def test_new_and_late_ones_within_reach_are_counted(counselor, district):
    HelpRequestFactory(student=district.ana)
    HelpRequestFactory(student=district.ben, due_on=TODAY - DAY)
    HelpRequestFactory(student=district.ben, due_on=TODAY - DAY, state="taken", owner=counselor)
    HelpRequestFactory(student=district.dov, due_on=TODAY - DAY)  # at another school
    assert numbers(counselor) == {"New requests for help": 2, "Late answers to requests": 2}


def test_each_opens_its_list(counselor, district):
    HelpRequestFactory(student=district.ana)
    HelpRequestFactory(student=district.ben, due_on=TODAY - DAY)
    client = sign_in(counselor)
    for number in morning(reach_of(counselor, on=TODAY)).numbers:
        page = client.get(number.href).content.decode()
        assert page.count("<tr>") - 1 == number.value


def test_where_nothing_waits_nothing_is_said(counselor, district):
    done = {"state": "closed", "outcome": "talked", "answered_on": TODAY}
    HelpRequestFactory(student=district.ana, owner=UserFactory(), **done)
    assert morning(reach_of(counselor, on=TODAY)) is None


@pytest.mark.parametrize(
    ("role", "is_told"),
    [
        (Role.COUNSELOR, True),
        (Role.SCHOOL_ADMINISTRATOR, True),
        (Role.LIAISON, True),
        (Role.CLERK, False),
        (Role.INTERN, False),
        (Role.PANEL_MEMBER, False),
    ],
)
def test_whoever_answers_them_is_told(district, role, is_told):
    HelpRequestFactory(student=district.ana)
    assert bool(numbers(hire(role, district.oak))) == is_told


def test_the_director_reads_the_list_and_answers_none(district):
    HelpRequestFactory(student=district.ana)
    assert numbers(hire(Role.DIRECTOR)) == {}
