"""Days in a row, on every screen that names a child: the same number as the student's page has,
ahead of the step of the law.
"""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from accounts.access import reach_of
from accounts.choices import Role
from attendance.choices import Band, Outcome, Status, Why
from attendance.models import DayOutcome, JudgementDue, Standing, Submission
from attendance.queries.siblings import concerns_of
from cases.models import Case, LastReached
from core import sql
from desk.queries.cards import cards_of
from desk.queries.student import student_file
from students.models import Enrollment
from tests.desk.rows import page_of, school_days, teach, text_of
from tests.factories import (
    TODAY,
    CaseFactory,
    EnrollmentFactory,
    MarkFactory,
    StandingFactory,
)
from tests.world import hire, person

NOW = "SELECT days FROM attendance_absent_now(%(student)s, %(first_day)s, %(as_of)s)"
DAYS = school_days(60)
LAST = DAYS[-1]
IN_A_ROW = "Absent 8 school days in a row"


def missed(student, school, days, outcome=Outcome.ABSENT):
    DayOutcome.objects.bulk_create(
        DayOutcome(
            student=student,
            school=school,
            date=day,
            outcome=outcome,
            excuse="unexcused",
            occasions=1,
            why=Why.FULL_DAY,
        )
        for day in days
    )


def in_a_row(student, as_of=LAST):
    values = {"student": student.pk, "first_day": DAYS[0], "as_of": as_of}
    return sql.value(NOW, values)


@pytest.fixture
def ana(district):
    """Ana at Oak, with no mark; both schools teach alike."""
    for school in (district.oak, district.elm):
        teach(school)
    StandingFactory(student=district.ana, school=district.oak, as_of=LAST)
    return district.ana


def year(who, student, on=TODAY):
    return student_file(reach_of(who, on=on), student, school_year=2026).year


def streak(who, student):
    """What the student's own page counts."""
    return len(year(who, student).patterns.streak)


def not_taken(school, *days, **more):
    for day in days:
        Submission.objects.create(school=school, date=day, taken=False, **more)


def last_eight(ana, oak, _elm):
    missed(ana, oak, DAYS[-8:])


def attended_since(ana, oak, _elm):
    missed(ana, oak, DAYS[-9:-1])
    MarkFactory(school=oak, date=LAST)  # of another student: the day has come in


def attended_where_attendance_was_taken(ana, oak, _elm):
    missed(ana, oak, DAYS[-9:-1])
    Submission.objects.create(school=oak, date=LAST, taken=True)


def a_last_day_that_has_not_come_in(ana, oak, elm):
    """In the morning nobody knows yet who came; another school is none of hers."""
    missed(ana, oak, DAYS[-9:-1])
    MarkFactory(school=elm, date=LAST)
    MarkFactory(school=oak, date=DAYS[-2])


def a_day_before_without_any_mark(ana, oak, _elm):
    missed(ana, oak, DAYS[-9:-2])
    MarkFactory(school=oak, date=LAST)


def not_taken_here_and_not_come_in_there(ana, oak, elm):
    EnrollmentFactory(student=ana, school=elm, entry_date=DAYS[0])
    missed(ana, oak, DAYS[-9:-1])
    not_taken(oak, LAST)
    MarkFactory(school=oak, date=LAST, period="2")


def over_a_day_not_taken(ana, oak, _elm):
    missed(ana, oak, [*DAYS[-9:-4], *DAYS[-3:]])
    not_taken(oak, DAYS[-4])


def over_a_day_marked_as_not_taken(ana, oak, _elm):
    missed(ana, oak, [*DAYS[-9:-4], *DAYS[-3:]])
    missed(ana, oak, [DAYS[-4]], Outcome.NOT_TAKEN)


def one_period_not_taken(ana, oak, _elm):
    missed(ana, oak, [*DAYS[-9:-4], *DAYS[-3:]])
    not_taken(oak, DAYS[-4], period="2")


def all_kinds_of_missing(ana, oak, _elm):
    missed(ana, oak, DAYS[-8:-5])
    missed(ana, oak, DAYS[-5:-2], Outcome.SUSPENDED_OUT)
    missed(ana, oak, DAYS[-2:], Outcome.STUDY_INCOMPLETE)


def late_on_the_last_day(ana, oak, _elm):
    missed(ana, oak, DAYS[-8:-1])
    missed(ana, oak, DAYS[-1:], Outcome.TARDY)


def taken_at_the_other_school(ana, oak, elm):
    EnrollmentFactory(student=ana, school=elm, entry_date=DAYS[0])
    missed(ana, oak, [*DAYS[-9:-4], *DAYS[-3:]])
    not_taken(oak, DAYS[-4])


def moved_within_the_run(ana, oak, elm):
    Enrollment.objects.filter(student=ana).update(exit_date=DAYS[-5])
    EnrollmentFactory(student=ana, school=elm, entry_date=DAYS[-4])
    missed(ana, oak, DAYS[-8:-4])
    missed(ana, elm, DAYS[-4:])


def left_absent(ana, oak, _elm):
    Enrollment.objects.filter(student=ana).update(exit_date=DAYS[-10])
    missed(ana, oak, DAYS[-17:-9])


def a_saturday_between(ana, oak, _elm):
    missed(ana, oak, DAYS[-8:])
    missed(ana, oak, [next(day + timedelta(1) for day in DAYS[-8:] if day.weekday() == 4)])


def never_there(ana, oak, _elm):
    missed(ana, oak, DAYS)


@pytest.mark.parametrize(
    ("happens", "days"),
    [
        (last_eight, 8),
        (attended_since, 0),
        (attended_where_attendance_was_taken, 0),
        (a_last_day_that_has_not_come_in, 8),
        (a_day_before_without_any_mark, 0),
        (not_taken_here_and_not_come_in_there, 8),
        (over_a_day_not_taken, 8),
        (over_a_day_marked_as_not_taken, 8),
        (one_period_not_taken, 3),
        (all_kinds_of_missing, 8),
        (late_on_the_last_day, 0),
        (taken_at_the_other_school, 3),
        (moved_within_the_run, 8),
        (left_absent, 8),
        (a_saturday_between, 8),
        (never_there, 60),
    ],
)
def test_statements_count_as_the_student_s_page_does(district, ana, happens, days):
    happens(ana, district.oak, district.elm)
    boss = hire(Role.DIRECTOR)
    assert (in_a_row(ana), streak(boss, ana)) == (days, days)


def test_the_last_day_is_the_last_one_judged(district, ana):
    missed(ana, district.oak, DAYS[-8:])
    assert [in_a_row(ana, day) for day in (DAYS[-9], DAYS[-8], DAYS[-3])] == [0, 1, 6]


def test_who_has_left_is_not_absent_now(district, ana):
    left_absent(ana, district.oak, district.elm)
    boss = hire(Role.DIRECTOR)
    assert year(boss, ana).absent_now == 8
    Standing.objects.filter(student=ana).update(is_enrolled=False)
    assert year(boss, ana).absent_now == 0
    assert cards_of(reach_of(boss, on=TODAY), [ana.pk])[ana.pk].absent_now == 0
    sibling = SimpleNamespace(pk=ana.pk, in_reach=False, school_id=district.oak.pk)
    assert concerns_of([sibling], TODAY)[ana.pk][0] is False


def test_nobody_is_absent_now_in_a_year_that_is_over(district, ana):
    last_eight(ana, district.oak, district.elm)
    boss = hire(Role.DIRECTOR)
    assert year(boss, ana).absent_now == 8
    assert year(boss, ana, on=date(2027, 7, 1)).absent_now == 0


# --- On the screens ------------------------------------------------------------------------------


@pytest.fixture
def absent(district, counselor, ana):
    """Nothing counted by the law, and absent for eight days up to now."""
    missed(ana, district.oak, DAYS[-8:])
    Standing.objects.filter(student=ana).update(
        days_absent=8, days_enrolled=60, band=Band.MODERATE, status=Status.NONE
    )
    CaseFactory(student=ana, owner=counselor.user)
    return ana


@pytest.mark.parametrize("where", ["student", "search", "roster", "caseload", "case"])
def test_it_is_said_first_wherever_the_child_is_named(district, counselor, absent, where):
    address = {
        "student": page_of(absent),
        "search": f"/search/?q={absent.last_name}",
        "roster": f"/schools/{district.oak.pk}/students/",
        "caseload": "/caseload/",
        "case": f"/cases/{Case.objects.get().pk}/",
    }[where]
    page = text_of(counselor, address)
    assert ("8 in a row, up to now" if where == "roster" else IN_A_ROW) in page
    if where != "roster":  # whose columns have the band and the state side by side
        assert "Moderate chronic, 13.33% absent" in page
        assert "No counted days" not in page.split(absent.last_name, 1)[1].split("</li>")[0]


@pytest.mark.parametrize("where", ["/search/?q=Ana", "/schools/{oak}/students/?q=Ana"])
def test_lists_say_when_somebody_was_last_reached(district, counselor, clerk, absent, where):
    """Beside what is missed; not to whoever reads no case."""
    address, never = where.format(oak=district.oak.pk), "Nobody reached yet"
    assert never in text_of(counselor, address)
    assert never not in text_of(clerk, address)
    LastReached.objects.create(student=absent, on=TODAY, how="call")
    assert "Last reached Nov 18<" in text_of(counselor, address)
    assert never not in text_of(counselor, address)
    assert "reached" not in text_of(clerk, address)
    LastReached.objects.update(on=date(2026, 6, 30))
    assert "Last reached Tue, Jun 30, 2026" in text_of(counselor, address)


def test_of_who_misses_little_a_list_says_nothing_of_contacts(district, counselor, ana):
    for address in ("/search/?q=Ana", f"/schools/{district.oak.pk}/students/?q=Ana"):
        assert "Nobody reached yet" not in text_of(counselor, address)


def test_what_changed_since_it_was_judged_is_told(district, counselor, absent):
    """A report that was withdrawn a moment ago stands on the page until the worker has judged."""
    told = "Something changed since this was judged"
    assert told not in text_of(counselor, page_of(absent))
    JudgementDue.objects.create(student=absent, school_year=2025)
    assert told not in text_of(counselor, page_of(absent))
    JudgementDue.objects.create(student=absent, school_year=2026)
    assert told in text_of(counselor, page_of(absent))


def test_a_case_whose_year_is_not_judged_says_so(district, counselor, absent):
    Standing.objects.all().delete()
    page = text_of(counselor, "/caseload/")
    assert "Not assessed yet" in page
    assert "No counted days" not in page


def test_of_somebody_whose_year_is_not_theirs_to_read_nothing_is_said(district, absent):
    finder = person(hire(Role.PANEL_MEMBER))
    assert IN_A_ROW not in finder.client.get(f"/search/?q={absent.last_name}").content.decode()


@pytest.mark.parametrize(
    ("more", "has_concern"),
    [
        ({}, False),
        ({"band": Band.AT_RISK}, False),
        ({"band": Band.MODERATE}, True),
        ({"status": Status.WATCH}, True),
    ],
)
def test_a_sibling_gives_concern_by_days_missed_too(district, ana, more, has_concern):
    Standing.objects.filter(student=ana).update(**more)
    sibling = SimpleNamespace(pk=ana.pk, in_reach=False, school_id=district.oak.pk)
    assert concerns_of([sibling], TODAY)[ana.pk][0] is has_concern
    missed(ana, district.oak, DAYS[-3:])
    assert concerns_of([sibling], TODAY)[ana.pk][0] is True
