"""What a policy leaves out is kept as it came: another policy finds it without another import."""

import pytest

from attendance.actions.assess import assess
from attendance.models import DayOutcome, JudgementDue, Mark, Standing
from audit.rules import Act, Actor
from core import clock
from sis.models import SetAside
from students.models import SchoolDay
from tests.sis.bundles import BASE, import_sis, marks, set_policy

pytestmark = pytest.mark.usefixtures("worker_db")
NIGHTLY = Actor(kind="job", id="nightly", name="nightly")
SATURDAY, SUNDAY = "2026-09-19", "2026-09-20"
CALENDAR = BASE["calendar.csv"] + f"A,{SATURDAY},Y,Saturday school\nA,2026-09-21,Y,\n"


def judged(**policy):
    """What Ana's year comes to under a policy: days enrolled, days absent."""
    set_policy({name.replace("__", "."): value for name, value in policy.items()})
    assess(Act(NIGHTLY, clock.now(), clock.today()))
    year = Standing.objects.get(student__sis_id="1")
    assert not JudgementDue.objects.exists()
    return year.days_enrolled, year.days_absent


def school_days():
    rows = SchoolDay.objects.filter(school__sis_id="A", is_school_day=True).order_by("date")
    return [(f"{day.date:%a %-d}", day.ordinal) for day in rows]


# --- Saturdays and Sundays -----------------------------------------------------------------------


def test_a_saturday_counts_only_where_the_policy_says_so(bundle):
    sent = marks(f"1,A,{SATURDAY},,AU,,", "1,A,2026-09-21,,AU,,")
    report = import_sis(bundle(calendar=CALENDAR, marks=sent))
    [told] = [one for one in report["warnings"] if one.startswith("calendar.csv")]
    assert "1 Saturday or Sunday is named as a school day (line 12)" in told
    assert SetAside.objects.count() == 0
    assert judged() == (6, 1)
    assert not DayOutcome.objects.filter(date=SATURDAY).exists()
    assert school_days()[-2:] == [("Fri 18", 5), ("Mon 21", 6)]
    assert judged(enrollment__weekends="count") == (7, 2)
    assert school_days()[-2:] == [("Sat 19", 6), ("Mon 21", 7)]
    assert judged(enrollment__weekends="skip") == (6, 1)
    assert school_days()[-2:] == [("Fri 18", 5), ("Mon 21", 6)]


def test_the_same_calendar_again_changes_nothing(bundle):
    import_sis(bundle(calendar=CALENDAR))
    again = import_sis(bundle(calendar=CALENDAR))
    assert again["files"]["calendar.csv"]["unchanged"] == 12
    only = BASE["calendar.csv"].splitlines()[0] + "\nA,2026-09-21,N,\n"  # leaves the Saturday
    import_sis(bundle(calendar=only))
    assert judged(enrollment__weekends="count") == (6, 0)


def test_where_the_policy_counts_them_nothing_is_asked(bundle):
    set_policy({"enrollment.weekends": "count"})
    report = import_sis(bundle(calendar=CALENDAR))
    assert not [one for one in report["warnings"] if one.startswith("calendar.csv")]
    assert school_days()[-2:] == [("Sat 19", 6), ("Mon 21", 7)]


def test_a_sunday_and_a_friday(bundle):
    sunday = CALENDAR.replace(SATURDAY, SUNDAY)
    import_sis(bundle(calendar=sunday, marks=marks("1,A,2026-09-18,,AU,,", f"1,A,{SUNDAY},,AU,,")))
    assert judged() == (6, 1)
    assert judged(enrollment__weekends="count") == (7, 2)


# --- Two codes for one period --------------------------------------------------------------------


@pytest.mark.parametrize("at_first", ["last", "first", "skip"])
@pytest.mark.parametrize(
    ("rows", "last", "first", "skip"),
    [
        (("AE", "AU"), (5, 1, 1), (5, 1, 0), (5, 0, 0)),
        (("PR", "AU"), (5, 1, 1), (5, 0, 0), (5, 0, 0)),
        (("AU", "PR"), (5, 0, 0), (5, 1, 1), (5, 0, 0)),
        (("AU", "AE", "AU"), (5, 1, 1), (5, 1, 1), (5, 0, 0)),
    ],
)
def test_two_codes_are_judged_by_the_policy_in_force(bundle, at_first, rows, last, first, skip):
    set_policy({"marks.conflict": at_first})
    sent = marks(*(f"1,A,2026-09-15,,{code},," for code in rows))
    for _ in range(2):  # sent again, nothing changes
        import_sis(bundle(marks=sent))
        for policy, expected in (("last", last), ("first", first), ("skip", skip)):
            assert (*judged(marks__conflict=policy), counted()) == expected
    import_sis(bundle(marks=marks("1,A,2026-09-15,,AU,,")))
    assert judged(marks__conflict="skip") == (5, 1)  # the file says one code only


def counted():
    return Standing.objects.get(student__sis_id="1").counted_days


# --- The exit date -------------------------------------------------------------------------------

LEFT = BASE["enrollments.csv"].replace("1,A,2026-08-13,,", "1,A,2026-08-13,2026-09-16,")


@pytest.mark.parametrize("at_first", ["last", "gone"])
def test_the_exit_date_is_judged_by_the_policy_in_force(bundle, at_first):
    set_policy({"enrollment.exit_day": at_first})
    sent = marks("1,A,2026-09-15,,AU,,", "1,A,2026-09-16,,AU,,")
    import_sis(bundle(enrollments=LEFT, marks=sent))
    assert (Mark.objects.count(), SetAside.objects.count()) == (2, 0)
    for _ in range(2):
        assert judged(enrollment__exit_day="last") == (3, 2)
        assert judged(enrollment__exit_day="gone") == (2, 1)


def test_who_comes_back_on_the_exit_date_is_enrolled_on_it(bundle):
    back = LEFT + "1,A,2026-09-16,,5,,\n"
    import_sis(bundle(enrollments=back, marks=marks("1,A,2026-09-16,,AU,,")))
    assert judged(enrollment__exit_day="gone") == (5, 1)
