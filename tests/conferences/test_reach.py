"""Who sees and ends a conference: those who serve the student, and nobody else."""

import pytest

from accounts.choices import Permission, Role
from audit.models import AccessEvent
from conferences.access import conferences_for
from conferences.models import Conference
from conferences.queries.panel import panel
from tests.conferences.world import UUID_2, ended, offer
from tests.factories import TODAY, ConferenceFactory
from tests.world import hire, person


@pytest.fixture
def ours(district):
    return ConferenceFactory(student=district.ana)


@pytest.fixture
def theirs(district):
    return ConferenceFactory(student=district.dov)


def seen(user, permission=Permission.CASE_READ):
    return set(conferences_for(user, permission, on=TODAY).values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [
        (Role.COUNSELOR, True, True),
        (Role.SCHOOL_ADMINISTRATOR, True, True),
        (Role.LIAISON, True, True),
        (Role.CLERK, False, False),
        (Role.INTERN, False, False),
    ],
)
def test_by_role_those_of_the_school(district, ours, theirs, role, reads, writes):
    user = hire(role, district.oak)
    assert seen(user) == ({ours.pk} if reads else set())
    assert seen(user, Permission.NOTE_WRITE) == ({ours.pk} if writes else set())


def test_a_director_reads_all_and_ends_none(ours, theirs):
    user = hire(Role.DIRECTOR)
    assert seen(user) == {ours.pk, theirs.pk}
    assert seen(user, Permission.NOTE_WRITE) == set()


@pytest.mark.parametrize("what", ["end", "take-back"])
def test_of_a_student_of_others_nothing_is_said(district, counselor, theirs, what):
    address = f"/conferences/{theirs.pk}/{what}"
    assert counselor.client.post(address, {"verb": "hold"}).status_code == 404
    assert Conference.objects.get().state == "offered"
    assert AccessEvent.objects.filter(access="refused").exists()


def test_a_verb_that_is_none_changes_nothing(district, counselor, ours):
    answer = counselor.client.post(f"/conferences/{ours.pk}/end", {"verb": "delete"})
    assert answer.status_code == 302
    assert Conference.objects.get().state == "offered"


def test_a_page_of_a_student_of_others_is_not_there(district, counselor):
    address = f"/students/{district.dov.pk}/conference/"
    assert counselor.client.get(address).status_code == 404
    assert b"Ito" not in counselor.client.get(address).content


def test_a_page_is_logged_as_read(district, counselor, ours):
    counselor.client.get(f"/students/{district.ana.pk}/conference/")
    event = AccessEvent.objects.get(page="conferences:of")
    assert event.student_ids == [district.ana.pk]


def test_a_clerk_learns_of_none(district, ours):
    clerk = person(hire(Role.CLERK, district.oak))
    assert clerk.client.get(f"/students/{district.ana.pk}/conference/").status_code == 403


@pytest.mark.parametrize("may", [set(), {Permission.NOTE_WRITE}])
def test_the_panel_has_it_in_one_statement(district, ours, may, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = panel(district.ana, frozenset(may))
    assert found.offered.open == ours
    assert found.may_write == (Permission.NOTE_WRITE in may)
    assert found.offered.last is None


def test_of_another_child_there_is_none(district, ours):
    found = panel(district.ben, frozenset())
    assert (found.offered.open, found.offered.earlier) == (None, [])


def test_ended_it_stands_among_the_earlier_ones_the_newest_first(district, who, mother):
    first = ended(who, offer(who, district.ana, mother), "miss", minutes=1)
    second = ended(who, offer(who, district.ana, mother, uuid=UUID_2), "miss", minutes=2)
    found = panel(district.ana, frozenset()).offered
    assert {one.pk for one in found.earlier} == {first.pk, second.pk}
    assert found.needs_visit
    assert found.last in (first, second)
