"""Schools and their students: numbers that open, filters, order, pages, reach, cost."""

import re
from datetime import timedelta

import pytest

from accounts.access import reach_of
from accounts.choices import Role
from attendance.choices import Band, Status, Tier
from audit.models import AccessEvent
from desk.queries import count_schools
from students.models import Student
from tests.desk.rows import judge, statements, text_of
from tests.factories import (
    TODAY,
    EnrollmentFactory,
    SchoolFactory,
    StandingFactory,
    StudentFactory,
)
from tests.world import hire, person

# Name, grade, and what the year came to.
WORLD = [
    ("Abel", "7", {"status": Status.NONE}),
    ("Baker", "8", {"status": Status.WATCH, "counted_days": 1, "tier": Tier.EARLY}),
    ("Castro", "8", {"status": Status.WATCH, "counted_days": 4, "reports_due": 2}),
    (
        "Duong",
        "7",
        {
            "status": Status.TRUANT,
            "counted_days": 3,
            "reports_due": 1,
            "reports_filed": 1,
            "days_absent": 12,
            "band": Band.SEVERE,
        },
    ),
    ("Évora", "TK", {"days_absent": 7, "band": Band.MODERATE, "status": Status.NONE}),
]


def enroll(school, last, grade="7", **standing):
    student = StudentFactory(first_name="Kid", last_name=last)
    EnrollmentFactory(student=student, school=school, grade=grade)
    StandingFactory(student=student, school=school, grade=grade, **standing)
    return student


@pytest.fixture
def elm(district):
    """A school in the north with the students of WORLD, and Cleo, who is not judged yet."""
    for last, grade, standing in WORLD:
        enroll(district.elm, last, grade, **standing)
    return district.elm


@pytest.fixture
def coordinator(district):
    return person(hire(Role.FIELD_COORDINATOR, district.north))


def names(page: str) -> list[str]:
    return re.findall(r'<th scope="row"> <a href="/students/\d+/">([^,<]*)', page)


def listed(who, school, query=""):
    return names(text_of(who, f"/schools/{school.pk}/students/{query}"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Castro", "Duong", "Baker", "Évora", "Abel"]),  # most counted days first
        ("?sort=name", ["Abel", "Baker", "Castro", "Duong", "Évora"]),
        ("?sort=-name", ["Évora", "Duong", "Castro", "Baker", "Abel"]),
        ("?sort=-absent", ["Duong", "Évora", "Abel", "Baker", "Castro"]),  # equal ones by name
        ("?state=report_due", ["Castro"]),
        ("?state=watch", ["Baker"]),
        ("?state=truant", ["Duong"]),
        ("?state=none&sort=name", ["Abel", "Évora"]),
        ("?band=chronic&sort=name", ["Duong", "Évora"]),
        ("?band=moderate", ["Évora"]),
        ("?tier=early", ["Baker"]),
        ("?grade=7&sort=name", ["Abel", "Duong"]),
        ("?grade=7&state=truant", ["Duong"]),
        ("?q=evo", ["Évora"]),
        ("?q=kid+cas", ["Castro"]),
        ("?q=nobody", []),
        ("?sort=nonsense", ["Castro", "Duong", "Baker", "Évora", "Abel"]),
        ("?sort=", ["Castro", "Duong", "Baker", "Évora", "Abel"]),
        ("?sort=--name", ["Castro", "Duong", "Baker", "Évora", "Abel"]),
        ("?sort=grade", ["Castro", "Duong", "Baker", "Évora", "Abel"]),  # not to be sorted by
        ("?sort=absent&sort=-name", ["Évora", "Duong", "Castro", "Baker", "Abel"]),  # the last one
        ("?page=0&sort=name", ["Abel", "Baker", "Castro", "Duong", "Évora"]),
        ("?page=99999999999999999999&sort=name", ["Abel", "Baker", "Castro", "Duong", "Évora"]),
        ("?state=nonsense&sort=nonsense&page=nonsense&sort=name", None),
    ],
)
def test_filters_and_order(coordinator, elm, query, expected):
    found = listed(coordinator, elm, query)
    assert found == expected if expected is not None else len(found) == 5


def test_each_count_opens_as_many_names(coordinator, elm):
    page = text_of(coordinator, f"/schools/{elm.pk}/students/?grade=7")
    chips = re.findall(r'class="chip" data-opens="(\d+)" id="[\w-]+" href="(\?[^"]*)"', page)
    assert len(chips) >= 4
    for count, address in chips:
        assert "grade=7" in address
        assert len(listed(coordinator, elm, address.replace("&amp;", "&"))) == int(count)


def test_a_filter_counts_with_the_others_as_they_are(coordinator, elm):
    """Each filter's own values count as if it were not set."""
    page = text_of(coordinator, f"/schools/{elm.pk}/students/?grade=7&state=truant")
    counts = dict(
        re.findall(
            r'id="((?:state|band)-\w+)" (?:aria-\S+ )?href="[^"]*">[^<]*<strong[^>]*>(\d+)', page
        )
    )
    assert counts == {"state-none": "1", "state-truant": "1", "band-severe": "1"}
    assert "1–1 of 1 student" in page
    assert '<option value="TK"' in page


def test_a_student_enrolled_twice_over_is_one(coordinator, elm):
    student = enroll(elm, "Twice")
    EnrollmentFactory(student=student, school=elm, entry_date=TODAY - timedelta(days=3))
    assert listed(coordinator, elm).count("Twice") == 1
    page = text_of(coordinator, f"/schools/{elm.pk}/students/")
    assert "1–6 of 6 students" in page
    assert "Twice" not in page.split('id="waiting"')[1]


def test_who_left_is_in_no_count(coordinator, elm):
    """Somebody who left counts neither as shown nor for a filter, before the night and after."""
    gone = [enroll(elm, "Gone"), enroll(elm, "Noted", is_enrolled=False)]
    gone[0].enrollments.update(exit_date=TODAY - timedelta(days=1))
    page = text_of(coordinator, f"/schools/{elm.pk}/students/")
    assert "1–5 of 5 students" in page
    assert not [name for name in ("Gone", "Noted") if name in page]


def test_on_the_last_day_and_on_the_first_a_student_is_counted(coordinator, elm):
    enroll(elm, "Last").enrollments.update(exit_date=TODAY)
    enroll(elm, "First").enrollments.update(entry_date=TODAY)
    page = text_of(coordinator, f"/schools/{elm.pk}/students/")
    assert "1–7 of 7 students" in page
    [count] = count_schools(reach_of(coordinator.user, on=TODAY), [elm])
    assert count.students == 7


def test_names_of_students_are_escaped(coordinator, elm):
    bad = "<b>&'\""
    student = enroll(elm, bad, bad)
    Student.objects.filter(pk=student.pk).update(first_name=bad, sis_id=bad)
    page = text_of(coordinator, f"/schools/{elm.pk}/students/")
    assert "<b>" not in page
    shown = "&lt;b&gt;&amp;&#x27;&quot;"
    assert f'{shown}, {shown}</a> <small class="num">{shown}</small>' in page
    assert f'data-label="Grade">{shown}</td>' in page


def test_the_headings_say_how_the_list_is_sorted(coordinator, elm):
    page = text_of(coordinator, f"/schools/{elm.pk}/students/?sort=name&state=none&page=2")
    assert re.search(
        r'<th scope="col" aria-sort="ascending"><a id="roster-by-name" href="([^"]*)">Student',
        page,
    )
    here = f"/schools/{elm.pk}/students/"
    assert f'id="roster-by-name" href="{here}?sort=-name&amp;state=none"' in page
    assert f'id="roster-by-counted" href="{here}?sort=-counted&amp;state=none"' in page


def test_counts_of_a_school_open_as_many_names(coordinator, elm):
    page = text_of(coordinator, "/schools/")
    links = re.findall(rf'href="/schools/{elm.pk}/students/(\?[^"]*)">(\d+)', page)
    assert {address for address, _ in links} > {"?state=watch", "?state=report_due"}
    for address, count in links:
        assert len(listed(coordinator, elm, address)) == int(count), address


def test_who_is_not_judged_is_named_apart(coordinator, district, elm):
    page = text_of(coordinator, f"/schools/{elm.pk}/students/")
    assert "Ito, Cleo" in page.split('id="waiting"')[1]
    assert "Not assessed here yet" in page


def test_a_chip_that_fits_nobody_says_so_and_not_that_nobody_is_enrolled(coordinator, elm):
    page = text_of(coordinator, f"/schools/{elm.pk}/students/?state=habitual&band=satisfactory")
    assert "Nobody fits these filters" in page
    assert "Nobody is enrolled here today" not in page


def test_a_school_before_the_first_night(counselor, district):
    page = text_of(counselor, f"/schools/{district.oak.pk}/students/")
    assert "Ito, Ana" in page
    assert "nightly run" in page
    assert "Nobody is assessed here yet" in page
    assert "Nobody is enrolled here today" not in page


def test_a_school_without_students(district):
    empty = SchoolFactory(name="Empty")
    page = text_of(person(hire(Role.DIRECTOR)), f"/schools/{empty.pk}/students/")
    assert "Nobody is enrolled here today" in page


def test_a_standing_older_than_a_move_opens_nothing(counselor, district):
    """Finn left Oak forty days ago; his standing still says Oak."""
    judge(district.finn, district.oak, counted=3)
    page = text_of(counselor, f"/schools/{district.oak.pk}/students/")
    assert "Finn" not in page


def test_who_arrived_since_the_last_night_is_named_apart(outsider, district):
    """Eve goes to Pine by now; her standing still says Oak."""
    judge(district.eve, district.oak, counted=3)
    page = text_of(outsider, f"/schools/{district.pine.pk}/students/")
    assert "Ito, Eve" in page.split('id="waiting"')[1]


def test_another_school_is_not_there(outsider, district):
    response = outsider.client.get(f"/schools/{district.oak.pk}/students/")
    assert response.status_code == 404
    assert "Oak" not in text_of(outsider, "/schools/")


def test_schools_by_name(director, district):
    assert "Pine" in text_of(director, "/schools/?q=pin")
    assert "Oak</a>" not in text_of(director, "/schools/?q=pin")
    assert "No school of that name" in text_of(director, "/schools/?q=zzz")


def test_a_person_without_a_school(district):
    page = text_of(person(hire(Role.COUNSELOR, district.ana)), "/schools/")
    assert "No school is yours" in page


def test_students_shown_are_logged(coordinator, elm, district):
    text_of(coordinator, f"/schools/{elm.pk}/students/?state=truant")
    event = AccessEvent.objects.get()
    assert event.page == "roster"
    assert event.rows == 2  # one listed, one not judged yet


def test_a_list_comes_by_the_page(counselor, district):
    for n in range(60):
        enroll(district.oak, f"Last{n:02}")
    address = "?sort=name"
    first, second = (listed(counselor, district.oak, f"{address}&page={n}") for n in (1, 2))
    assert (len(first), len(second)) == (40, 20)
    assert first + second == [f"Last{n:02}" for n in range(60)]
    assert listed(counselor, district.oak, f"{address}&page=99") == second


def test_as_one_types_the_rows_follow_and_the_boxes_stay(counselor, district):
    enroll(district.oak, "Abel")
    page = text_of(counselor, f"/schools/{district.oak.pk}/students/?q=abel")
    [box] = re.findall(r'<input type="search"[^>]*>', page.split('id="roster"')[1])
    for said in ('name="q"', 'value="abel"', 'hx-target="#roster-rows"', 'id="roster-q"'):
        assert said in box
    assert 'id="roster-rows"' in page
    assert "roster-q" not in page.split('id="roster-rows"')[1]


def test_at_most_ten_statements(counselor, district):
    address = f"/schools/{district.oak.pk}/students/"
    for n in range(10):
        enroll(district.oak, f"Few{n}")
    few = statements(counselor, address)
    for n in range(50):
        enroll(district.oak, f"Many{n}")
    assert few == statements(counselor, address) <= 10


def test_schools_cost_the_same_however_many(director, district):
    few = statements(director, "/schools/")
    SchoolFactory.create_batch(40)
    assert few == statements(director, "/schools/") <= 10


@pytest.mark.parametrize("length", ["500", "0", "-5"])
def test_the_length_of_a_page_is_not_asked_for(coordinator, elm, length):
    for n in range(60):
        enroll(elm, f"Kid{n:02}")
    assert len(listed(coordinator, elm, f"?per_page={length}")) == 40


def test_cases_are_opened_from_a_list_by_whoever_manages_cases_there(district):
    StandingFactory(student=district.ana, school=district.oak)
    box = f'name="student" value="{district.ana.pk}" form="open-many"'
    for role, is_offered in ((Role.COUNSELOR, True), (Role.CLERK, False)):
        page = text_of(person(hire(role, district.oak)), f"/schools/{district.oak.pk}/students/")
        assert (box in page, "Open cases for the chosen" in page) == (is_offered, is_offered)
