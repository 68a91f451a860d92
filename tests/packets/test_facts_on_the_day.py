"""What of a file stands in a packet on a day: what began, ended or was taken back, to the day."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db.models import F

from attendance.choices import Excuse, MarkKind
from attendance.models import ProcessStep, Submission
from packets.choices import Reader
from students.choices import PopulationKind, RecordKind
from tests.factories import (
    FIRST,
    TODAY,
    YEAR,
    AttendanceCodeFactory,
    EnrollmentFactory,
    MarkFactory,
    PopulationFactory,
    SchoolDayFactory,
    SchoolFactory,
    SchoolRecordFactory,
    StandingFactory,
    StudentFactory,
)
from tests.packets.emily import facts_for
from tests.sarb.factories import ReferralFactory

DAY = timedelta(days=1)
NOON = datetime(2026, 10, 5, 12, tzinfo=ZoneInfo(settings.TIME_ZONE))


@pytest.mark.parametrize(
    ("start", "end", "is_told"),
    [
        (FIRST, TODAY, True),  # it ends today
        (FIRST, TODAY - DAY, False),
        (TODAY, None, True),  # it begins today
        (TODAY + DAY, None, False),
        (None, None, True),
    ],
)
def test_a_program_is_told_from_its_first_to_its_last_day(referral, start, end, is_told):
    PopulationFactory(
        student=referral.student, kind=PopulationKind.ENGLISH_LEARNER, start=start, end=end
    )
    told = {one["label"] for one in facts_for(referral)["populations"]}
    assert (PopulationKind.ENGLISH_LEARNER.label in told) is is_told


def test_no_placement_and_no_word_of_the_sis_s_own_is_a_program(referral):
    never = (
        PopulationKind.UNACCOMPANIED,
        PopulationKind.OTHER,
        PopulationKind.JUSTICE,
        PopulationKind.NEWCOMER,
    )
    for kind in never:
        PopulationFactory(student=referral.student, kind=kind)
    assert [one["label"] for one in facts_for(referral)["populations"]] == [
        PopulationKind.IEP.label
    ]


def step(referral, kind, *, at=NOON, year=YEAR, **values):
    return ProcessStep.objects.create(
        student=referral.student,
        school_year=year,
        kind=kind,
        happened_at=at,
        evidence_kind="history",
        evidence_id=f"{kind} {at}",
        **values,
    )


def test_each_step_of_the_year_that_stands_is_told_in_its_order(referral):
    step(referral, "sart", at=NOON + 2 * DAY)
    step(referral, "conference", has_time=False)
    step(referral, "effort_48262", at=NOON + DAY)
    told = [(one["label"], one["at"], one["has_time"]) for one in facts_for(referral)["steps"]]
    assert told == [
        ("Conference held", "2026-10-05T12:00-07:00", False),
        ("Effort to hold a conference", "2026-10-06T12:00-07:00", True),
        ("SART meeting", "2026-10-07T12:00-07:00", True),
    ]


def test_a_step_that_was_withdrawn_or_is_of_another_year_is_none(referral):
    step(referral, "conference", withdrawn_at=NOON)
    step(referral, "sart", year=YEAR - 1)
    assert facts_for(referral)["steps"] == []


@pytest.mark.parametrize(
    ("reader", "titles"),
    [
        (Reader.CHAIR, ["Grades", "Credits", "Discipline", "Programs"]),
        (Reader.FAMILY, ["Grades", "Credits", "Discipline", "Programs"]),
        (Reader.PANEL, ["Grades", "Credits", "Discipline"]),
        (Reader.COURT, ["Grades", "Credits"]),
    ],
)
def test_the_school_s_records_are_told_kind_by_kind(referral, reader, titles):
    for kind in RecordKind:
        SchoolRecordFactory(student=referral.student, kind=kind, data={"term": "F"})
    SchoolRecordFactory(kind=RecordKind.DISCIPLINE, data={"incident": "of another"})
    told = facts_for(referral, reader)["records"]
    assert [sheet["title"] for sheet in told] == titles


def test_a_table_of_records_has_the_columns_and_rows_of_the_sis(referral):
    for data in ({"zeta": 1, "mark": "F", "term": None}, {"course": "Art", "day_part": "am"}):
        SchoolRecordFactory(student=referral.student, data=data)
    [sheet] = facts_for(referral)["records"]
    assert sheet["columns"] == ["Term", "Course", "Mark", "Day part", "Zeta"]
    assert sheet["rows"] == [
        ["", "Algebra", "D", "", ""],
        ["", "", "F", "", "1"],
        ["", "Art", "", "am", ""],
    ]


def test_only_years_before_are_earlier_the_newest_first(referral):
    for year in (YEAR - 2, YEAR - 1, YEAR + 1):
        StandingFactory(student=referral.student, school_year=year, days_absent=year - 2000)
    StandingFactory(school_year=YEAR - 1)  # another student's
    told = facts_for(referral)["earlier_years"]
    assert [(one["school_year"], one["days_absent"]) for one in told] == [
        (YEAR - 1, YEAR - 2001),
        (YEAR - 2, YEAR - 2002),
    ]


@pytest.mark.parametrize(
    ("on", "is_told"),
    [
        (date(YEAR, 6, 30), False),
        (date(YEAR, 7, 1), True),
        (date(YEAR + 1, 6, 30), True),
        (date(YEAR + 1, 7, 1), False),
    ],
)
def test_the_codes_of_the_year_s_marks_are_explained_once(referral, on, is_told):
    code = AttendanceCodeFactory(code="B", label="Bus", kind=MarkKind.TARDY, excuse=Excuse.EXCUSED)
    for period in ("1", "2"):
        MarkFactory(student=referral.student, date=on, code=code, period=period)
    MarkFactory(code=AttendanceCodeFactory(code="Z", label="Another’s"))
    told = [one["code"] for one in facts_for(referral)["codes"]]
    assert told == (["B", "U"] if is_told else ["U"])


# --- Days taught -------------------------------------------------------------------------


@pytest.fixture
def stay(referral):
    """A second school, on whose days of October Emily is enrolled from the 6th to the 8th."""
    elm = SchoolFactory(name="Elm Middle")
    for number in range(5, 10):
        SchoolDayFactory(school=elm, date=date(2026, 10, number), is_school_day=number != 7)
    EnrollmentFactory(
        student=referral.student,
        school=elm,
        entry_date=date(2026, 10, 6),
        exit_date=date(2026, 10, 8),
    )
    return elm


def in_october(referral, key):
    told = facts_for(referral)["attendance"][key]
    return [one for one in told if one.startswith("2026-10")]


def test_days_are_taught_from_the_first_to_the_last_day_enrolled(referral, stay):
    assert in_october(referral, "taught") == ["2026-10-06", "2026-10-08"]


@pytest.mark.parametrize(
    ("values", "is_unknown"),
    [
        ({}, True),
        ({"taken": True}, False),
        ({"period": "1"}, False),  # one period says nothing of the day
        ({"section": "A"}, False),
    ],
)
def test_a_day_is_unknown_where_nobody_took_attendance(referral, stay, values, is_unknown):
    on = {"school": stay, "date": date(2026, 10, 8)}
    Submission.objects.create(**{"taken": False, "period": "", "section": "", **on, **values})
    assert in_october(referral, "unknown") == (["2026-10-08"] if is_unknown else [])


def test_a_day_that_is_marked_or_taken_elsewhere_is_known(referral, stay):
    for day in (6, 8):
        on = date(2026, 10, day)
        Submission.objects.create(school=stay, date=on, taken=False, period="", section="")
    other = EnrollmentFactory(
        student=referral.student, entry_date=date(2026, 10, 8), exit_date=date(2026, 10, 8)
    ).school
    SchoolDayFactory(school=other, date=date(2026, 10, 8))
    assert in_october(referral, "unknown") == ["2026-10-06"]


def test_the_last_enrollment_is_the_school_of_the_packet(referral, stay):
    told = facts_for(referral)["student"]
    assert (told["school"], told["grade"]) == ("Elm Middle", "")
    assert [one["school"] for one in told["enrollments"]] == ["Elm Middle", "Oak High"]
    assert told["enrollments"][0]["exit_date"] == "2026-10-08"
    assert [one["never_came"] for one in told["enrollments"]] == [False, False]


def test_who_never_came_to_a_school_is_told_so(referral):
    stays = referral.student.enrollments
    stays.update(exit_date=F("entry_date") - timedelta(days=1))
    assert [one["never_came"] for one in facts_for(referral)["student"]["enrollments"]] == [True]


@pytest.mark.parametrize(
    ("born", "age"),
    [(date(2012, 11, 18), 14), (date(2012, 11, 19), 13), (None, None)],
)
def test_the_age_is_that_of_the_day(referral, born, age):
    type(referral.student).objects.filter(pk=referral.student.pk).update(birth_date=born)
    told = facts_for(referral)["student"]
    assert (told["age"], told["birth_date"]) == (age, born.isoformat() if born else None)


def test_a_student_without_a_name_or_a_school_has_a_packet(worker_db, today):
    nobody = StudentFactory(first_name="", last_name="", sis_id="77")
    told = facts_for(ReferralFactory(student=nobody))["student"]
    assert (told["name"], told["school"], told["region"]) == ("Name not on file", "", "")
    assert told["sis_id"] == "77"
