"""Tasks that rules propose: once for each crossing, the most pressing first."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from attendance.choices import StepKind
from attendance.models import ReportDecision, Standing
from audit.models import AuditEvent
from cases.actions import follow
from cases.queries.tasks import case_of
from contacts.tasks import drop_old_drafts
from desk.registry import PROPOSALS
from desk.tasks import propose_tasks
from law.packs import load_pack
from psa.integrity import problems
from tasks.access import own_tasks
from tasks.actions import is_behind
from tasks.models import Task
from tests.attendance.reports import NOON, filed
from tests.desk.test_timeline import step
from tests.factories import (
    TODAY,
    CaseFactory,
    DayOutcomeFactory,
    SchoolDayFactory,
    StudentFactory,
    TaskFactory,
    UserFactory,
    act,
)
from tests.tasks.conftest import NOTHING


def next_of(case):
    case.refresh_from_db()
    return case.next_action, case.next_due_on


def follow_now():
    return follow(act(at=timezone.now()), PROPOSALS)


def titles(student):
    return sorted(Task.objects.filter(student=student).values_list("title", flat=True))


def test_the_first_counted_day_asks_for_the_family_once(district, judged, case):
    judged(district.ana, counted_days=1, status="watch", tier="early")
    assert is_behind()
    assert follow_now() == 1
    assert follow_now() == 0
    assert not is_behind()
    task = Task.objects.get()
    assert task.title == "Contact the family: first counted day"
    assert task.reason == (
        "Counted days went from 0 to 1. Days that changed: Nov 10. Judged as of Nov 18, 2026."
    )
    assert (case_of(task), task.owner, task.school) == (case, case.owner, district.oak)
    assert task.evidence["after"]["counted_days"] == 1
    assert next_of(case) == (task.title, task.due_on)
    assert "summaries of cases" not in {problem.name for problem in problems()}


def test_the_same_crossing_again_proposes_nothing(district, judged):
    judged(district.ana, counted_days=1)
    follow_now()
    judged(district.ana, before={**NOTHING, "counted_days": 1})  # cleared
    judged(district.ana, counted_days=1)  # and back
    assert follow_now() == 0


def test_once_a_report_is_withdrawn_what_was_done_or_dismissed_before_is_proposed_anew(
    district, judged
):
    due = {"counted_days": 4, "reports_due": 2}
    step(district.ana, StepKind.EFFORT_48262, "history", "1")  # a conference was tried
    for filed_by_then in (0, 1):
        judged(district.ana, before=NOTHING, **due, reports_filed=filed_by_then)
        follow_now()
        Task.objects.update(state="dismissed", decided_by=UserFactory(), decided_at=NOON)
    judged(district.ana, before={**NOTHING, **due, "reports_filed": 1}, **due)
    assert follow_now() == 0  # nobody withdrew one
    decision = {"report": filed(district.ana), "reason": "A note", "decided_by": "Bell"}
    ReportDecision.objects.create(verdict="upheld", **decision)
    judged(district.ana, before={**NOTHING, **due, "reports_filed": 1}, **due)
    assert follow_now() == 0
    ReportDecision.objects.create(verdict="withdrawn", **decision)
    judged(district.ana, before={**NOTHING, **due, "reports_filed": 1}, **due)
    assert (follow_now(), follow_now()) == (1, 0)
    task = Task.objects.get(state="open")
    assert task.title == "Report 1 to the attendance supervisor is due"
    assert "0 of 2 reports filed." in task.reason


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"counted_days": 1}, {"counted_days": 2}, []),  # no line was crossed
        (
            {"counted_days": 2},
            {"counted_days": 3, "reports_due": 1},
            ["Report 1 to the attendance supervisor is due"],
        ),
        ({"counted_days": 3}, {"reports_due": 1, "reports_filed": 1}, []),  # filed already
        (
            {"counted_days": 3, "reports_due": 1, "reports_filed": 1},
            {"counted_days": 4, "reports_due": 2, "reports_filed": 1},
            ["Report 2 to the attendance supervisor is due"],
        ),
        ({}, {"band": "at_risk", "tier": "early"}, ["Check in: attendance is at risk"]),
        (
            {"band": "at_risk", "tier": "early"},
            {"band": "moderate", "tier": "intensive"},
            [
                "Chronic absentee: plan support with the family",
                "Decide the tier: intensive is suggested",
            ],
        ),
        ({"band": "severe", "tier": "intensive"}, {"band": "moderate", "tier": "intensive"}, []),
        (
            {"band": "at_risk"},
            {"band": "at_risk", "tier": "early"},
            ["Decide the tier: early is suggested"],
        ),
    ],
)
def test_crossings(district, judged, before, after, expected):
    judged(district.ana, before={**NOTHING, **before}, **{**before, **after})
    follow_now()
    assert titles(district.ana) == expected


def test_a_first_judgement_asks_for_one_thing(district, judged):
    judged(
        district.ana,
        before=None,
        counted_days=4,
        reports_due=1,
        band="moderate",
        tier="intensive",
    )
    follow_now()
    assert titles(district.ana) == ["Report 1 to the attendance supervisor is due"]


@pytest.mark.parametrize(
    ("days", "asked"),
    [
        ([date(2026, 11, 4), date(2026, 11, 17)], 1),  # 14 days ago
        ([date(2026, 11, 3), date(2026, 11, 17)], 0),
    ],
)
def test_what_a_first_judgement_brings_from_weeks_ago_is_history(district, judged, days, asked):
    judged(district.ana, days=days, counted_days=2, status="watch", tier="early")
    assert follow_now() == asked
    # Known before, an old day that is counted now is news.
    judged(district.ana, before={**NOTHING, "counted_days": 2}, days=days[:1], reports_due=1)
    follow_now()
    assert "Report 1 to the attendance supervisor is due" in titles(district.ana)


@pytest.mark.parametrize(("day", "asked"), [(date(2026, 11, 4), 1), (date(2026, 11, 3), 0)])
def test_the_first_judgement_of_a_year_names_no_days(district, judged, day, asked):
    DayOutcomeFactory(student=district.ana, school=district.oak, date=day)
    judged(district.ana, before=None, days=[], counted_days=1, status="watch", tier="early")
    assert follow_now() == asked
    if asked:
        assert "Last days: Nov 4." in Task.objects.get().reason


def test_a_case_at_that_tier_needs_no_decision(district, judged):
    CaseFactory(student=district.ana, tier="intensive")
    judged(district.ana, before={**NOTHING, "tier": "early"}, tier="intensive")
    assert follow_now() == 0


def test_a_student_who_left_is_nobodys_task(district, judged):
    judged(district.ana, counted_days=1)
    Standing.objects.update(is_enrolled=False)
    assert follow_now() == 0


def test_it_is_due_on_school_days(district, judged):
    for n in range(8):  # today is none of the days that are counted
        day = TODAY + timedelta(days=n)
        off = n == 1 or day.weekday() >= 5  # tomorrow is a holiday
        SchoolDayFactory(school=district.oak, date=day, is_school_day=not off)
    judged(district.ana, counted_days=1)
    follow_now()
    assert Task.objects.get().due_on == date(2026, 11, 23)  # Friday, then Monday


@pytest.mark.parametrize("many", [10, 50])
def test_any_number_in_as_many_statements(district, judged, django_assert_max_num_queries, many):
    for _ in range(many):
        judged(StudentFactory(), counted_days=1)
    rules = sum(len(list(proposed(load_pack("california")))) for proposed in PROPOSALS)
    with django_assert_max_num_queries(15 + rules):
        assert follow_now() == many


def test_what_changed_is_read_once_for_every_rule(district, judged):
    judged(district.ana, counted_days=1)
    judged(district.ben, counted_days=3, reports_due=1, band="at_risk", tier="early")
    with CaptureQueriesContext(connection) as asked:
        assert follow_now() == 3
    texts = [query["sql"] for query in asked]
    assert sum("TABLE judging_news" in text for text in texts) == 1
    assert sum("FROM judging_news" in text for text in texts) == 4
    assert not [text for text in texts if "judging_news n" in text and "standingchange" in text]
    judged(district.ana, counted_days=2)
    assert follow_now() == 0  # what was read before is not read again


# --- Whom nobody can find -----------------------------------------------------------------


def absent(student, school, days, excuse="unverified"):
    for day in days:
        DayOutcomeFactory(student=student, school=school, date=day, excuse=excuse)


@pytest.mark.parametrize(
    ("missed", "expected"),
    [
        (slice(-3, None), 1),
        (slice(-4, -1), 1),  # nobody took today's attendance yet
        (slice(-2, None), 0),
        (slice(-12, -8), 0),  # came back since
    ],
)
def test_three_unexplained_days_in_a_row_ask_to_locate(
    district, judged, calendar, missed, expected
):
    judged(district.ana)
    absent(district.ana, district.oak, calendar[missed])
    follow_now()
    assert Task.objects.filter(kind="locate").count() == expected


def test_a_weekend_does_not_break_the_row_and_an_excuse_does(district, judged, calendar):
    over = [day for day in calendar if day >= date(2026, 11, 12)]  # Thursday to Wednesday
    for student, excused in ((district.ana, None), (district.ben, date(2026, 11, 17))):
        judged(student)
        absent(student, district.oak, [day for day in over if day != excused])
        if excused:
            absent(student, district.oak, [excused], excuse="excused")
    follow_now()
    assert titles(district.ana) == ["Locate the student: 5 unexplained days in a row"]
    assert titles(district.ben) == ["Call home: 4 unexplained absences"]


def test_who_has_left_is_not_looked_for(district, judged, calendar):
    judged(district.ana)
    absent(district.ana, district.oak, calendar[-3:])
    Standing.objects.update(is_enrolled=False)
    assert follow_now() == 0


def test_the_same_row_of_days_asks_once(district, judged, calendar):
    judged(district.ana)
    absent(district.ana, district.oak, calendar[-4:-1])
    assert follow_now() == 1
    absent(district.ana, district.oak, calendar[-1:])
    judged(district.ana, pending_days=1)
    assert follow_now() == 0
    task = Task.objects.get()
    assert task.kind == "locate"
    assert task.due_on == TODAY
    assert "A welfare check comes ahead of any letter." in task.reason


# --- Beat ---------------------------------------------------------------------------------


def test_beat_proposes_once(worker_committed, district, judged):
    judged(district.ana, counted_days=1)
    propose_tasks()
    propose_tasks()
    drop_old_drafts()
    assert Task.objects.count() == 1
    assert AuditEvent.objects.filter(action="task.proposed").count() == 1


def test_a_task_without_an_owner_waits_for_those_of_the_school(district, judged, who):
    over = {"closed_on": TODAY, "closed_by": who, "close_reason": "other"}
    CaseFactory(student=district.ana, owner=UserFactory(), **over)
    judged(district.ana, counted_days=1)
    follow_now()
    other = TaskFactory()
    assert list(own_tasks(who, on=TODAY)) == [Task.objects.exclude(pk=other.pk).get()]
