"""Of very many reports the page says how many are due at each school, and opens one after the other."""

import re
from collections import Counter
from datetime import date

import pytest
from django.urls import reverse

from accounts.choices import Role
from attendance import views
from attendance.models import ReportDecision, ReportFlag
from attendance.queries.reports import due_by_school, due_reports, due_reports_of
from tests.attendance.reports import DAYS, filed, owing
from tests.factories import TODAY, EnrollmentFactory, SchoolFactory, StudentFactory
from tests.world import hire, person

PAGE = reverse("attendance:reports")


@pytest.fixture
def due(district):
    """Three due at Oak and two at Elm; what looks like more is not due."""
    for school, n in ((district.oak, 3), (district.elm, 2)):
        for _ in range(n):
            student = StudentFactory()
            EnrollmentFactory(student=student, school=school)
            owing(student, school)
    # Filed already; too few days; one day that counts only tomorrow; due on paper, without days.
    filed(district.ana, *DAYS)
    owing(district.ana, district.oak)
    owing(district.ben, district.oak, days=DAYS[:2])
    owing(district.cleo, district.elm, days=())
    return {district.oak.pk: 3, district.elm.pk: 2}


@pytest.fixture
def coordinator(district):
    return person(hire(Role.FIELD_COORDINATOR, district.north))


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(views, "MOST_TOGETHER", 4)


@pytest.mark.parametrize("on", [date(2026, 9, 30), *(date(2026, 10, n) for n in (1, 2, 9)), TODAY])
def test_the_counts_are_those_of_the_list(due, on):
    """Before the third day counts, from that day on, and today."""
    listed = Counter(report.school_id for report in due_reports(on=on))
    assert {one.school_id: one.reports for one in due_by_school(on=on)} == listed
    assert on < TODAY or listed == due


@pytest.mark.parametrize(("day", "is_due"), [(19, False), (20, False), (21, True)])
@pytest.mark.parametrize("verdict", ["", "upheld", "withdrawn"])
def test_a_later_report_is_counted_as_it_is_listed(due, district, day, is_due, verdict):
    """Filed, and absent again: the second is due for a day after the filing; once the first is withdrawn,
    the first is due anew.
    """
    student = StudentFactory()
    EnrollmentFactory(student=student, school=district.elm)
    owing(student, district.elm, days=(*DAYS, date(2026, 10, day)), reports_due=2)
    report = filed(student, *DAYS, on=date(2026, 10, 20))
    if verdict:
        ReportDecision.objects.create(report=report, verdict=verdict, reason="x", decided_by="y")
    listed = Counter(report.school_id for report in due_reports(on=TODAY))
    assert {one.school_id: one.reports for one in due_by_school(on=TODAY)} == listed
    assert listed[district.elm.pk] == 2 + (is_due or verdict == "withdrawn")


def test_the_page_lists_schools_and_each_number_opens_its_list(coordinator, due, few, district):
    page = coordinator.client.get(PAGE).content.decode()
    assert "Due, by school" in page
    assert "File all" not in page
    numbers = dict(re.findall(r'href="[^"]*\?school=(\d+)#due">(\d+)<', page))
    assert numbers == {str(key): str(n) for key, n in due.items()}
    for school, n in due.items():
        listed = coordinator.client.get(PAGE, {"school": school}).content.decode()
        assert sum(f"/students/{r.student_id}/" in listed for r in due_reports(on=TODAY)) == n


def test_as_many_as_fit_stand_together(coordinator, due, monkeypatch):
    for most, is_by_school in ((5, False), (4, True)):
        monkeypatch.setattr(views, "MOST_TOGETHER", most)
        page = coordinator.client.get(PAGE).content.decode()
        assert ("Due, by school" in page) is is_by_school


def test_many_schools_with_few_reports_stand_by_school_too(coordinator, due, monkeypatch):
    """No box offers so many schools: the list of them leads to each."""
    monkeypatch.setattr(views, "MOST_OFFERED", 1)
    assert "Due, by school" in coordinator.client.get(PAGE).content.decode()


def test_what_waits_stands_together_beside_the_schools(coordinator, due, few, district):
    report = filed(district.ben, *DAYS)
    ReportFlag.objects.create(report=report, reasons=["2026-09-03"])
    page = coordinator.client.get(PAGE, {"show": "decide"}).content.decode()
    assert f"/students/{district.ben.pk}/" in page
    assert "Due, by school" in page
    assert "Ready to file" not in page


def test_nobody_is_told_of_schools_out_of_reach(outsider, due, monkeypatch, district):
    monkeypatch.setattr(views, "MOST_TOGETHER", 0)
    page = outsider.client.get(PAGE).content.decode()
    assert district.oak.name not in page
    assert district.elm.name not in page


@pytest.mark.parametrize("schools", [2, 40])
def test_as_many_statements_for_forty_schools(
    coordinator, due, few, district, schools, django_assert_num_queries
):

    for _ in range(schools):
        student = StudentFactory()
        school = SchoolFactory(region=district.north)
        EnrollmentFactory(student=student, school=school)
        owing(student, school)
    coordinator.client.get(PAGE)
    with django_assert_num_queries(6):
        coordinator.client.get(PAGE)


def test_one_school_is_all_that_is_dressed(coordinator, due, few, district):
    students = {r.student_id for r in due_reports(on=TODAY, school=district.elm.pk)}
    assert {r.school_id for r in due_reports_of(students, on=TODAY)} == {district.elm.pk}
    assert len(students) == 2
