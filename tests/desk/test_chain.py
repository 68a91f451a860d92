"""The chain of a student: every day with what used it, and the decision about a report."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.access import reach_of
from accounts.choices import Role
from attendance.models import DayOutcome, JudgementDue, ReportDecision, ReportFlag
from attendance.queries.filed import filed_report
from attendance.queries.waiting import count_waiting
from audit.models import AuditEvent
from law.queries import named
from letters.models import Notice
from tests.attendance.reports import NOON, filed, owing
from tests.factories import TODAY, YEAR, EnrollmentFactory, StudentFactory
from tests.sarb.factories import ReferralFactory
from tests.world import hire, person

DAYS = (date(2026, 9, 3), date(2026, 9, 16), date(2026, 10, 1))
REPORTS = reverse("attendance:reports")


def questioned(student, school, gone=DAYS[0]):
    """A filed report of which one day counts no more."""
    owing(
        student, school, days=[day for day in DAYS if day != gone], reports_due=0, reports_filed=1
    )
    report = filed(student, *DAYS)
    ReportFlag.objects.create(report=report, reasons=[gone.isoformat()])
    return report


def letter_about(report, school):
    return Notice.objects.create(
        student=report.student,
        school=school,
        school_year=report.school_year,
        kind="first_notice",
        report=report,
        due_by=TODAY,
    )


def text(who, student):
    return who.client.get(reverse("chain", args=[student.pk])).content.decode()


def send(who, report, verb="withdraw", reason="A doctor’s note.", read=None):
    """Decide, as somebody who has read what is there now, or what was there before."""
    address = reverse("decide-report", args=[report.pk])
    read = filed_report(report).read if read is None else read
    return who.client.post(address, {"verb": verb, "reason": reason, "read": read})


def test_each_day_shows_its_steps(counselor, district):
    report = questioned(district.ana, district.oak)
    notice = letter_about(report, district.oak)
    ReferralFactory(student=district.ana, reason="truancy", made_at=NOON)
    page = text(counselor, district.ana)
    for words in (
        "Report 1",
        f"{named('first_notice', 'letters')}, due",
        "Referral, ",
        "Waits for a decision",
    ):
        assert words in page, words
    assert reverse("letters:letter", args=[notice.pk]) in page
    assert "September 3 counts no more" in page


def test_the_days_of_a_past_year_lead_to_that_year(counselor, district):
    report = filed(district.ana, date(2025, 9, 3), on=date(2025, 10, 5), year=YEAR - 1)
    page = counselor.client.get(reverse("chain", args=[report.student_id]), {"year": YEAR - 1})
    there = f"{reverse('student', args=[report.student_id])}?year={YEAR - 1}&amp;whole=1#day-2025-09-03"
    assert page.content.decode().count(f'href="{there}"') == 2


def test_what_one_may_not_read_is_not_told(district):
    report = questioned(district.ana, district.oak)
    letter_about(report, district.oak)
    page = text(person(hire(Role.INTERN, district.oak)), district.ana)
    assert "Report 1" in page
    assert named("first_notice", "letters") not in page
    assert "Withdraw" not in page.replace("withdraws", "")


def test_a_person_withdraws_with_a_reason_and_the_letter_stops(counselor, district):
    report = questioned(district.ana, district.oak)
    notice = letter_about(report, district.oak)
    response = send(counselor, report)
    assert response.status_code == 302
    decision = ReportDecision.objects.get()
    assert (decision.verdict, decision.answered) == ("withdrawn", [DAYS[0].isoformat()])
    assert Notice.objects.get(pk=notice.pk).stage == "withdrawn"
    assert JudgementDue.objects.filter(student_id=district.ana.pk).exists()
    event = AuditEvent.objects.get(action="report.withdrawn")
    assert event.detail["reason"] == "A doctor’s note."


def test_a_second_click_changes_nothing(counselor, district):
    report = questioned(district.ana, district.oak)
    for _ in range(2):
        send(counselor, report)
    assert ReportDecision.objects.count() == 1


@pytest.mark.parametrize("verb", ["uphold", "withdraw"])
def test_a_decision_answers_only_what_was_read(counselor, district, verb):
    report = questioned(district.ana, district.oak)
    [read] = re.findall(r'name="read" value="(\w+)"', text(counselor, district.ana))
    reasons = [day.isoformat() for day in DAYS[:2]]
    ReportFlag.objects.filter(report=report).update(reasons=reasons)
    refused = send(counselor, report, verb, read=read)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "changed since the page was opened" in page
    assert "September 3 and September 16 count no more" in page
    assert "A doctor’s note." in page
    assert not ReportDecision.objects.exists()
    [read] = re.findall(r'name="read" value="(\w+)"', page)
    assert send(counselor, report, verb, read=read).status_code == 302
    assert ReportDecision.objects.get().answered == reasons


def test_upheld_by_somebody_meanwhile_it_is_read_again_before_it_is_withdrawn(counselor, district):
    report = questioned(district.ana, district.oak)
    read = filed_report(report).read
    assert send(counselor, report, "uphold", "It was another day.").status_code == 302
    refused = send(counselor, report, "withdraw", read=read)
    assert "It was another day." in refused.content.decode()
    assert ReportDecision.objects.count() == 1


def test_without_a_reason_nothing_is_decided_and_the_page_says_so(counselor, district):
    report = questioned(district.ana, district.oak)
    response = send(counselor, report, reason=" ")
    assert response.status_code == 422
    assert "Say why." in response.content.decode()
    assert not ReportDecision.objects.exists()


@pytest.mark.parametrize(
    ("role", "place", "status"),
    [
        (Role.CLERK, "oak", 403),
        (Role.COUNSELOR, "pine", 404),
        (Role.SCHOOL_ADMINISTRATOR, "oak", 302),
    ],
)
def test_who_decides(district, role, place, status):
    report = questioned(district.ana, district.oak)
    who = person(hire(role, getattr(district, place)))
    assert send(who, report).status_code == status
    assert ReportDecision.objects.exists() == (status == 302)


def test_what_waits_is_a_number_on_today_that_opens_its_list(counselor, district):
    questioned(district.ana, district.oak)
    questioned(district.dov, district.pine)
    today = counselor.client.get(reverse("today")).content.decode()
    assert f"{REPORTS}?show=decide" in today
    assert count_waiting(on=TODAY, reach=reach_of(counselor.user, on=TODAY)) == 1
    page = counselor.client.get(REPORTS, {"show": "decide"}).content.decode()
    assert page.count("Decide: withdraw or uphold") == 1
    assert reverse("chain", args=[district.ana.pk]) in page


def test_nothing_on_today_where_nothing_waits(counselor, district):
    report = questioned(district.ana, district.oak)
    send(counselor, report, "uphold")
    assert "show=decide" not in counselor.client.get(reverse("today")).content.decode()


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_of_what_waits_takes_as_many_statements_for_any_number(
    counselor, district, count
):
    for _ in range(count):
        student = StudentFactory()
        EnrollmentFactory(student=student, school=district.oak)
        questioned(student, district.oak)
    with CaptureQueriesContext(
        connection,
    ) as found:
        counselor.client.get(REPORTS, {"show": "decide"})
    assert len(found) <= 16


@pytest.mark.parametrize("days", [3, 30])
def test_the_chain_takes_as_many_statements_for_any_number_of_days(counselor, district, days):
    first = date(2026, 9, 1).toordinal()
    listed = [date.fromordinal(first + n) for n in range(days)]
    owing(district.ana, district.oak, days=listed)
    filed(district.ana, *listed, on=TODAY)
    with CaptureQueriesContext(connection) as found:
        counselor.client.get(reverse("chain", args=[district.ana.pk]))
    assert len(found) <= 24
    assert DayOutcome.objects.count() == days
