"""Locate comes first: what waits about a child who is not found, and what attended means."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from attendance.choices import Outcome
from attendance.models import Assessment, Standing, Submission, TruancyReport
from attendance.queries.reports import due_reports
from audit.rules import Act, Actor
from core import sql
from law.queries import policy_in_force
from letters.queries.due import due_letters
from students.models import Enrollment
from tasks.actions import dismiss, do, snooze, undo
from tasks.choices import TaskKind, TaskState
from tests.attendance.reports import NOON, answer, choice, file, hold_of, home, owing
from tests.desk.rows import school_days, teach
from tests.factories import (
    TODAY,
    DayOutcomeFactory,
    MarkFactory,
    PolicyFactory,
    TaskFactory,
)
from tests.letters.world import due
from tests.world import hire, sign_in

LAST = [day for day in school_days(80) if day <= TODAY]
NOW = "SELECT dates FROM attendance_unexplained_now(%(student)s, %(first_day)s, %(as_of)s)"
FIRST_WORDS = "Locate comes first"


@pytest.fixture
def taught(district, ana):
    """Oak teaches through today, and Ana owes a report."""
    teach(district.oak, days=80)
    return ana


def absent(student, school, days, **values):
    for day in days:
        DayOutcomeFactory(student=student, school=school, date=day, countable_on=None, **values)


# --- What attended means -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("absent_days", "not_taken", "is_asked"),
    [(60, 0, True), (59, 1, True), (40, 20, True), (59, 0, False), (58, 1, False)],
)
def test_a_day_not_taken_is_no_day_attended(ana, absent_days, not_taken, is_asked):
    Standing.objects.update(days_absent=absent_days, not_taken_days=not_taken)
    assert ("Has never attended" in hold_of(ana)) == is_asked


# --- Days in a row without a reason known, up to now ---------------------------------------------


def first_three(taught, oak):
    absent(taught, oak, LAST[-3:])


def nobody_marked_today_yet(taught, oak):
    absent(taught, oak, LAST[-4:-1])


def over_a_day_not_taken(taught, oak):
    absent(taught, oak, [*LAST[-4:-2], LAST[-1]])
    Submission.objects.create(school=oak, date=LAST[-2], taken=False)


def over_a_day_marked_as_not_taken(taught, oak):
    absent(taught, oak, [*LAST[-4:-2], LAST[-1]])
    absent(taught, oak, [LAST[-2]], outcome=Outcome.NOT_TAKEN, excuse="")


@pytest.mark.parametrize(
    "happens",
    [
        first_three,
        nobody_marked_today_yet,
        over_a_day_not_taken,
        over_a_day_marked_as_not_taken,
    ],
)
def test_three_unexplained_days_up_to_now_hold_a_report(district, taught, happens):
    happens(taught, district.oak)
    assert f"{FIRST_WORDS}: absent 3 school days in a row" in hold_of(taught)
    assert file(taught).reports == []
    assert not TruancyReport.objects.exists()


def two_days(taught, oak):
    absent(taught, oak, LAST[-2:])


def came_back_yesterday(taught, oak):
    absent(taught, oak, LAST[-5:-2])


def explained_today(taught, oak):
    absent(taught, oak, LAST[-4:-1])
    absent(taught, oak, LAST[-1:], excuse="excused")


def came_late_today(taught, oak):
    absent(taught, oak, LAST[-4:-1])
    absent(taught, oak, LAST[-1:], outcome=Outcome.TARDY)


def has_left(taught, oak):
    absent(taught, oak, LAST[-3:])
    Enrollment.objects.filter(student=taught).update(exit_date=LAST[-1])
    Standing.objects.update(is_enrolled=False)


@pytest.mark.parametrize("is_asked", [True, False], ids=["not come in", "come in"])
def test_a_last_day_that_has_not_come_in_is_none_attended(district, taught, is_asked):
    """Absent on all days but the last, of which the school has sent nothing in the morning."""
    Standing.objects.update(days_enrolled=60, days_absent=59, as_of=LAST[-1])
    if not is_asked:
        MarkFactory(school=district.oak, date=LAST[-1])
    assert ("Has never attended" in hold_of(taught)) == is_asked


def test_that_a_day_was_taken_as_not_taken_is_not_told_twice(district, taught):
    """One day attended, today not taken: it is among the days not taken already."""
    Standing.objects.update(days_enrolled=60, days_absent=58, not_taken_days=1, as_of=LAST[-1])
    Submission.objects.create(school=district.oak, date=LAST[-1], taken=False)
    assert "Has never attended" not in hold_of(taught)


def test_who_came_back_on_a_day_that_has_come_in_is_found(district, taught):
    absent(taught, district.oak, LAST[-9:-1])
    assert FIRST_WORDS in hold_of(taught)  # nobody knows of the last day
    MarkFactory(school=district.oak, date=LAST[-1])
    assert FIRST_WORDS not in hold_of(taught)


@pytest.mark.parametrize(
    "happens", [two_days, came_back_yesterday, explained_today, came_late_today, has_left]
)
def test_else_nobody_is_to_be_found(district, taught, happens):
    happens(taught, district.oak)
    assert FIRST_WORDS not in hold_of(taught)


def test_up_to_now_is_up_to_the_day_judged_last(district, taught):
    """The newest days have not come in: nobody attended them."""
    absent(taught, district.oak, LAST[-8:-5])
    assert FIRST_WORDS not in hold_of(taught)
    Assessment.objects.create(
        policy=PolicyFactory(), school_year=2026, as_of=LAST[-5], finished_at=NOON
    )
    assert FIRST_WORDS in hold_of(taught)


def test_a_weekend_day_is_no_day_in_a_row(district, taught):
    absent(taught, district.oak, LAST[-3:])
    values = {"student": taught.pk, "first_day": LAST[0], "as_of": TODAY}
    assert sql.value(NOW, values) == LAST[-3:]


# --- A task that is open -------------------------------------------------------------------------


def test_a_report_waits_while_a_task_to_locate_is_open(district, taught):
    assert hold_of(taught) == ""
    task = TaskFactory(student=taught, kind=TaskKind.LOCATE)
    act = Act(Actor(kind="user", id=str(hire(Role.COUNSELOR).pk), name="Kim"), NOON, TODAY)
    assert f"{FIRST_WORDS}: a task to find the student is open" in hold_of(taught)
    snooze(act, task=task, until=LAST[-1], reason="Tomorrow")
    assert FIRST_WORDS in hold_of(taught)
    do(act, task=task, note="Found at home")
    assert hold_of(taught) == ""
    undo(act, task=task)
    assert FIRST_WORDS in hold_of(taught)
    dismiss(act, task=task, reason="Moved")
    assert len(file(taught).reports) == 1


def test_a_task_of_another_kind_or_about_another_child_holds_nothing(district, taught):
    TaskFactory(student=taught, kind=TaskKind.CONTACT)
    TaskFactory(student=district.ben, kind=TaskKind.LOCATE)
    TaskFactory(student=taught, kind=TaskKind.LOCATE, state=TaskState.DONE, **decided())
    assert hold_of(taught) == ""


def decided():
    return {"decided_by": hire(Role.COUNSELOR), "decided_at": NOON}


def test_only_who_may_read_tasks_is_told_of_one(district, taught):
    TaskFactory(student=taught, kind=TaskKind.LOCATE)
    [report] = due_reports(on=TODAY)
    assert [hold.needs for hold in report.holds] == ["case.read"]


def test_the_policy_may_say_otherwise(district, taught):
    TaskFactory(student=taught, kind=TaskKind.LOCATE)
    absent(taught, district.oak, LAST[-3:])
    PolicyFactory(pack="california", overrides={"contact.locate_first": False})
    assert hold_of(taught) == ""


def test_the_policy_says_how_many_days(district, taught):
    absent(taught, district.oak, LAST[-3:])
    PolicyFactory(pack="california", overrides={"contact.unexplained_days": 4})
    assert policy_in_force(TODAY)
    assert hold_of(taught) == ""


def test_filing_one_is_refused_until_a_person_says_why(district, taught):
    absent(taught, district.oak, LAST[-3:])
    client = sign_in(hire(Role.COUNSELOR, district.oak))
    held = client.get(reverse("attendance:reports"), {"show": "held"}).content.decode()
    assert "absent 3 school days in a row up to now without a reason known" in held
    assert "Reach the family or visit the home" in held
    said = client.post(reverse("attendance:file"), choice(taught), follow=True)
    assert "1 not filed" in said.content.decode()
    assert not TruancyReport.objects.exists()
    client.post(reverse("attendance:file"), answer(taught, "Seen at the shelter on Monday."))
    assert TruancyReport.objects.filter(student=taught).count() == 1


def test_a_letter_waits_as_well(district, taught):
    assert file(taught).reports
    [notice] = due(taught)
    assert due_letters([notice], on=TODAY)[0].holds == ()
    absent(taught, district.oak, LAST[-3:])
    TaskFactory(student=taught, kind=TaskKind.LOCATE)
    holds = due_letters([notice], on=TODAY)[0].holds
    assert [hold.text.startswith(FIRST_WORDS) for hold in holds] == [True, True]
    assert all(hold.is_answerable for hold in holds)


def test_the_list_of_many_takes_as_many_statements(district, django_assert_num_queries):
    teach(district.oak, days=80)
    owing(district.ana, district.oak)
    home(district.ana)
    for student in (district.ana, district.ben):
        TaskFactory(student=student, kind=TaskKind.LOCATE)
    with django_assert_num_queries(6):
        due_reports(on=TODAY)
    owing(district.ben, district.oak)
    home(district.ben)
    with django_assert_num_queries(6):
        assert len(due_reports(on=TODAY)) == 2
