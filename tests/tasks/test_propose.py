"""What any room proposes is written once, by its own statement."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from attendance.models import Assessment
from audit.models import AuditEvent
from core.proposals import Proposal
from desk.registry import PROPOSALS
from law.models import Policy
from law.packs import load_pack
from tasks.actions import is_behind, propose
from tasks.choices import TaskKind, TaskState
from tasks.models import Task
from tests.factories import TODAY, YEAR, act

EVERYBODY = """
SELECT s.id AS student_id, NULL::bigint AS school_id, %(is_first)s AS is_first,
       '{}'::jsonb AS evidence, s.id || ':' || %(word)s AS key, %(word)s AS title,
       'Because.' AS reason, %(on)s::date AS day, %(days)s AS school_days
FROM students_student s WHERE s.id = ANY(%(students)s)
"""


@pytest.fixture
def proposed(district, judged):
    """Have rules propose something about Ana; return what each new task is, as it was written."""

    def rule(word, *, kind="other", looks=False, is_first=False, days=0, about=("ana",)):
        students = [getattr(district, name).pk for name in about]
        values = {"word": word, "is_first": is_first, "days": days, "students": students}
        return Proposal(kind, EVERYBODY, values, looks)

    def proposed(*rules, at=None, **also):
        judged(district.ana)
        done = propose(act(at=at), [lambda _: [rule(**one) for one in rules]], **also)
        return list(Task.objects.filter(pk__in=done.students).order_by("pk"))

    return proposed


def test_of_somebody_new_only_the_most_pressing_counts(proposed):
    rules = [{"word": word, "is_first": True} for word in ("most", "next")]
    assert [task.title for task in proposed(*rules)] == ["most"]
    assert [task.title for task in proposed(*rules)] == []


def test_of_somebody_known_everything_counts_once(proposed):
    rules = [{"word": word, "is_first": False} for word in ("most", "next")]
    assert [task.title for task in proposed(*rules)] == ["most", "next"]
    assert [task.title for task in proposed(*rules)] == []


def test_a_look_through_everybody_hides_nothing(proposed):
    look = {"word": "look", "looks": True}
    assert [task.title for task in proposed(look, {"word": "new", "is_first": True})] == [
        "new",
        "look",
    ]


def test_everybody_is_looked_through_only_so_often(proposed):
    assert len(proposed({"word": "a", "looks": True}, every=60)) == 1
    assert proposed({"word": "b", "looks": True}, every=60) == []


def test_everybody_is_looked_through_up_to_the_day_this_year_was_judged(
    proposed, judged, district
):
    judged(district.ana)
    Assessment.objects.create(
        policy=Policy.objects.get(), school_year=2025, as_of="2026-06-30", finished_at=act().at
    )
    rule = Proposal("locate", "SELECT WHERE %(as_of)s::date IS NULL", {}, looks=True)
    with CaptureQueriesContext(connection) as captured:
        propose(act(), [lambda _: [rule]])
    seen = [one["sql"] for one in captured if one["sql"].startswith("SELECT WHERE")]
    assert seen == [f"SELECT WHERE '{TODAY}'::date::date IS NULL"]


@pytest.mark.parametrize(("seconds", "looked"), [(59, 0), (60, 1)])
def test_just_so_long_after_a_look_there_is_another(proposed, seconds, looked):
    proposed({"word": "a", "looks": True}, every=60)
    later = act().at + timedelta(seconds=seconds)
    assert len(proposed({"word": "b", "looks": True}, every=60, at=later)) == looked


def test_a_judging_that_is_not_finished_is_no_news(proposed):
    proposed({"word": "a", "looks": True})
    assert not is_behind()
    Assessment.objects.create(policy=Policy.objects.get(), school_year=YEAR, as_of=TODAY)
    assert not is_behind()


def test_tasks_are_written_student_by_student_the_most_pressing_first(proposed, district):
    both = ("ben", "ana")
    found = proposed({"word": "most", "about": both}, {"word": "next", "about": both})
    assert [(task.student, task.title) for task in found] == [
        (student, word) for student in (district.ana, district.ben) for word in ("most", "next")
    ]


def test_of_somebody_new_a_less_pressing_rule_still_speaks_of_others(proposed, district):
    rules = [
        {"word": "most", "is_first": True, "about": ("ana",)},
        {"word": "next", "is_first": True, "about": ("ana", "ben")},
    ]
    found = proposed(*rules)
    assert [(task.student, task.title) for task in found] == [
        (district.ana, "most"),
        (district.ben, "next"),
    ]


def test_that_it_was_proposed_is_in_the_audit_once_with_how_many(proposed):
    proposed({"word": "a"}, {"word": "b"})
    proposed({"word": "a"})
    event = AuditEvent.objects.get(action="task.proposed")
    assert event.detail["tasks"] == 2


@pytest.mark.parametrize(("days", "due_on"), [(0, TODAY), (3, TODAY + timedelta(days=3))])
def test_without_a_calendar_a_day_is_a_day(proposed, days, due_on):
    [task] = proposed({"word": "a", "days": days})
    assert (task.due_on, task.state, task.made_on) == (due_on, TaskState.OPEN, TODAY)
    assert (task.owner, task.made_by) == (None, None)


def test_a_kind_that_no_task_has_is_refused(proposed):
    with pytest.raises(ValueError, match="parade"):
        proposed({"word": "a", "kind": "parade"})


def test_every_room_proposes_kinds_of_task(db):
    found = [one for propose in PROPOSALS for one in propose(load_pack("california"))]
    assert {one.kind for one in found} <= set(TaskKind.values)
    # Two may ask for one kind, for reasons of their own.
    assert len(found) == len({(one.kind, one.statement) for one in found})
