"""Who keeps a place in a group and is no longer at its school: told, and their places end at a tap."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.choices import Role
from audit.models import AuditEvent
from plans.actions import GroupIsOver, end_group, release_places
from plans.choices import WhyGroupEnds, WhyLeft
from plans.queries.groups import lines_of, members_of
from students.models import Enrollment
from tests.factories import TODAY, EnrollmentFactory, GroupFactory, GroupMemberFactory, act
from tests.world import hire, sign_in

DAY = timedelta(days=1)


@pytest.fixture
def group(district, who):
    """A group of Oak with Ana, who is there, and Ben."""
    group = GroupFactory(school=district.oak, facilitator=who)
    for student in (district.ana, district.ben):
        GroupMemberFactory(group=group, student=student)
    return group


def leaves(student, *, last=TODAY - DAY):
    Enrollment.objects.filter(student=student).update(exit_date=last)


def gone(group, on=TODAY):
    [line] = lines_of([group], on=on)
    return line.gone


def words(answer):
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(("last", "away"), [(TODAY, 0), (TODAY - DAY, 1)])
def test_who_left_the_school_keeps_a_place_and_is_told(district, group, last, away):
    leaves(district.ben, last=last)
    assert gone(group) == away
    told = {
        line.student: line.gone
        for line in members_of(group, [district.ana, district.ben], on=TODAY)
    }
    assert told == {district.ana: False, district.ben: away == 1}


def test_between_two_school_years_nobody_is_gone(district, group):
    for student in (district.ana, district.ben):
        leaves(student)
    Enrollment.objects.filter(school=district.oak).update(exit_date=TODAY - DAY)
    assert gone(group) == 0


def test_their_places_end_once_with_why(district, group, who):
    leaves(district.ben)
    [member] = release_places(act(who), group=group)
    assert (member.student, member.left_on, member.left_why) == (
        district.ben,
        TODAY,
        WhyLeft.MOVED,
    )
    assert release_places(act(who), group=group) == []
    [told] = AuditEvent.objects.filter(action="group.left")
    assert (told.student_id, told.detail) == (district.ben.pk, {"group": group.pk, "why": "moved"})
    assert gone(group) == 0


def test_of_a_group_that_is_over_no_place_ends(group, who):
    end_group(act(who), group=group, why=WhyGroupEnds.FINISHED)
    with pytest.raises(GroupIsOver):
        release_places(act(who), group=group)


def test_who_changed_school_is_out_of_reach_and_the_place_ends_all_the_same(district, group, who):
    """The counselor of Oak does not serve Ben any more, and learns no more of him than that a place is kept."""
    leaves(district.ben, last=TODAY - 90 * DAY)
    EnrollmentFactory(student=district.ben, school=district.elm, entry_date=TODAY - 89 * DAY)
    client, page = sign_in(who), reverse("plans:group", args=[group.pk])
    told = words(client.get(page))
    assert "1 student is no longer at Oak" in told
    assert "Ben" not in told
    assert "1 left the school" in words(client.get(reverse("plans:groups")))
    answer = words(client.post(reverse("plans:release_places", args=[group.pk]), follow=True))
    assert "1 place is free again." in answer
    assert "no longer at Oak" not in answer


@pytest.mark.parametrize(("role", "status"), [(Role.CLERK, 403), (Role.COUNSELOR, 404)])
def test_outsiders_end_no_place(district, group, role, status):
    stranger = sign_in(hire(role, district.elm))
    assert stranger.post(reverse("plans:release_places", args=[group.pk])).status_code == status
    assert group.members.filter(left_on=None).count() == 2
