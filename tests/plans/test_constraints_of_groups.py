"""What the database refuses of groups, whoever writes it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from plans.models import Group, GroupMember, GroupSession, Presence, WordsApart
from tests.factories import (
    TODAY,
    GroupFactory,
    GroupMemberFactory,
    GroupSessionFactory,
    StudentFactory,
    UserFactory,
)

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def group(district):
    return GroupFactory(school=district.oak)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"weekdays": [7]}, "group_days_are_weekdays"),
        ({"weekdays": [-1]}, "group_days_are_weekdays"),
        ({"minutes": 0}, "group_can_meet"),
        ({"capacity": 0}, "group_can_meet"),
        ({"starts_on": TODAY, "last_on": YESTERDAY}, "group_can_meet"),
        ({"ended_on": TODAY}, "group_ended_by_a_person_with_a_reason"),
        ({"end_reason": "finished"}, "group_ended_by_a_person_with_a_reason"),
    ],
)
def test_a_group_that_cannot_be(district, values, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        GroupFactory(school=district.oak, **values)


def test_a_group_that_ends_has_its_person_and_reason(group):
    by = UserFactory()
    whole = {"ended_on": TODAY, "ended_by": by, "end_reason": "finished"}
    for left_out in whole:
        values = {name: value for name, value in whole.items() if name != left_out}
        with pytest.raises(IntegrityError), transaction.atomic():
            Group.objects.filter(pk=group.pk).update(**values)
    assert Group.objects.filter(pk=group.pk).update(**whole) == 1


def test_one_form_starts_one_group(group):
    with pytest.raises(IntegrityError, match="client_uuid"), transaction.atomic():
        GroupFactory(client_uuid=group.client_uuid)


@pytest.mark.parametrize("left_on", [TODAY - timedelta(days=29), None])
def test_nobody_leaves_before_they_join_or_without_a_day(group, left_on):
    member = GroupMemberFactory(group=group)
    left = {"left_on": left_on, "left_by": UserFactory(), "left_why": "moved"}
    with pytest.raises(IntegrityError, match="left_with_a_reason"), transaction.atomic():
        GroupMember.objects.filter(pk=member.pk).update(**left)


def test_who_left_may_be_in_it_once_more(group):
    member = GroupMemberFactory(group=group)
    left = {"left_on": TODAY, "left_by": UserFactory(), "left_why": "moved"}
    GroupMember.objects.filter(pk=member.pk).update(**left)
    assert GroupMemberFactory(group=group, student=member.student).pk != member.pk


def test_a_session_takes_time(group):
    with pytest.raises(IntegrityError, match="takes_time"), transaction.atomic():
        GroupSessionFactory(group=group, minutes=0)


def test_a_session_is_taken_back_by_somebody(group):
    session = GroupSessionFactory(group=group)
    with pytest.raises(IntegrityError, match="taken_back_by_a_person"), transaction.atomic():
        GroupSession.objects.filter(pk=session.pk).update(taken_back_at=timezone.now())


def test_a_day_may_have_another_session_once_the_first_is_taken_back(group):
    back = {"taken_back_at": timezone.now(), "taken_back_by": UserFactory()}
    GroupSessionFactory(group=group, **back)
    GroupSessionFactory(group=group)
    with pytest.raises(IntegrityError, match="once_a_day"), transaction.atomic():
        GroupSessionFactory(group=group)


@pytest.mark.parametrize(
    ("model", "values"),
    [(Presence, {"here": "present"}), (WordsApart, {"text": "Quiet."})],
)
def test_a_child_is_marked_and_written_of_once_a_session(group, model, values):
    session, student = GroupSessionFactory(group=group), StudentFactory()
    model.objects.create(session=session, student=student, **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(session=session, student=student, **values)


@pytest.mark.parametrize(
    "kept", ["group", "groupmember", "groupsession", "presence", "wordsapart"]
)
@pytest.mark.parametrize("privilege", ["DELETE", "TRUNCATE"])
def test_no_running_role_may_delete(db, kept, privilege):
    asked = "SELECT has_table_privilege(r, %s, %s) FROM (VALUES ('app'), ('worker')) AS v (r)"
    with connection.cursor() as cursor:
        cursor.execute(asked, [f"plans_{kept}", privilege])
        assert [row[0] for row in cursor.fetchall()] == [False, False]
