"""The student page: what stands behind a number, in which words, and what it costs."""

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
from students.choices import PopulationKind, RecordKind
from students.models import Student
from tests.desk.rows import judge, page_of, school_days, statements, teach, text_of
from tests.factories import (
    AttendanceCodeFactory,
    EnrollmentFactory,
    GuardianFactory,
    GuardianshipFactory,
    HouseholdFactory,
    NoteFactory,
    PopulationFactory,
    SchoolRecordFactory,
    StudentFactory,
)
from tests.world import hire, person

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


@pytest.mark.parametrize(
    ("happened", "said"),
    [
        ([], "Nobody was reached yet."),
        ([False], "Nobody was reached yet."),  # a call that nobody answered
        ([True, False], "Somebody was last reached Wed, Nov 18, 2026: call."),
    ],
)
def test_the_last_time_a_person_was_reached_stands_with_the_headline(
    counselor, ana, happened, said
):
    for reached in happened:
        NoteFactory(about_student=ana, reached=reached)
    page = text_of(counselor, page_of(ana))
    assert said in " ".join(page.split("identity-reached")[1].split("</p>")[0].split())


def test_who_may_not_read_cases_is_not_told_whom_anybody_reached(district, ana):
    NoteFactory(about_student=ana, reached=True)
    page = text_of(person(hire(Role.CLERK, district.oak)), page_of(ana))
    assert "identity-reached" not in page


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
    assert "No counted days" in page


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


@pytest.mark.parametrize(("days", "is_told"), [(-1, True), (0, False)])
def test_who_never_came_to_a_school_was_not_enrolled_there(counselor, ana, days, is_told):
    entry = date(2026, 8, 18)
    EnrollmentFactory(
        student=ana,
        school=ana.enrollments.get().school,
        entry_date=entry,
        exit_date=entry + timedelta(days=days),
    )
    assert ("– never came" in text_of(counselor, page_of(ana))) is is_told


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
    page = text_of(counselor, page_of(full) + "?whole=1")
    assert page.count("Period ") >= 180
    assert text_of(counselor, page_of(full)).count("Period ") < 180  # folded
    assert DayOutcome.objects.count() == 30
