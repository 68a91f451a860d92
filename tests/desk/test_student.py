"""The student page: what each viewer reads, what stands behind a number, and what it costs."""

from datetime import date, timedelta

import pytest

from accounts.choices import Role
from attendance.choices import MarkKind, ReportSource, Status
from attendance.models import (
    AttendanceCode,
    DayOutcome,
    Mark,
    MarkChange,
    Standing,
    Submission,
    TruancyReport,
)
from audit.choices import Access
from audit.models import AccessEvent
from students.choices import PopulationKind, RecordKind, Relation
from students.models import Household, Student
from tests.desk.rows import judge, school_days, statements, teach, text_of
from tests.factories import (
    TODAY,
    AttendanceCodeFactory,
    EnrollmentFactory,
    GuardianFactory,
    GuardianshipFactory,
    HouseholdFactory,
    PopulationFactory,
    SchoolRecordFactory,
    StudentFactory,
)
from tests.world import hire, person


def page_of(student: Student) -> str:
    return f"/students/{student.pk}/"


@pytest.fixture
def ana(district):
    """Ana with a year at Oak: three counted days, two excused ones."""
    teach(district.oak)
    judge(district.ana, district.oak, counted=3, excused=2)
    return district.ana


@pytest.fixture
def at_home(district):
    """Ana, Ben (also Oak), Cleo (Elm), Dov (Pine) and a child enrolled nowhere, in one home."""
    home: Household = HouseholdFactory()
    names = ("ana", "ben", "cleo", "dov")
    Student.objects.filter(pk__in=[getattr(district, n).pk for n in names]).update(household=home)
    StudentFactory(first_name="Small", last_name="Ito", household=home)
    district.ana.refresh_from_db()
    return district


# --- Who may open it, and the log ---------------------------------------------------------


def test_a_reading_is_logged(counselor, ana):
    text_of(counselor, page_of(ana))
    event = AccessEvent.objects.get()
    assert (event.page, event.access, event.student_ids) == ("student", Access.READ, [ana.pk])


def test_a_counselor_of_another_school_finds_nothing(outsider, ana):
    response = outsider.client.get(page_of(ana))
    assert response.status_code == 404
    assert b"Ito" not in response.content
    assert AccessEvent.objects.get().access == Access.REFUSED


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMINISTRATOR, Role.PRIVACY_OFFICER])
def test_roles_that_see_no_student(ana, role):
    assert person(hire(role)).client.get(page_of(ana)).status_code == 403


# --- Populations and records -----------------------------------------------------------------

GROUPS = {
    PopulationKind.IEP: "Individualized education program",
    PopulationKind.FOSTER: "Foster youth",
    PopulationKind.HOMELESS: "Experiencing homelessness",
    PopulationKind.UNACCOMPANIED: "Unaccompanied youth",
}


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        (Role.COUNSELOR, set(GROUPS)),
        (Role.LIAISON, set(GROUPS)),
        (Role.SCHOOL_ADMINISTRATOR, {PopulationKind.IEP}),
        (Role.CLERK, set()),
        (Role.INTERN, set()),
    ],
)
def test_populations_by_permission(district, ana, role, shown):
    for kind in GROUPS:
        PopulationFactory(student=ana, kind=kind)
    page = text_of(person(hire(role, district.oak)), page_of(ana))
    assert {kind for kind, words in GROUPS.items() if words in page} == shown


def test_what_a_clerk_may_not_read_leaves_no_trace(clerk, ana):
    without = text_of(clerk, page_of(ana))
    PopulationFactory(student=ana, kind=PopulationKind.FOSTER)
    PopulationFactory(student=ana, kind=PopulationKind.IEP)
    SchoolRecordFactory(student=ana, kind=RecordKind.DISCIPLINE, data={"incident": "Fighting"})
    assert text_of(clerk, page_of(ana)) == without


@pytest.mark.parametrize(
    ("role", "words"),
    [(Role.COUNSELOR, "Foster parent or resource family"), (Role.CLERK, "Caregiver")],
)
def test_a_relation_tells_of_foster_care_only_to_those_who_may_know(district, ana, role, words):
    GuardianshipFactory(student=ana, relation=Relation.FOSTER_PARENT)
    GuardianshipFactory(student=ana, relation=Relation.AGENCY_WORKER, agency_worker=True)
    GuardianshipFactory(student=ana, relation=Relation.OTHER, relation_text="Resource home")
    page = text_of(person(hire(role, district.oak)), page_of(ana))
    assert words in page
    told = [t for t in ("Foster", "Agency", "Resource home") if t in page]
    assert bool(told) == (role == Role.COUNSELOR)


@pytest.mark.parametrize(
    ("of_foster_care", "plain"),
    [
        (Relation.FOSTER_PARENT, Relation.CAREGIVER),
        (Relation.AGENCY_WORKER, Relation.OTHER),
    ],
)
def test_the_word_in_its_place_is_not_its_own(clerk, ana, of_foster_care, plain):
    tie = GuardianshipFactory(student=ana, relation=of_foster_care)
    page = text_of(clerk, page_of(ana))
    tie.relation = plain
    tie.save()
    assert text_of(clerk, page_of(ana)) == page


@pytest.mark.parametrize(("role", "reads"), [(Role.COUNSELOR, True), (Role.CLERK, False)])
def test_an_agency_shows_its_telephone_and_no_more(district, ana, role, reads):
    worker = GuardianFactory(
        phone="213 555 0142", email="w@agency.example", street="5 Agency Plaza", city="Oakville"
    )
    GuardianshipFactory(student=ana, guardian=worker, relation=Relation.AGENCY_WORKER)
    page = text_of(person(hire(role, district.oak)), page_of(ana))
    assert "(213) 555-0142" in page
    assert ("agency.example" in page) == reads
    assert ("Agency Plaza" in page) == reads


@pytest.mark.parametrize(
    ("role", "reads"), [(Role.COUNSELOR, True), (Role.SCHOOL_ADMINISTRATOR, False)]
)
def test_a_population_in_the_words_of_the_sis_may_be_of_any_kind(district, ana, role, reads):
    PopulationFactory(student=ana, kind=PopulationKind.OTHER, label="Group home, DCFS")
    page = text_of(person(hire(role, district.oak)), page_of(ana))
    assert ("Group home" in page) == reads


@pytest.mark.parametrize(("role", "reads"), [(Role.COUNSELOR, True), (Role.AUDITOR, False)])
def test_a_program_takes_the_permission_for_populations(ana, role, reads):
    SchoolRecordFactory(student=ana, kind=RecordKind.PROGRAM, data={"program": "Special day"})
    page = text_of(person(hire(role)), page_of(ana))
    assert ("Special day" in page) == reads


def test_an_auditor_reads_records_but_no_adults(district, ana):
    SchoolRecordFactory(student=ana, data={"course": "Algebra", "mark": "D"})
    GuardianshipFactory(student=ana, guardian__first_name="Hidden")
    page = text_of(person(hire(Role.AUDITOR)), page_of(ana))
    assert "Algebra" in page
    assert "Hidden" not in page
    assert 'id="adults"' not in page


# --- Adults -----------------------------------------------------------------------------------


def test_unknown_rights_say_so(counselor, ana):
    GuardianshipFactory(student=ana, holds_education_rights=None, receives_mail=False)
    page = text_of(counselor, page_of(ana))
    assert "Education rights: Not stated in the SIS: ask" in page
    assert "Receives mail: no" in page


def test_a_phone_is_a_link_that_dials(counselor, ana):
    GuardianshipFactory(student=ana, guardian__phone="213.555.0142 x7")
    page = text_of(counselor, page_of(ana))
    assert 'href="tel:+12135550142"' in page


def test_with_a_safe_address_no_other_is_shown(counselor, ana):
    Student.objects.filter(pk=ana.pk).update(street="9 Hidden Way", city="Oakville")
    adult = GuardianFactory(street="9 Hidden Way", city="Oakville")
    GuardianshipFactory(
        student=ana, guardian=adult, safe_address="P.O. Box 7, Oakville", lives_with=True
    )
    page = text_of(counselor, page_of(ana))
    assert "P.O. Box 7, Oakville" in page
    assert "must not be used" in page
    assert "Hidden Way" not in page


def test_nobody_else_in_the_home_gives_the_address_away(counselor, ana):
    GuardianshipFactory(student=ana, safe_address="P.O. Box 7, Oakville", lives_with=True)
    home = GuardianFactory(street="9 Hidden Way", city="Oakville")
    away = GuardianFactory(street="1 Other Road", city="Elmville")
    GuardianshipFactory(student=ana, guardian=home, lives_with=None)  # not said is not "no"
    GuardianshipFactory(student=ana, guardian=away, lives_with=False)
    page = text_of(counselor, page_of(ana))
    assert "Hidden Way" not in page
    assert "1 Other Road" in page


def test_a_safe_address_given_for_one_child_holds_for_the_other(counselor, at_home):
    Student.objects.filter(pk=at_home.ben.pk).update(street="9 Hidden Way", city="Oakville")
    adult = GuardianFactory(street="9 Hidden Way", city="Oakville")
    GuardianshipFactory(
        student=at_home.ana, guardian=adult, safe_address="P.O. Box 7, Oakville", lives_with=True
    )
    GuardianshipFactory(student=at_home.ben, guardian=adult, lives_with=True)
    page = text_of(counselor, page_of(at_home.ben))
    assert "P.O. Box 7, Oakville" in page
    assert "Hidden Way" not in page


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        (date(2029, 1, 29), "Family court order, until January 29, 2029"),
        (TODAY - timedelta(days=1), "ended November 17, 2026: ask first"),
        (TODAY, "until November 18, 2026"),  # the last day still holds
        (None, "Family court order, no end date on file"),
    ],
)
def test_no_contact_is_marked_and_cannot_be_called(counselor, ana, ends, words):
    adult = GuardianFactory(phone="(213) 555-0142", email="x@y.example", street="1 A", city="B")
    GuardianshipFactory(
        student=ana,
        guardian=adult,
        primary=True,
        no_contact=True,
        court_order="Family court order",
        order_ends=ends,
    )
    page = text_of(counselor, page_of(ana))
    assert "No contact: do not call, write or release records" in page
    assert words in page
    assert not [way for way in ("tel:", "555-0142", "x@y.example", "1 A, B") if way in page]


def test_former_adults_are_gone(counselor, ana):
    GuardianshipFactory(student=ana, guardian__first_name="Former", is_current=False)
    assert "Former" not in text_of(counselor, page_of(ana))


# --- Household ---------------------------------------------------------------------------------


def test_a_sibling_in_reach_links_and_one_elsewhere_does_not(counselor, at_home):
    judge(at_home.dov, at_home.pine, counted=2)
    hire(Role.COUNSELOR, at_home.pine, principal__name="Paula Pine")
    page = text_of(counselor, page_of(at_home.ana))
    assert page_of(at_home.ben) in page
    assert page_of(at_home.dov) not in page
    assert "Dov Ito" in page
    assert "Concern open: yes" in page
    assert "Paula Pine" in page
    assert at_home.dov.sis_id not in page


def test_a_child_enrolled_nowhere_is_listed(counselor, at_home):
    page = text_of(counselor, page_of(at_home.ana))
    assert "Small Ito" in page
    assert "Not enrolled in the district" in page


def test_a_clerk_sees_siblings_of_the_own_school_only(clerk, at_home):
    page = text_of(clerk, page_of(at_home.ana))
    assert "Ben Ito" in page
    assert not [name for name in ("Cleo", "Dov", "Small") if name in page]


def test_siblings_shown_are_logged(counselor, at_home):
    text_of(counselor, page_of(at_home.ana))
    event = AccessEvent.objects.get(page="student.siblings")
    assert {at_home.ben.pk, at_home.dov.pk} < set(event.student_ids)


@pytest.mark.parametrize(
    ("hire_for", "linked"),
    [
        ("pine", {"dov"}),
        ("north", {"ben", "cleo"}),  # Oak and Elm
        ("dov", {"dov"}),
        (None, {"ben", "cleo", "dov"}),
    ],
)
def test_a_sibling_links_for_whoever_reaches_it(at_home, hire_for, linked):
    """One grant opens Ana, another one a place or a sibling."""
    ana = at_home.ana
    user = hire(Role.COUNSELOR, at_home.ana)
    hire(Role.COUNSELOR, hire_for and getattr(at_home, hire_for), principal=user)
    page = text_of(person(user), page_of(ana))
    names = ("ben", "cleo", "dov")
    assert {n for n in names if page_of(getattr(at_home, n)) in page} == linked
    assert all(f"{n.title()} Ito" in page for n in names)


# --- Numbers and words ----------------------------------------------------------------------------


def test_every_number_opens_to_days_rule_and_citation(counselor, ana):
    page = text_of(counselor, page_of(ana))
    counted = page.split('<span class="number-label">Counted days</span>')[1].split("</details>")[
        0
    ]
    for day in school_days(3):
        assert f'href="#day-{day}"' in counted
        assert f'id="day-{day}"' in page
    assert "<code>U</code>" in counted
    assert "EC 48260(a)" in counted


def test_three_counted_days_are_a_report_due_and_no_more(counselor, ana):
    page = text_of(counselor, page_of(ana))
    assert "3 counted days: 1 report due." in page
    assert "Truant" not in page
    assert "ruant</" not in page


def test_words_of_the_law_follow_reports_that_stand(counselor, district):
    judge(district.ana, district.oak, counted=4, status=Status.TRUANT, reports_filed=1)
    TruancyReport.objects.create(
        student=district.ana,
        school_year=2026,
        filed_at="2026-09-01T17:00:00Z",
        receiver="Attendance supervisor",
        filed_by="Ana Reyes",
        source=ReportSource.FILED,
        source_key="1",
        listed_dates=school_days(3),
        policy_version="lausd 1",
    )
    page = text_of(counselor, page_of(district.ana))
    assert "One report to the attendance supervisor stands." in page
    assert "Report 1" in page
    assert "Chronic truant" not in page
    assert "abitual" not in page


def test_a_change_says_who_and_when(counselor, district, ana):
    MarkChange.objects.create(
        student=ana,
        school=district.oak,
        date=school_days(1)[0],
        old_code="A",
        new_code="U",
        withdrawn=False,
        changed_by="import 7",
        changed_at="2026-09-02T20:15:00Z",
    )
    page = text_of(counselor, page_of(ana))
    assert "changed from <code>A</code> to <code>U</code> by import 7, Wed, Sep 2, 2026" in page


def test_a_year_not_judged_yet_says_so(counselor, district):
    assert "Not assessed yet" in text_of(counselor, page_of(district.ana))


def test_a_year_without_a_mark(counselor, district):
    teach(district.oak)
    judge(district.ana, district.oak)
    page = text_of(counselor, page_of(district.ana))
    assert "No marks this year" in page
    assert "No concern" in page


def test_a_day_not_taken_is_neither_attended_nor_absent(counselor, district, ana):
    day = school_days(20)[-1]
    Submission.objects.create(school=district.oak, date=day, taken=False)
    Standing.objects.filter(student=ana).update(not_taken_days=1)
    page = text_of(counselor, page_of(ana))
    assert f"{day:%a, %b} {day.day}, 2026: Attendance not taken" in page
    number = page.split('<span class="number-label">Attendance not taken</span>')[1]
    assert f"<li>{day:%a, %b} {day.day}, 2026</li>" in number.split("</details>")[0]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?year=2025", "Nothing judged for that year"),
        ("?year=nonsense", "Attendance 2026-27"),
        ("?year=2199", "Attendance 2026-27"),  # no year to come
    ],
)
def test_other_school_years(counselor, ana, query, words):
    EnrollmentFactory(
        student=ana,
        school=ana.enrollments.get().school,
        entry_date=date(2025, 8, 18),
        exit_date=date(2026, 6, 10),
    )
    page = text_of(counselor, page_of(ana) + query)
    assert words in page
    assert "2025-26" in page


# --- Cost -------------------------------------------------------------------------------------------


def test_whatever_is_written_is_escaped(counselor, at_home):
    """Every text of the SIS that the page writes, in a template or in Python."""
    bad, shown = "<b>&'\"", "&lt;b&gt;&amp;"
    ana, oak = at_home.ana, at_home.oak
    Student.objects.update(first_name=bad, home_language=bad, street=bad, city=bad)
    type(oak).objects.update(name=bad)
    ana.enrollments.update(grade=bad, entry_type=bad)
    teach(oak)
    judge(ana, oak, counted=2)
    Mark.objects.update(reason=bad, period=bad)
    DayOutcome.objects.update(quality=bad)
    AttendanceCode.objects.filter(code="U").update(code=bad, label=bad)
    MarkChange.objects.create(
        student=ana,
        school=oak,
        date=school_days(1)[0],
        period=bad,
        old_code=bad,
        new_code=bad,
        withdrawn=False,
        changed_by=bad,
    )
    adult = GuardianFactory(first_name=bad, phone=bad, email=bad, language=bad)
    GuardianshipFactory(student=ana, guardian=adult, safe_address=bad)
    barred = GuardianFactory(first_name=bad)
    GuardianshipFactory(student=ana, guardian=barred, no_contact=True, court_order=bad)
    PopulationFactory(student=ana, kind=PopulationKind.OTHER, label=bad)
    SchoolRecordFactory(student=ana, kind=RecordKind.GRADE, data={bad: bad})
    page = text_of(counselor, page_of(ana))
    assert "<b>" not in page
    assert page.count(shown) > 30


def test_at_most_ten_statements(counselor, at_home):
    teach(at_home.oak)
    judge(at_home.ana, at_home.oak, counted=5, excused=5)
    GuardianshipFactory.create_batch(2, student=at_home.ana)
    few = statements(counselor, page_of(at_home.ana))
    judge(at_home.ben, at_home.oak, counted=25, excused=25)
    GuardianshipFactory.create_batch(9, student=at_home.ben)
    PopulationFactory(student=at_home.ben)
    SchoolRecordFactory.create_batch(8, student=at_home.ben)
    StudentFactory.create_batch(8, household=at_home.ana.household)
    many = statements(counselor, page_of(at_home.ben))
    assert few == many <= 10


def test_a_page_at_its_fullest(counselor, district):
    """Nine adults, twelve siblings, names of a hundred letters, 180 marks."""
    long = "Wolfeschlegelsteinhausenbergerdorff" * 3
    home = HouseholdFactory()
    full = StudentFactory(first_name=long[:100], last_name=long[:100], household=home)
    EnrollmentFactory(student=full, school=district.oak)
    StudentFactory.create_batch(12, household=home, last_name=long[:100])
    for _ in range(9):
        GuardianshipFactory(student=full, guardian__last_name=long[:100])
    code = AttendanceCodeFactory(code="T", kind=MarkKind.TARDY)
    teach(district.oak)
    judge(full, district.oak, counted=30)
    Mark.objects.bulk_create(
        Mark(student=full, school=district.oak, date=day, period=str(period), code=code)
        for day in school_days(30)
        for period in range(1, 7)
    )
    page = text_of(counselor, page_of(full))
    assert page.count("Period ") >= 180
    assert DayOutcome.objects.count() == 30
