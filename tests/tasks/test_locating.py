"""A student is looked for until somebody says what was found."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.choices import Role
from attendance.models import Assessment
from attendance.rules.locate import words_of_run
from cases import actions
from cases.models import LastReached
from tasks.actions.refusals import FindingIsMissing, WaitIsUnexplained
from tasks.choices import TaskKind, TaskState
from tasks.models import Task
from tests.factories import TODAY, TaskFactory, act
from tests.tasks.test_proposals import absent, follow_now
from tests.world import hire, sign_in


@pytest.fixture
def who(district):
    return hire(Role.COUNSELOR, district.oak)


@pytest.fixture
def task(district, who):
    title = "Locate the student"
    return TaskFactory(student=district.ana, kind=TaskKind.LOCATE, title=title, owner=who)


@pytest.mark.parametrize("note", ["", "   "])
def test_it_is_done_only_with_a_finding(who, task, note):
    with pytest.raises(FindingIsMissing):
        actions.do(act(who), task=task, note=note)
    assert Task.objects.get().state == TaskState.OPEN
    done = actions.do(act(who), task=task, note="At her aunt's in Reseda.")
    assert (done.state, done.state_reason) == (TaskState.DONE, "At her aunt's in Reseda.")
    assert actions.do(act(who), task=task).state == TaskState.DONE  # done twice, it is done


def test_other_tasks_are_done_with_one_click(who, district):
    other = TaskFactory(student=district.ana)
    assert actions.do(act(who), task=other).state == TaskState.DONE


@pytest.mark.parametrize("reason", ["", "  "])
def test_it_is_not_put_off_without_a_word(who, task, reason):
    until = TODAY + timedelta(days=1)
    with pytest.raises(WaitIsUnexplained):
        actions.snooze(act(who), task=task, until=until, reason=reason)
    assert Task.objects.get().state == TaskState.OPEN
    put_off = actions.snooze(act(who), task=task, until=until, reason="Police look as well.")
    assert (put_off.state, put_off.due_on) == (TaskState.SNOOZED, until)


def test_its_row_offers_the_call_and_asks_what_was_found(who, task, district):
    client = sign_in(who)
    row = client.get(reverse("tasks")).content.decode()
    assert f"{reverse('quick-log')}?student={district.ana.pk}&amp;kind=call" in row
    assert "What was found" in row
    assert 'value="do"' not in row
    page = client.get(reverse("task", args=[task.pk])).content.decode()
    assert "What was found, or why it waits" in page
    assert 'value="do"' in page


def test_the_page_says_what_is_missing_and_changes_nothing(who, task):
    client = sign_in(who)
    said = client.post(reverse("task", args=[task.pk]), {"action": "do"}, follow=True)
    assert "Say what was found" in said.content.decode()
    assert Task.objects.get().state == TaskState.OPEN
    client.post(reverse("task", args=[task.pk]), {"action": "do", "reason": "Found at home."})
    assert Task.objects.get().state == TaskState.DONE


@pytest.mark.parametrize(
    ("reached", "missed", "expected"),
    [
        (-4, 3, 1),  # the day before the first of them
        (-3, 3, 0),  # on the first: two days have passed
        (-1, 3, 0),
        (-4, 4, 1),  # on the first of four: three have passed
        (-3, 4, 0),
    ],
)
def test_nobody_is_to_be_located_while_somebody_was_reached(
    district, judged, calendar, reached, missed, expected
):
    judged(district.ana)
    absent(district.ana, district.oak, calendar[-missed:])
    LastReached.objects.create(student=district.ana, on=calendar[reached], how="Call")
    assert follow_now() == expected


def locating():
    return list(Task.objects.filter(kind=TaskKind.LOCATE).order_by("pk"))


@pytest.fixture
def follow_through(district, judged):
    """Miss days, be judged through the last of them, and follow: how many tasks are new."""

    def miss(days):
        absent(district.ana, district.oak, days)
        judged(district.ana)
        Assessment.objects.update(as_of=days[-1])
        return follow_now()

    return miss


@pytest.mark.parametrize(("since", "expected"), [(2, 0), (3, 1)])
def test_a_child_who_stays_missing_is_looked_for_again(
    district, judged, calendar, who, follow_through, since, expected
):
    earlier, later = calendar[-6:-3], calendar[-3:][:since]
    assert follow_through(earlier) == 1
    [first] = locating()
    assert (first.title, first.reason) == words_of_run(earlier)
    actions.do(act(who), task=first, note="Spoke to her aunt.")
    LastReached.objects.create(student=district.ana, on=earlier[-1], how="Call")
    assert follow_through(later) == expected
    judged(district.ana)
    assert follow_now() == 0
    for task in locating()[1:]:
        assert (task.title, task.reason) == words_of_run(later)
        assert task.evidence["days"] == [day.isoformat() for day in later]


def test_no_second_search_is_begun_while_the_first_waits(district, calendar, follow_through):
    assert follow_through(calendar[-6:-3]) == 1
    LastReached.objects.create(student=district.ana, on=calendar[-4], how="Call")
    assert follow_through(calendar[-3:]) == 0
