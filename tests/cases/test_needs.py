"""What each child of one person needs most today: the tasks are those of the lists, in another order."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.access import reach_of
from accounts.choices import Role
from cases.queries.needs import morning, needs_of
from tasks.access import own_tasks
from tasks.models import Task
from tasks.queries.lists import SHOWN, count_tasks, waiting_tasks
from tests.factories import (
    TODAY,
    TaskFactory,
    UserFactory,
)
from tests.world import hire

YESTERDAY = TODAY - timedelta(days=1)
DAY = timedelta(days=1)


def proposed(student, **values):
    """A task that a rule proposed."""
    return TaskFactory(student=student, made_by=None, key=f"{Task.objects.count()}", **values)


def listed(who):
    return {line.pk for need in needs_of(who, on=TODAY).shown for line in need.tasks}


def of(who, student):
    [need] = [one for one in needs_of(who, on=TODAY).shown if one.student_id == student.pk]
    return need


def counts(needs):
    return {"overdue": needs.overdue, "new": needs.fresh, "today": needs.due}


# --- Which tasks --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due_in", "made_ago", "by_rule", "state", "tab"),
    [
        (-1, 0, True, "open", "overdue"),  # late comes before new
        (-1, 9, False, "snoozed", "overdue"),
        (0, 0, True, "open", "new"),
        (5, 1, True, "open", "new"),  # proposed yesterday, whenever it is due
        (5, 2, True, "open", "later"),
        (0, 2, True, "open", "today"),
        (0, 0, False, "open", "today"),  # what a person left is no news
        (0, 0, True, "snoozed", "today"),  # looked at already
        (1, 0, True, "snoozed", "later"),
        (1, 0, False, "open", "later"),
        (0, 0, True, "done", ""),
        (-1, 0, False, "dismissed", ""),
    ],
)
def test_a_task_waits_under_one_key_and_today_if_it_is_not_for_later(
    district, who, due_in, made_ago, by_rule, state, tab
):
    make = proposed if by_rule else TaskFactory
    task = make(
        student=district.ana,
        owner=who,
        due_on=TODAY + timedelta(days=due_in),
        made_on=TODAY - timedelta(days=made_ago),
        state=state,
        decided_by=None if state == "open" else who,
        decided_at=None if state == "open" else timezone.now(),
    )
    tasks, expected = own_tasks(who, on=TODAY), ["all", tab] if tab else []
    of_tabs = {one.key: one.count for one in count_tasks(tasks, on=TODAY)}
    assert [key for key in SHOWN if of_tabs[key]] == expected
    assert [key for key in SHOWN if waiting_tasks(tasks, key, on=TODAY).exists()] == expected
    needs = needs_of(who, on=TODAY)
    waits = tab in ("overdue", "new", "today")
    assert counts(needs) == {key: int(key == tab) for key in ("overdue", "new", "today")}
    assert (needs.of, listed(who)) == ((1, {task.pk}) if waits else (0, set()))


def test_the_numbers_are_those_of_the_lists(district, who):
    for due_in in (-1, 0, 1):
        for made_by in (who, None):
            key = None if made_by else str(due_in)
            due_on = TODAY + timedelta(days=due_in)
            TaskFactory(student=district.ana, owner=who, due_on=due_on, made_by=made_by, key=key)
    tabs = {tab.key: tab.count for tab in count_tasks(own_tasks(who, on=TODAY), on=TODAY)}
    assert tabs == {"all": 6, "new": 2, "today": 1, "overdue": 2, "later": 1}
    assert counts(needs_of(who, on=TODAY)) == {"overdue": 2, "new": 2, "today": 1}


@pytest.mark.parametrize(
    ("role", "place", "is_theirs"),
    [
        (Role.COUNSELOR, "oak", True),
        (Role.COUNSELOR, "north", True),  # Oak's region
        (Role.COUNSELOR, None, True),
        (Role.COUNSELOR, "elm", False),
        (Role.COUNSELOR, "south", False),
        (Role.COUNSELOR, "ana", False),  # one student is no school
        (Role.LIAISON, "oak", False),  # reads cases, and works none
        (Role.DIRECTOR, None, False),
    ],
)
def test_what_nobody_has_is_theirs_who_work_cases_at_its_school(district, role, place, is_theirs):
    task = TaskFactory(student=district.ana, school=district.oak)
    somebody = hire(role, getattr(district, place) if place else None)
    expected = {task.pk} if is_theirs else set()
    assert listed(somebody) == expected
    assert set(own_tasks(somebody, on=TODAY).values_list("pk", flat=True)) == expected


@pytest.mark.parametrize(
    ("owned_by", "about", "school"),
    [
        ("nobody", "ana", "pine"),  # of another school, though she is in reach
        ("nobody", "ana", None),
        ("a colleague", "ana", "oak"),
        ("me", "dov", "oak"),  # out of reach
        ("nobody", "dov", "oak"),
    ],
)
def test_what_is_not_one_s_own(district, who, owned_by, about, school):
    owners = {"nobody": None, "a colleague": UserFactory(), "me": who}
    TaskFactory(
        student=getattr(district, about),
        owner=owners[owned_by],
        school=getattr(district, school) if school else None,
    )
    assert listed(who) == set()
    assert not own_tasks(who, on=TODAY).exists()


def test_reading_everywhere_and_working_at_one_school_is_working_there_alone(district, who):
    hire(Role.AUDITOR, to=who)  # reads the cases of the whole district
    here = TaskFactory(student=district.ana, school=district.oak)
    TaskFactory(student=district.dov, school=district.pine)
    assert listed(who) == {here.pk}
    assert list(own_tasks(who, on=TODAY)) == [here]


@pytest.mark.parametrize(("days", "is_theirs"), [(30, True), (31, False)])
def test_a_task_about_somebody_who_left_is_read_as_long_as_the_student_is(
    district, who, days, is_theirs
):
    on = TODAY - timedelta(days=40 - days)  # Finn's last day was forty days ago
    TaskFactory(student=district.finn, owner=who, due_on=on)
    assert own_tasks(who, on=on).exists() is is_theirs
    assert bool(needs_of(who, on=on).shown) is is_theirs


@pytest.mark.parametrize(
    ("role", "works"), [(Role.COUNSELOR, True), (Role.LIAISON, False), (Role.DIRECTOR, False)]
)
def test_the_morning_of_whoever_works_cases_has_needs(district, role, works):
    somebody = hire(role, district.oak)
    TaskFactory(student=district.ana, owner=somebody)
    told = morning(reach_of(somebody, on=TODAY))
    assert (told is not None) is works
    assert told is None or told.student_ids == (district.ana.pk,)
