"""Groups and check-ins of the made-up district: at every stage, and as the product would have made them."""

from uuid import UUID

import pytest

from core import sql
from plans.actions import HeldSession, add_members, check, hold_session
from plans.choices import CheckState, Here
from plans.models import (
    CheckDay,
    Group,
    GroupMember,
    GroupSession,
    Presence,
    Strategy,
    WordsApart,
)
from plans.queries.groups import running, silent
from students.models import Student
from tests.demo.conftest import SUNDAY
from tests.demo.shapes import by, shape, shapes

pytestmark = pytest.mark.usefixtures("small")
UUID_1 = UUID(int=1)

NEVER = {
    "a session on another day than the group meets": """
        SELECT count(*) FROM plans_groupsession s JOIN plans_group g ON g.id = s.group_id
        WHERE extract(isodow FROM s."on")::integer - 1 <> ALL (g.weekdays) OR s."on" < g.starts_on
           OR s."on" >= %(today)s OR s."on" > g.ended_on""",
    "a session without school or without anybody": """
        SELECT count(*) FROM plans_groupsession s JOIN plans_group g ON g.id = s.group_id
        WHERE NOT EXISTS (SELECT FROM plans_presence p WHERE p.session_id = s.id)
           OR NOT EXISTS (SELECT FROM students_schoolday d WHERE d.school_id = g.school_id
                          AND d.date = s."on" AND d.is_school_day)""",
    "somebody at a session who was not in the group": """
        SELECT count(*) FROM plans_presence p JOIN plans_groupsession s ON s.id = p.session_id
        WHERE NOT EXISTS (SELECT FROM plans_groupmember m WHERE m.group_id = s.group_id
                          AND m.student_id = p.student_id AND m.joined_on <= s."on")""",
    "more in a group than it has places, or one of another school": """
        SELECT count(*) FROM plans_group g WHERE g.capacity < (
            SELECT count(*) FROM plans_groupmember m WHERE m.group_id = g.id)
        OR EXISTS (SELECT FROM plans_groupmember m JOIN cases_case c
                   ON c.student_id = m.student_id AND c.closed_on IS NULL
                   WHERE m.group_id = g.id AND c.school_id <> g.school_id)""",
    "somebody in a group that is over, or who left one that runs": """
        SELECT count(*) FROM plans_groupmember m JOIN plans_group g ON g.id = m.group_id
        WHERE m.left_on IS DISTINCT FROM g.ended_on""",
    "a session that a plan with it does not know": """
        SELECT count(*) FROM plans_presence p
        JOIN plans_groupsession e ON e.id = p.session_id JOIN plans_group g ON g.id = e.group_id
        JOIN plans_plan r ON r.student_id = p.student_id AND r.ended_on IS NULL
        JOIN cases_case c ON c.id = r.case_id AND c.closed_on IS NULL
        JOIN plans_strategy s ON s.plan_id = r.id AND s.code = g.kind AND s.starts_on <= e."on"
        LEFT JOIN plans_delivery d ON d.strategy_id = s.id AND d."on" = e."on" AND d.session_id = e.id
        WHERE (d.status = 'done') IS DISTINCT FROM (p.here = 'present')""",
    "words about one who was not there": """
        SELECT count(*) FROM plans_wordsapart w WHERE NOT EXISTS (
            SELECT FROM plans_presence p WHERE p.session_id = w.session_id
            AND p.student_id = w.student_id AND p.here = 'present')""",
    "a day of a check-in that is not what became of the plan": """
        SELECT count(*) FROM plans_checkday k LEFT JOIN plans_delivery d
          ON d.strategy_id = k.strategy_id AND d."on" = k."on"
        WHERE (d.status = 'done') IS DISTINCT FROM (k.state = 'out')""",
    "a minute of what was not done": """
        SELECT count(*) FROM plans_delivery
        WHERE status <> 'done' AND (minutes IS NOT NULL OR service <> '')""",
}


@pytest.mark.parametrize("what", NEVER)
def test_there_never_is(what):
    assert sql.value(NEVER[what], {"today": SUNDAY}) == 0


def test_there_are_groups_that_run_and_sessions_of_every_kind():
    assert Group.objects.filter(running(SUNDAY)).exists()
    assert set(Presence.objects.values_list("here", flat=True)) >= {"present", "absent"}
    assert WordsApart.objects.exists()
    assert Group.objects.filter(silent(SUNDAY)).count() < Group.objects.count()


def test_students_are_checked_in_by_somebody():
    assert Strategy.objects.filter(adult__isnull=False).exists()
    assert set(CheckDay.objects.values_list("state", flat=True)) >= {"out"}


def test_a_session_is_what_the_action_writes():
    old = GroupSession.objects.order_by("pk")[0]
    group = old.group
    student = Student.objects.exclude(pk__in=group.members.values("student")).order_by("pk")[0]
    actor = by(group.facilitator)
    type(group).objects.filter(pk=group.pk).update(
        capacity=40, ended_on=None, ended_by=None, end_reason=""
    )
    [member] = add_members(actor, group=group, students=[student])
    assert shape(member) in shapes(GroupMember.objects.filter(left_on=None))
    here = {student.pk: Here.PRESENT}
    held = HeldSession(actor.on, 45, here, note="Mornings.", words={student.pk: "Quiet."})
    new = hold_session(actor, client_uuid=UUID_1, group=group, held=held)
    assert shape(new) == shape(old)
    assert shape(new.presences.get()) in shapes(Presence.objects.filter(session=old))
    assert shape(new.words.get()) in shapes(WordsApart.objects.exclude(session=new))


def test_a_check_in_is_what_the_action_writes():
    old = CheckDay.objects.filter(
        state="out",
        strategy__ended_on=None,
        strategy__plan__ended_on=None,
        strategy__plan__case__closed_on=None,
    ).order_by("pk")[0]
    actor = by(old.by)
    today = CheckDay.objects.filter(strategy=old.strategy, on=actor.on).first()
    seen = CheckState(today.state) if today else CheckState.OPEN
    check(actor, strategy=old.strategy, verb="in", seen=seen)
    new = check(actor, strategy=old.strategy, verb="out", seen=CheckState.IN, points=80)
    assert shape(new) == shape(old)
