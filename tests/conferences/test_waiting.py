"""Conferences that are over, to be written down: a number on Today is its list."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.access import reach_of
from accounts.choices import Role
from conferences.queries.waiting import morning as offered
from conferences.queries.waiting import to_write_down
from desk.registry import MORNINGS
from tests.factories import TODAY, ConferenceFactory, NoteFactory
from tests.mornings import alone
from tests.world import hire, sign_in

morning = alone(offered)

HOUR = timedelta(hours=1)
LABEL = "Conferences to write down"


def over(student, *ago, **values):
    """Offered for so many hours ago, or ahead where it is less than none."""
    return ConferenceFactory(
        student=student, slots=[timezone.now() - HOUR * hours for hours in ago], **values
    )


def waits(user):
    return list(to_write_down(reach_of(user, on=TODAY)))


def number(user):
    found = morning(reach_of(user, on=TODAY))
    return found.numbers[0] if found else None


def test_it_is_on_today():
    assert offered in MORNINGS


@pytest.mark.parametrize(
    ("ago", "is_over"), [((1,), True), ((-1,), False), ((30, 2), True), ((30, -2), False)]
)
def test_it_waits_once_the_last_time_is_over(district, who, ago, is_over):
    made = over(district.ana, *ago)
    assert waits(who) == ([made] if is_over else [])


def test_what_came_of_it_ends_the_wait(district, who):
    over(district.ana, 5, state="held", result=NoteFactory(about_student=district.ana))
    assert number(who) is None


def test_the_longest_over_stands_first_and_others_are_out_of_reach(district, who):
    late, long = over(district.ana, 2, offered_by=who), over(district.ben, 50)
    over(district.dov, 4)
    assert waits(who) == [long, late]
    assert (number(who).value, number(who).note) == (2, "1 offered by you")


def test_the_number_opens_its_list(district, who):
    mine, other = over(district.ana, 2, offered_by=who), over(district.ben, 50)
    client, found = sign_in(who), number(who)
    assert found.label == LABEL
    page = client.get(found.href).content.decode()
    assert page.count("<tr>") - 1 == found.value == 2
    assert f"{reverse('conferences:of', args=[other.student_id])}#offered" in page
    own = client.get(f"{found.href}?show=mine").content.decode()
    assert reverse("conferences:of", args=[mine.student_id]) in own
    assert reverse("conferences:of", args=[other.student_id]) not in own


def test_an_empty_list_says_when_one_stands_there(district, who):
    page = sign_in(who).get(reverse("conferences:waiting")).content.decode()
    assert "None is to be written down" in page


def test_one_statement_for_today(district, who, django_assert_num_queries):
    over(district.ana, 2)
    scope = reach_of(who, on=TODAY)
    morning(scope)
    with django_assert_num_queries(1):
        assert morning(scope)


@pytest.mark.parametrize("role", [Role.CLERK, Role.DIRECTOR, Role.INTERN, Role.AUDITOR])
def test_who_writes_no_notes_is_not_asked(district, role):
    over(district.ana, 2)
    reader = hire(role, district.oak)
    assert number(reader) is None
    assert sign_in(reader).get(reverse("conferences:waiting")).status_code == 403
