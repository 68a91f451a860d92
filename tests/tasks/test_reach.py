"""Which tasks somebody may see, and which are theirs to do."""

from accounts.choices import Permission, Role
from audit.choices import ActorKind
from audit.rules import Actor
from tasks.access import own_tasks, tasks_for
from tests.factories import TODAY, GrantFactory, TaskFactory, UserFactory
from tests.world import hire

JOB = Actor(ActorKind.JOB, "export", "export")


def test_nobody_s_task_at_a_school_is_theirs_who_serve_it(district, who):
    free = TaskFactory(student=district.ana, school=district.oak)
    TaskFactory(student=district.dov, school=district.pine)
    TaskFactory(student=district.ben, school=district.oak, owner=UserFactory())
    assert set(own_tasks(who, on=TODAY)) == {free}
    assert not own_tasks(hire(Role.CLERK, district.oak), on=TODAY).exists()


def test_one_s_own_task_takes_reach(district, who):
    mine = TaskFactory(student=district.ben, owner=who)
    TaskFactory(student=district.dov, owner=who)
    assert set(own_tasks(who, on=TODAY)) == {mine}


def test_a_task_without_an_owner_is_not_a_job_s(district):
    GrantFactory(principal=JOB.key, role=Role.AUDITOR)
    task = TaskFactory(student=district.ana, school=district.oak)
    assert set(tasks_for(JOB, Permission.CASE_READ, on=TODAY)) == {task}
    assert not own_tasks(JOB, on=TODAY).exists()
