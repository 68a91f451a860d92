"""What waits for somebody in the morning: each task in one list, and the numbers are the lists."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.access import reach_of
from accounts.choices import Role
from tasks.access import own_tasks
from tasks.models import Task
from tasks.queries import today_items
from tasks.queries.lists import SHOWN, count_tasks, waiting_tasks
from tasks.queries.morning import morning
from tests.factories import TODAY, TaskFactory, UserFactory
from tests.world import hire

YESTERDAY = TODAY - timedelta(days=1)


def proposed(student, **values):
    """A task that a rule proposed."""
    return TaskFactory(student=student, made_by=None, key=f"{Task.objects.count()}", **values)


def listed(who):
    items = today_items(who, on=TODAY)
    return {line.pk for line in (*items.overdue, *items.fresh, *items.due)}


# --- In which list ------------------------------------------------------------------------


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
def test_a_task_waits_in_one_list(district, who, due_in, made_ago, by_rule, state, tab):
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
    counts = {one.key: one.count for one in count_tasks(tasks, on=TODAY)}
    assert [key for key in SHOWN if counts[key]] == expected
    assert [key for key in SHOWN if waiting_tasks(tasks, key, on=TODAY).exists()] == expected
    items = today_items(who, on=TODAY)
    lists = {"overdue": items.overdue, "new": items.fresh, "today": items.due}
    found = {key: [line.pk for line in lines] for key, lines in lists.items() if lines}
    assert found == ({tab: [task.pk]} if tab in lists else {})
    assert [items.overdue_count, items.fresh_count, items.due_count] == [
        len(lines) for lines in lists.values()
    ]


def test_each_task_of_today_is_in_one_list(district, who, case):
    late = TaskFactory(student=district.ana, owner=who, due_on=YESTERDAY)
    due = TaskFactory(student=district.ana, owner=who)
    fresh = TaskFactory(
        student=district.ben,
        school=district.oak,
        made_by=None,
        key="1",
        due_on=TODAY + timedelta(days=2),
    )
    TaskFactory(student=district.ana, owner=who, due_on=TODAY + timedelta(days=1))
    TaskFactory(student=district.dov, school=district.pine, made_by=None, key="2")
    items = today_items(who, on=TODAY)
    lists = (items.overdue, items.due, items.fresh)
    assert [[task.pk for task in tasks] for tasks in lists] == [[late.pk], [due.pk], [fresh.pk]]
    assert items.student_ids == sorted([district.ana.pk, district.ben.pk])
    assert own_tasks(who, on=TODAY).count() == 4


def test_lists_of_tasks_are_those_of_today(district, who):
    for due_in in (-1, 0, 1):
        for made_by in (who, None):
            TaskFactory(
                student=district.ana,
                owner=who,
                due_on=TODAY + timedelta(days=due_in),
                made_by=made_by,
                key=None if made_by else str(due_in),
            )
    items, tasks = today_items(who, on=TODAY), own_tasks(who, on=TODAY)
    tabs = {tab.key: tab.count for tab in count_tasks(tasks, on=TODAY)}
    assert tabs == {"all": 6, "new": 2, "today": 1, "overdue": 2, "later": 1}
    for show, listed in (("new", items.fresh), ("today", items.due), ("overdue", items.overdue)):
        shown = waiting_tasks(tasks, show, on=TODAY)
        assert [task.pk for task in shown] == [task.pk for task in listed]


@pytest.mark.parametrize("many", [10, 50])
def test_today_takes_as_many_statements_however_much_waits(
    district, who, django_assert_max_num_queries, many
):
    for _ in range(many):
        TaskFactory(student=district.ana, owner=who, due_on=YESTERDAY)
        TaskFactory(student=district.ana, owner=who)
    with django_assert_max_num_queries(5):
        items = today_items(who, on=TODAY)
        assert {task.student for task in items.overdue} == {str(district.ana)}
    assert (items.overdue_count, len(items.overdue)) == (many, 10)


def test_a_list_shows_the_first_ten_and_counts_them_all(district, who):
    tasks = [TaskFactory(student=district.ana, owner=who, due_on=YESTERDAY) for _ in range(11)]
    oldest = TaskFactory(student=district.ana, owner=who, due_on=YESTERDAY - timedelta(days=1))
    items = today_items(who, on=TODAY)
    assert [line.pk for line in items.overdue] == [t.pk for t in (oldest, *tasks[:9])]
    assert items.overdue_count == 12


def test_a_line_says_whom_it_is_about_whose_it_is_and_whether_it_can_be_taken_back(district, who):
    mine = TaskFactory(
        student=district.ana, owner=who, school=district.oak, undo={"state": "open"}
    )
    free = TaskFactory(student=district.ben, school=district.oak)
    lines = today_items(who, on=TODAY).due
    assert [(line.pk, line.student, line.owner, line.school, line.undo) for line in lines] == [
        (mine.pk, "Ito, Ana", who.name, "Oak", True),
        (free.pk, "Ito, Ben", "", "Oak", False),
    ]


def test_everybody_shown_in_any_list_is_told_for_the_log(district, who):
    TaskFactory(student=district.ben, owner=who)
    assert today_items(who, on=TODAY).student_ids == [district.ben.pk]


# --- Whose --------------------------------------------------------------------------------


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
    assert bool(today_items(who, on=on).due) is is_theirs


@pytest.mark.parametrize(
    ("role", "works"), [(Role.COUNSELOR, True), (Role.LIAISON, False), (Role.DIRECTOR, False)]
)
def test_the_morning_of_whoever_works_cases_has_tasks(district, role, works):
    somebody = hire(role, district.oak)
    TaskFactory(student=district.ana, owner=somebody)
    told = morning(reach_of(somebody, on=TODAY))
    assert (told is not None) is works
    assert told is None or told.student_ids == (district.ana.pk,)
