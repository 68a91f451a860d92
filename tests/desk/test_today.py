"""The way home, by role."""

import re
from datetime import timedelta

import pytest

from accounts.choices import Role
from audit.models import AccessEvent
from cases.models import LastReached
from tests.desk.rows import judge, statements, text_of
from tests.factories import (
    TODAY,
    CaseFactory,
    EnrollmentFactory,
    GuardianFactory,
    GuardianshipFactory,
    SchoolFactory,
    TaskFactory,
)
from tests.letters.rows import printed_letter
from tests.sarb.factories import ReferralFactory
from tests.world import hire, person


def test_a_counselor_finds_schools_and_who_was_opened_last(counselor, district):
    judge(district.ana, district.oak, counted=4)
    text_of(counselor, f"/students/{district.ben.pk}/")
    text_of(counselor, f"/students/{district.ana.pk}/")
    text_of(counselor, f"/students/{district.ben.pk}/")
    page = text_of(counselor, "/")
    assert f"/schools/{district.oak.pk}/students/?state=report_due" in page
    opened = page.split('id="home-opened"')[1]
    assert opened.index("Ito, Ben") < opened.index("Ito, Ana")
    assert opened.count("Ito, Ben") == 1


def test_students_shown_are_logged(counselor, district):
    text_of(counselor, f"/students/{district.ben.pk}/")
    text_of(counselor, "/")
    assert AccessEvent.objects.get(page="today").student_ids == [district.ben.pk]


def test_who_is_out_of_reach_by_now_is_gone(counselor, outsider, district):
    text_of(outsider, f"/students/{district.dov.pk}/")
    AccessEvent.objects.all()
    district.dov.enrollments.all().delete()
    assert "Dov" not in text_of(outsider, "/")


def test_nobody_sees_what_others_opened(counselor, clerk, district):
    text_of(counselor, f"/students/{district.ana.pk}/")
    assert "Ana" not in text_of(clerk, "/")


def test_a_person_with_students_and_no_school(district):
    page = text_of(person(hire(Role.SARB_CHAIR, district.ana)), "/")
    assert "Your students" in page
    assert "Ito, Ana" in page


def test_the_administrator_of_the_system_goes_to_imports(db):
    response = person(hire(Role.SYSTEM_ADMINISTRATOR)).client.get("/")
    assert (response.status_code, response.url) == (302, "/imports/")


@pytest.mark.parametrize("role", [Role.PRIVACY_OFFICER, Role.PANEL_MEMBER])
def test_a_role_without_students_says_so(db, role):
    page = text_of(person(hire(role)), "/")
    assert "you open no student’s record here" in page
    assert 'id="search-dialog"' not in page


def test_a_role_without_students_is_told_which_pages_are_theirs(db):
    main = text_of(person(hire(Role.PRIVACY_OFFICER)), "/").split('id="main"')[1]
    for address in ("/logs/", "/policy/", "/imports/"):
        assert f'href="{address}"' in main
    assert "No other page is yours" not in main


def test_a_role_without_a_page_is_told_so_and_whom_to_ask(db):
    main = text_of(person(hire(Role.PANEL_MEMBER)), "/").split('id="main"')[1]
    assert "No other page is yours: what a hearing rests on is handed to you by its chair" in main
    assert 'href="/my-roles/#ask-title"' in main


def test_somebody_without_a_grant(db):
    page = text_of(person(), "/")
    assert "You have no role now, and open no student’s record." in page
    assert "handed to you" not in page


@pytest.mark.parametrize(("more", "shown"), [(9, 12), (10, 0)])
def test_a_dozen_schools_are_shown_and_of_more_the_way_to_all(director, district, more, shown):
    SchoolFactory.create_batch(more)
    page = text_of(director, "/")
    assert page.count('class="school"') == shown
    assert ("All your schools" in page) is not bool(shown)


def test_at_most_thirteen_statements(counselor, district):
    """An empty page has three, and a page at most ten beyond it."""
    for student in (district.ana, district.ben):
        text_of(counselor, f"/students/{student.pk}/")
    assert statements(counselor, "/") <= 13


def test_a_counselor_s_tasks_with_their_reasons(counselor, outsider, district):
    TaskFactory(student=district.ana, school=district.oak, title="Call Ana", reason="Two days.")
    TaskFactory(student=district.dov, school=district.pine, title="Call Dov")
    page = text_of(counselor, "/")
    assert "Call Ana" in page
    assert "Two days." in page
    assert "Call Dov" not in page
    assert AccessEvent.objects.get(page="today").student_ids == [district.ana.pk]
    assert "Call Ana" not in text_of(outsider, "/")


def test_the_first_of_many_tasks_of_a_child_are_shown_and_the_number_opens_all(
    counselor, district
):
    for _ in range(25):
        TaskFactory(student=district.ana, school=district.oak)
    page = text_of(counselor, "/")
    assert page.count('id="task-') == 3
    assert "22 tasks more of this student" in page
    assert 'data-opens="25" href="/tasks/?show=today" class="card-note">25 due today<' in page
    assert text_of(counselor, "/tasks/?show=today").count('id="task-') == 25


def test_who_needs_most_comes_first_with_the_reason_the_phone_and_who_was_reached_last(
    counselor, district
):
    TaskFactory(student=district.ben, school=district.oak, title="Check in")
    TaskFactory(student=district.ana, school=district.oak, kind="locate", title="Find Ana")
    rosa = GuardianFactory(first_name="Rosa", last_name="Ito", phone="213 555 0143")
    GuardianshipFactory(student=district.ana, guardian=rosa)
    LastReached.objects.create(
        student=district.ana, on=TODAY - timedelta(days=3), how="Call", guardian=rosa
    )
    first, second = text_of(counselor, "/").split('<li class="need"')[1:]
    assert "Ito, Ana" in first
    assert "Nobody knows where the student is" in first
    assert "Last reached 3 days ago: Rosa Ito, call" in first
    assert 'href="tel:+12135550143"' in first
    assert f'data-call="/log/?student={district.ana.pk}&amp;kind=call&amp;who={rosa.pk}"' in first
    assert "Find Ana" in first
    assert "Ito, Ben" in second
    assert "Nobody was reached yet" in second
    assert "tel:" not in second


def test_an_administrator_sees_everybody_s_load(district):
    CaseFactory(student=district.ana, school=district.oak)
    CaseFactory(student=district.dov, school=district.pine)
    page = text_of(person(hire(Role.SCHOOL_ADMINISTRATOR, district.oak)), "/")
    assert 'data-opens="1" href="/cases/" class="stat-value">1<' in page


def test_a_chair_sees_what_waits(district):
    ReferralFactory(student=district.ana)
    page = text_of(person(hire(Role.SARB_CHAIR, district.ana)), "/")
    assert "1 referral waits" in page
    assert "Ito, Ana" in page


@pytest.mark.parametrize("many", [10, 50])
def test_as_many_statements_for_any_number(counselor, director, district, many):
    owner = counselor.user
    for _ in range(many):
        student = EnrollmentFactory(school=district.oak).student
        CaseFactory(student=student, owner=owner, school=district.oak)
        TaskFactory(student=student, owner=owner, school=district.oak)
    assert statements(counselor, "/") <= 18
    assert statements(director, "/") <= 18


def test_each_number_of_the_morning_opens_its_list(clerk, district):
    printed_letter(district.ana, district.oak)
    page = text_of(clerk, "/")
    link = re.search(r'href="(/letters/[^"]*)" class="stat-value">1<[^>]*>, Letters to mail', page)
    assert link, page
    there = " ".join(text_of(clerk, link[1]).split())
    assert 'aria-current="page"> Printed' in there


def test_a_count_of_cases_opens_as_many(district):
    late = TODAY - timedelta(days=1)
    for student in (district.ana, district.ben):
        CaseFactory(student=student, school=district.oak, next_due_on=late)
    CaseFactory(student=EnrollmentFactory(school=district.oak).student, school=district.oak)
    principal = person(hire(Role.SCHOOL_ADMINISTRATOR, district.oak))
    link = re.search(
        r'href="(/cases/[^"]*)" class="stat-value">2<[^>]*>, Cases with an overdue task',
        text_of(principal, "/"),
    )
    assert link
    assert text_of(principal, link[1]).count('href="/cases/') >= 2
