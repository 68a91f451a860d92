"""Groups: started, changed, joined, left and ended, each once."""

from datetime import time, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse

from accounts.choices import Permission, Role
from audit.models import AuditEvent
from plans.actions import (
    GroupIsFull,
    GroupIsOver,
    GroupPlan,
    GroupStartedOtherwise,
    NotYourForm,
    add_members,
    change_group,
    end_group,
    leave_group,
    start_group,
)
from plans.choices import WhyGroupEnds, WhyLeft
from plans.models import Group, GroupMember
from plans.queries.groups import groups_for, lines_of, own_to_log
from tests.factories import (
    TODAY,
    GroupFactory,
    GroupMemberFactory,
    GroupSessionFactory,
    act,
)
from tests.world import hire, sign_in

UUID_1 = UUID(int=1)


@pytest.fixture
def group(district, who):
    return GroupFactory(school=district.oak, facilitator=who)


def meant(who, **values):
    plain = {"name": "Mornings", "kind": "I17", "facilitator": who, "weekdays": [1, 3]}
    when = {"at": time(9), "place": "Room 4", "minutes": 30, "capacity": 2}
    days = {"starts_on": TODAY, "last_on": TODAY + timedelta(days=42)}
    return GroupPlan(**{**plain, **when, **days, **values})


def audited(action):
    found = AuditEvent.objects.filter(action=action).order_by("pk")
    return [(event.student_id, event.detail) for event in found]


def add(who, group, *students):
    return add_members(act(who), group=group, students=students)


# --- Started, changed, ended ---------------------------------------------------------------


def test_a_group_is_started_once(district, who):
    plan = meant(who)
    first = start_group(act(who), client_uuid=UUID_1, school=district.oak, plan=plan)
    again = start_group(act(who), client_uuid=UUID_1, school=district.oak, plan=plan)
    assert first == again
    group = Group.objects.get()
    assert (group.name, group.weekdays, group.at, group.started_by) == (
        "Mornings",
        [1, 3],
        time(9),
        who,
    )
    assert audited("group.started") == [(None, {"kind": "I17", "school": district.oak.pk})]


@pytest.mark.parametrize("values", [{"name": "Evenings"}, {"weekdays": [4]}, {"at": None}])
def test_a_group_sent_again_otherwise_is_not_said_to_be_started(district, who, values):
    start_group(act(who), client_uuid=UUID_1, school=district.oak, plan=meant(who))
    other = meant(who, **values)
    with pytest.raises(GroupStartedOtherwise):
        start_group(act(who), client_uuid=UUID_1, school=district.oak, plan=other)


def test_a_group_of_another_school_is_another(district, who):
    start_group(act(who), client_uuid=UUID_1, school=district.oak, plan=meant(who))
    with pytest.raises(GroupStartedOtherwise):
        start_group(act(who), client_uuid=UUID_1, school=district.pine, plan=meant(who))


def test_the_key_of_a_colleagues_form_starts_nothing(district, who, boss):
    start_group(act(who), client_uuid=UUID_1, school=district.oak, plan=meant(who))
    with pytest.raises(NotYourForm):
        start_group(act(boss), client_uuid=UUID_1, school=district.oak, plan=meant(boss))


def test_a_change_says_what_is_new_and_no_words(group, who, boss):
    plan = meant(boss, name="Later", weekdays=[2], minutes=45, starts_on=group.starts_on)
    changed = change_group(act(who), group=group, plan=plan)
    assert (changed.name, changed.facilitator) == ("Later", boss)
    fields = ["at", "capacity", "facilitator", "last_on", "name", "place"]
    assert audited("group.changed") == [(None, {"fields": fields})]
    change_group(act(who), group=group, plan=plan)
    assert len(audited("group.changed")) == 1


def test_a_group_is_not_made_smaller_than_it_is(district, group, who):
    add(who, group, district.ana, district.ben)
    with pytest.raises(GroupIsFull):
        change_group(act(who), group=group, plan=meant(who, capacity=1))


def test_a_group_ends_once_and_everybody_has_left_it(district, group, who):
    add(who, group, district.ana)
    end_group(act(who), group=group, why=WhyGroupEnds.FINISHED)
    ended = end_group(act(who), group=group, why=WhyGroupEnds.TOO_FEW)
    assert (ended.ended_on, ended.end_reason) == (TODAY, WhyGroupEnds.FINISHED)
    member = GroupMember.objects.get()
    assert (member.left_on, member.left_why) == (TODAY, WhyLeft.FINISHED)
    assert audited("group.ended") == [(None, {"why": "finished", "members": 1})]


def test_nothing_is_changed_in_a_group_that_is_over(district, group, who):
    member = GroupMemberFactory(group=group, student=district.ana)
    end_group(act(who), group=group, why=WhyGroupEnds.FINISHED)
    with pytest.raises(GroupIsOver):
        add(who, group, district.ben)
    with pytest.raises(GroupIsOver):
        change_group(act(who), group=group, plan=meant(who))
    with pytest.raises(GroupIsOver):
        leave_group(act(who), member=member, why=WhyLeft.MOVED)


# --- Joined and left -----------------------------------------------------------------------


def test_who_is_in_a_group_stays_in_it(district, group, who):
    assert len(add(who, group, district.ana, district.ben)) == 2
    assert add(who, group, district.ana) == []
    told = audited("group.joined")
    assert told == [
        (district.ana.pk, {"group": group.pk}),
        (district.ben.pk, {"group": group.pk}),
    ]


def test_a_group_takes_as_many_as_it_has_places(district, who):
    small = GroupFactory(school=district.oak, facilitator=who, capacity=1)
    with pytest.raises(GroupIsFull):
        add(who, small, district.ana, district.ben)
    assert not GroupMember.objects.exists()


def test_who_joins_before_the_first_day_joins_on_it(district, who):
    soon = TODAY + timedelta(days=5)
    [member] = add(who, GroupFactory(starts_on=soon, facilitator=who), district.ana)
    assert member.joined_on == soon
    left = leave_group(act(who), member=member, why=WhyLeft.ASKED)
    assert left.left_on == soon


def test_who_left_may_come_back(district, group, who):
    [member] = add(who, group, district.ana)
    leave_group(act(who), member=member, why=WhyLeft.SCHEDULE)
    leave_group(act(who), member=member, why=WhyLeft.MOVED)
    assert audited("group.left") == [
        (district.ana.pk, {"group": group.pk, "why": "schedule"}),
    ]
    [back] = add(who, group, district.ana)
    assert back.pk != member.pk


def test_the_database_has_nobody_in_a_group_twice(district, group):
    GroupMemberFactory(group=group, student=district.ana)
    with pytest.raises(IntegrityError, match="group_member_once"), transaction.atomic():
        GroupMemberFactory(group=group, student=district.ana)


def test_no_group_is_deleted(group):
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM plans_group")


# --- Whose they are, and which wait --------------------------------------------------------


def test_groups_are_reached_by_their_school_or_led(district, group, who):
    away = GroupFactory(school=district.pine, facilitator=who)
    other = GroupFactory(school=district.pine)
    reached = groups_for(who, Permission.NOTE_WRITE, on=TODAY)
    assert set(reached) == {group, away}
    assert not groups_for(hire(Role.CLERK, district.oak), Permission.NOTE_WRITE, on=TODAY).exists()
    liaison = groups_for(hire(Role.LIAISON), Permission.NOTE_WRITE, on=TODAY)
    assert set(liaison) == {group, away, other}


def test_a_group_that_meets_today_waits_until_it_is_written_down(district, group, who):
    GroupMemberFactory(group=group, student=district.ana)
    assert list(own_to_log(who, on=TODAY)) == [group]
    [line] = lines_of([group], on=TODAY)
    assert (line.is_due, line.is_silent, line.members, line.sessions) == (True, True, 1, 0)
    GroupSessionFactory(group=group)
    [line] = lines_of([group], on=TODAY)
    assert (line.is_due, line.is_silent, line.last) == (False, False, TODAY)
    assert not own_to_log(who, on=TODAY).exists()


@pytest.mark.parametrize(("ago", "waits"), [(6, False), (7, True)])
def test_a_week_without_a_session_waits(district, who, ago, waits):
    group = GroupFactory(school=district.oak, facilitator=who, weekdays=[0])
    GroupMemberFactory(group=group, student=district.ana)
    GroupSessionFactory(group=group, on=TODAY - timedelta(days=ago))
    assert own_to_log(who, on=TODAY).exists() is waits
    [line] = lines_of([group], on=TODAY)
    assert line.is_silent is waits


@pytest.mark.parametrize(
    "values",
    [
        {"last_on": TODAY - timedelta(days=1)},
        {"starts_on": TODAY + timedelta(days=1)},
        {"weekdays": []},
    ],
)
def test_a_group_that_does_not_meet_waits_for_nothing(district, who, values):
    group = GroupFactory(school=district.oak, facilitator=who, **values)
    GroupMemberFactory(group=group, student=district.ana)
    assert not own_to_log(who, on=TODAY).exists()
    [line] = lines_of([group], on=TODAY)
    assert (line.is_due, line.is_silent) == (False, False)


def test_of_several_schools_all_are_shown_until_one_is_chosen(district, who):
    hire(Role.COUNSELOR, district.pine, to=who)
    for school in (district.oak, district.pine):
        GroupFactory(school=school, facilitator=who)
    client, listed = sign_in(who), reverse("plans:groups")
    both = client.get(listed)
    assert len(both.context["page"]) == 2
    assert "All schools" in both.content.decode()
    one = client.get(f"{listed}?school={district.pine.pk}")
    assert [row.school for row in one.context["page"]] == [district.pine]
