"""Why a student is on somebody's list, or is not: the page and the list never differ."""

from datetime import timedelta

import pytest

from accounts.access import reach_of
from accounts.choices import Role
from cases.models import Case
from cases.queries.listing import listing_of
from cases.queries.needs import needs_of
from tests.desk.rows import statements, text_of
from tests.factories import TODAY, CaseFactory, EnrollmentFactory, TaskFactory, UserFactory
from tests.world import hire, person

DAY = timedelta(days=1)
NO_TASK = "No task about the student waits."
NO_CASE = (
    "No case is open: without a task only an open case in which nobody is reached stands here."
)

OPENED = (
    "The case is yours, and it was opened on Tue, Nov 17, 2026: if nobody is reached, it stands here"
    " from Wed, Dec 2, 2026."
)


def told(who, student):
    return listing_of(reach_of(who, on=TODAY), student)


def test_nothing_waits_and_no_case_is_open(district, who):
    listing = told(who, district.ana)
    assert (listing.place, listing.of, listing.because) == (None, 0, (NO_TASK, NO_CASE))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"owner": "me", "due_on": TODAY + DAY}, "is yours, and is due on Thu, Nov 19, 2026."),
        ({"owner": "Bo", "due_on": TODAY}, "is for Bo to do."),
        ({"school": "pine"}, "is for whoever works cases at Pine, where you do not."),
        ({}, "is nobody’s, and of no school."),
    ],
)
def test_of_a_task_that_puts_nobody_on_the_list_it_says_why(district, who, values, said):
    owners = {"me": who, "Bo": UserFactory(name="Bo"), None: None}
    school = getattr(district, values["school"]) if "school" in values else None
    TaskFactory(
        student=district.ana,
        title="Call",
        owner=owners[values.get("owner")],
        due_on=values.get("due_on", TODAY),
        school=school,
    )
    listing = told(who, district.ana)
    assert listing.place is None
    assert listing.because == (f"“Call” {said}", NO_CASE)


def test_a_snoozed_task_says_until_when(district, who):
    TaskFactory(
        student=district.ana,
        title="Call",
        owner=who,
        due_on=TODAY + 5 * DAY,
        state="snoozed",
        decided_by=who,
        decided_at="2026-11-18T09:00-08:00",
    )
    assert (
        "“Call” is yours, and was snoozed until Mon, Nov 23, 2026."
        in told(who, district.ana).because
    )


@pytest.mark.parametrize(
    ("owner", "said"),
    [
        ("Bo", "The case is Bo’s."),
        (None, "The case is nobody’s yet."),
        (
            "me",
            OPENED,
        ),
    ],
)
def test_of_a_case_it_says_whose_and_until_when(district, who, owner, said):
    owners = {"me": who, "Bo": UserFactory(name="Bo"), None: None}
    CaseFactory(student=district.ana, owner=owners[owner], opened_on=TODAY - DAY)
    assert told(who, district.ana).because == (NO_TASK, said)


@pytest.mark.parametrize("days", [14, 15])
def test_the_day_it_names_is_the_day_on_which_the_list_has_the_case(district, who, days):
    case = CaseFactory(student=district.ana, owner=who, opened_on=TODAY - 90 * DAY)
    Case.objects.filter(pk=case.pk).update(last_reached_on=TODAY - days * DAY)
    listing = told(who, district.ana)
    assert (listing.place is None) is (days == 14)
    if days == 14:
        assert "from Thu, Nov 19, 2026." in listing.because[1]
        assert needs_of(who, on=TODAY + DAY).of == 1


def test_of_who_is_on_it_the_place_and_the_reasons_and_nothing_that_contradicts(district, who):
    TaskFactory(student=district.ben, owner=who, kind="locate")
    TaskFactory(student=district.ana, owner=who)
    CaseFactory(student=district.ana, owner=who, opened_on=TODAY - 30 * DAY)
    listing = told(who, district.ana)
    assert (listing.place, listing.of, listing.is_shown) == (2, 2, True)
    assert [one.words for one in listing.reasons] == [
        "Nobody reached for 30 days since the case was opened",
        "Due today",
    ]
    assert listing.because == ()


def test_the_list_and_the_page_agree_about_everybody(district, who):
    for n, student in enumerate((district.ana, district.ben, district.cleo)):
        TaskFactory(student=student, owner=who, due_on=TODAY + (n - 1) * DAY)
    shown = {one.student_id for one in needs_of(who, on=TODAY).shown}
    for student in (district.ana, district.ben, district.cleo, district.eve):
        assert (told(who, student).place is not None) is (student.pk in shown)


def test_after_the_first_twenty(district, who):
    for _ in range(20):
        student = EnrollmentFactory(school=district.oak).student
        TaskFactory(student=student, owner=who, due_on=TODAY - DAY)
    TaskFactory(student=district.ana, owner=who)
    listing = told(who, district.ana)
    assert (listing.place, listing.of, listing.is_shown) == (21, 21, False)


# --- The page ------------------------------------------------------------------------------


def test_the_page_says_so_in_words(counselor, district):
    page = text_of(counselor, f"/caseload/why/{district.ana.pk}/")
    assert "Not on your list today" in page
    assert NO_TASK in page
    TaskFactory(student=district.ana, school=district.oak)
    page = text_of(counselor, f"/caseload/why/{district.ana.pk}/")
    assert "On your list today" in page
    assert "In place 1 of 1:" in page


def test_the_way_to_it_is_on_the_student_s_page_and_in_the_search(counselor, district):
    there = f'href="/caseload/why/{district.ana.pk}/"'
    assert there in text_of(counselor, f"/students/{district.ana.pk}/work/")
    assert there in text_of(counselor, "/search/?q=ana")


def test_whoever_has_no_list_is_not_led_to_it(district):
    boss = person(hire(Role.DIRECTOR))
    assert "/caseload/why/" not in text_of(boss, f"/students/{district.ana.pk}/work/")
    assert "/caseload/why/" not in text_of(boss, "/search/?q=ana")
    assert boss.client.get(f"/caseload/why/{district.ana.pk}/").status_code == 403


def test_a_student_out_of_reach_is_not_there(outsider, district):
    assert outsider.client.get(f"/caseload/why/{district.ana.pk}/").status_code == 404


def test_few_statements(counselor, district):
    for _ in range(12):
        TaskFactory(student=district.ana, school=district.oak)
    assert statements(counselor, f"/caseload/why/{district.ana.pk}/") <= 9
