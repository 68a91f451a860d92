"""Student page, search, schools and home in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from contacts.models import Note
from students.choices import PopulationKind, RecordKind, Relation
from students.models import Student
from tests.desk.rows import judge, school_days, teach
from tests.factories import (
    EnrollmentFactory,
    GuardianshipFactory,
    HouseholdFactory,
    PopulationFactory,
    SchoolRecordFactory,
    StandingFactory,
    StudentFactory,
)

pytestmark = pytest.mark.browser
LONG = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschafers"


@pytest.fixture
def ana(committed, district):
    """Ana, with everything a student page can show."""
    teach(district.oak)
    judge(district.ana, district.oak, counted=4, excused=1)
    home = HouseholdFactory()
    Student.objects.filter(pk__in=[district.ana.pk, district.dov.pk]).update(household=home)
    StudentFactory(last_name=LONG, household=home)
    GuardianshipFactory(
        student=district.ana,
        relation=Relation.MOTHER,
        primary=True,
        lives_with=True,
        safe_address="P.O. Box 7, Oakville",
        guardian__first_name="María",
        guardian__last_name="López",
        guardian__phone="(213) 555-0142",
        guardian__language="es",
        guardian__interpreter=True,
    )
    GuardianshipFactory(
        student=district.ana,
        relation=Relation.FATHER,
        no_contact=True,
        court_order="Family court order",
        guardian__last_name=LONG,
    )
    PopulationFactory(student=district.ana, kind=PopulationKind.IEP)
    PopulationFactory(student=district.ana, kind=PopulationKind.HOMELESS, label="Doubled up")
    for kind in (RecordKind.GRADE, RecordKind.DISCIPLINE):
        SchoolRecordFactory(student=district.ana, kind=kind, data={"course": "Algebra"})
    return district.ana


@pytest.fixture
def oak(ana, district):
    """Oak, with more students than a page holds."""
    for n in range(60):
        student = StudentFactory(last_name=f"Last{n:02}")
        EnrollmentFactory(student=student, school=district.oak, grade="7")
        StandingFactory(
            student=student,
            school=district.oak,
            grade="7",
            days_absent=n % 20,
            counted_days=n % 3,
            status="watch" if n % 3 else "none",
        )
    return district.oak


def test_every_screen_can_be_read(screens, counselor, ana, oak, faults_in_all_looks):
    found = {}
    for address in (
        f"/students/{ana.pk}/",
        "/",
        "/search/?q=la",
        "/search/?q=zzz",
        "/schools/",
        roster(oak),
        "/accessibility/",
    ):
        page = screens.visit(counselor, address)
        page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        found[address] = faults_in_all_looks(page)
    assert {name: faults for name, faults in found.items() if faults} == {}


def roster(school) -> str:
    return f"/schools/{school.pk}/students/"


def test_from_anywhere_to_a_student_in_two_actions(screens, counselor, ana, faults_of):
    page = screens.open(counselor, "/schools/")
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog", name="Find a student")
    expect(dialog).to_be_visible()
    page.keyboard.type("maria lop")
    expect(dialog.get_by_role("link", name=re.compile("Ito, Ana"))).to_be_visible()
    assert faults_of(page) == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ana Ito")


def test_arrows_walk_through_the_found(screens, counselor, ana):
    page = screens.open(counselor, "/search/?q=ito")
    page.get_by_label("Name, student ID").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name=re.compile("^Ito, Ben"))).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ben Ito")


def test_search_finds_while_one_types(screens, counselor, ana):
    page = screens.open(counselor, "/search/")
    page.get_by_label("Name, student ID").press_sequentially("ana it", delay=20)
    expect(page.locator("#results a[href^='/students/']")).to_have_count(1)
    page.get_by_label("Name, student ID").fill("zzz")
    expect(page.get_by_text("Nobody found")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_day_of_the_calendar_opens_to_its_reasons(screens, counselor, ana, scripts):
    page = screens.open(counselor, f"/students/{ana.pk}/", scripts=scripts)
    first = school_days(1)[0]
    reasons = page.locator(f"#day-{first}")
    expect(reasons).to_be_hidden()
    page.locator(f'.months a[href="#day-{first}"]').click()
    expect(reasons).to_be_visible()
    expect(reasons).to_contain_text("EC 48260(a)")


def test_the_way_without_scripts(screens, counselor, ana):
    page = screens.open(counselor, "/", scripts=False)
    page.get_by_label("Find a student by name or ID").fill("lopez")
    page.get_by_label("Find a student by name or ID").press("Enter")
    page.get_by_role("link", name=re.compile("^Ito, Ana")).click()
    page.locator("summary", has_text="Counted days").click()
    expect(page.locator("details[open]").get_by_role("link")).to_have_count(4)


def test_a_number_opens_with_the_keyboard(screens, counselor, ana):
    page = screens.open(counselor, f"/students/{ana.pk}/")
    number = page.locator("summary", has_text="Counted days")
    number.focus()
    page.keyboard.press("Enter")
    day = page.locator("details[open]").get_by_role("link").first
    expect(day).to_be_visible()
    page.keyboard.press("Tab")
    expect(day).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"#day-{school_days(1)[0]}")).to_be_visible()


def test_a_chip_filters_without_leaving(screens, counselor, oak):
    page = screens.open(counselor, roster(oak))
    chip = page.locator("#state-watch")
    count = int(chip.locator("strong").inner_text())
    chip.click()
    expect(page).to_have_url(re.compile(r"\?state=watch$"))
    expect(page.locator(".roster tbody tr")).to_have_count(count)
    page.get_by_label("Grade").select_option("7")
    expect(page).to_have_url(re.compile(r"\?grade=7&state=watch$"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?state=watch$"))


def test_rows_follow_as_one_types_and_back_is_one_step(screens, counselor, oak):
    page = screens.open(counselor, "/schools/")
    page.goto(roster(oak))
    box = page.get_by_role("searchbox", name="Name or ID", exact=True)
    box.press_sequentially("last5", delay=20)
    expect(page.locator(".roster tbody tr")).to_have_count(10)  # Last50 to Last59
    expect(page).to_have_url(re.compile(r"\?q=last5$"))
    expect(box).to_be_focused()
    expect(box).to_have_value("last5")
    box.press_sequentially("9", delay=20)
    expect(page.locator(".roster tbody tr")).to_have_count(1)
    expect(page.locator("#roster-status")).to_have_text("1 student")
    page.go_back()
    expect(page).to_have_url(re.compile(r"/schools/$"))


def test_pages_of_a_school(screens, counselor, oak):
    page = screens.open(counselor, f"{roster(oak)}?sort=name")
    expect(page.locator(".roster tbody tr")).to_have_count(40)
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_text("Page 2 of 2")).to_be_visible()
    expect(page.locator(".roster tbody th").last).to_contain_text("Last59")


def test_a_call_is_one_tap(screens, counselor, ana):
    page = screens.open(counselor, f"/students/{ana.pk}/", width=390)
    call = page.get_by_role("link", name="Call María López")
    expect(call).to_be_in_viewport()
    expect(call).to_have_attribute("href", "tel:+12135550142")


def test_a_call_opens_the_sheet_for_its_outcome(screens, counselor, ana):
    GuardianshipFactory(student=ana, guardian__first_name="Rosa", guardian__phone="(213) 555-0143")
    page = screens.open(counselor, f"/students/{ana.pk}/", width=390)
    stay_on(page)
    page.get_by_role("link", name="(213) 555-0143").click()
    sheet = page.locator("#log-dialog")
    expect(sheet.get_by_label("Call", exact=True)).to_be_checked()
    expect(sheet.locator(".pick", has_text="Rosa").locator("input")).to_be_checked()
    sheet.locator(".pick", has_text="Spoke").first.click()
    sheet.get_by_role("button", name="Save").click()
    expect(page.locator("#main, #toasts").get_by_text("logged").first).to_be_visible()
    note = Note.objects.get()
    assert (note.kind, note.guardian.first_name, note.reached) == ("call", "Rosa", True)


def test_a_number_in_the_sheet_chooses_whom_it_calls(screens, counselor, ana):
    GuardianshipFactory(student=ana, guardian__first_name="Rosa", guardian__phone="(213) 555-0143")
    page = screens.open(counselor, f"/log/?student={ana.pk}&kind=visit")
    stay_on(page)
    page.get_by_role("link", name="(213) 555-0143").click()
    expect(page.get_by_label("Call", exact=True)).to_be_checked()
    expect(page.locator(".pick", has_text="Rosa").locator("input")).to_be_checked()


def stay_on(page):
    """No telephone is here to dial: what a browser says of that is no fault of the page."""
    page.evaluate("document.addEventListener('click', (e) => e.target.closest('a[href^=tel]') && e.preventDefault())")  # fmt: skip
