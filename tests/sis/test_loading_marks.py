"""Marks: loaded, changed, withdrawn, and set aside where nothing covers them."""

from datetime import date

import pytest

from attendance.models import (
    JudgementDue,
    Mark,
    MarkChange,
    RivalMark,
)
from sis.models import SetAside
from tests.sis.bundles import BASE, import_sis, marks, set_policy

pytestmark = pytest.mark.usefixtures("worker_db")


def test_present_rows_are_stored_only_beside_others(bundle):
    report = import_sis(
        bundle(
            marks=marks("1,A,2026-09-14,1,PR,,", "1,A,2026-09-14,2,AU,,", "2,A,2026-09-14,1,PR,,")
        )
    )
    assert report["files"]["marks.csv"]["created"] == 2
    assert report["files"]["marks.csv"]["unchanged"] == 1
    assert list(Mark.objects.order_by("period").values_list("student__sis_id", "period")) == [
        ("1", "1"),
        ("1", "2"),
    ]


def test_a_changed_mark_leaves_its_old_value(bundle):
    import_sis(bundle(marks=marks("1,A,2026-09-14,,AU,,")))
    report = import_sis(bundle(marks=marks("1,A,2026-09-14,,AE,,Doctor")))
    assert report["files"]["marks.csv"]["updated"] == 1
    change = MarkChange.objects.get()
    assert (change.old_code, change.new_code, change.new_reason) == ("AU", "AE", "Doctor")
    assert change.withdrawn is False
    assert change.changed_by.startswith("import ")


def test_a_mark_the_file_lacks_is_withdrawn_within_its_days(bundle):
    ana = [f"1,A,2026-09-{day},,AU,," for day in (14, 15, 16)]
    import_sis(bundle(marks=marks(*ana, "3,B,2026-09-15,,AU,,")))
    report = import_sis(bundle(marks=marks("2,A,2026-09-14,,AU,,", "2,A,2026-09-15,,AU,,")))
    assert report["files"]["marks.csv"]["closed"] == 2
    assert set(Mark.objects.values_list("student__sis_id", "date")) == {
        ("1", date(2026, 9, 16)),  # outside the file's days
        ("2", date(2026, 9, 14)),
        ("2", date(2026, 9, 15)),
        ("3", date(2026, 9, 15)),  # another school
    }
    assert list(MarkChange.objects.values_list("withdrawn", flat=True)) == [True, True]


def test_a_manifest_widens_the_days(bundle):
    import_sis(bundle(marks=marks("1,A,2026-09-14,,AU,,", "1,A,2026-09-16,,AU,,")))
    manifest = "file,school_id,from,to\nmarks.csv,A,2026-09-14,2026-09-18\n"
    report = import_sis(bundle(marks=marks("1,A,2026-09-14,,AU,,"), manifest=manifest))
    assert report["files"]["marks.csv"]["closed"] == 1


def test_a_mark_back_to_present_is_a_change(bundle):
    import_sis(bundle(marks=marks("1,A,2026-09-14,,AU,,")))
    report = import_sis(bundle(marks=marks("1,A,2026-09-14,,PR,,")))
    assert report["files"]["marks.csv"]["updated"] == 1
    assert Mark.objects.count() == 0
    assert MarkChange.objects.get().new_code == "PR"


def test_a_bad_row_does_not_withdraw_what_is_on_file(bundle):
    import_sis(bundle(marks=marks("1,A,2026-09-14,,AU,,", "1,A,2026-09-15,,AU,,")))
    report = import_sis(bundle(marks=marks("1,A,2026-09-14,,??,,", "2,A,2026-09-15,,AU,,")))
    assert report["files"]["marks.csv"]["rejected"] == 1
    assert report["files"]["marks.csv"]["closed"] == 0
    assert Mark.objects.filter(student__sis_id="1").count() == 2


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("1,B,2026-09-14,,AU,,", "no-enrollment"),
        ("1,A,2026-09-19,,AU,,", "not-a-school-day"),
        ("1,A,2026-08-12,,AU,,", "no-enrollment"),
    ],
)
def test_what_nothing_covers_is_set_aside(bundle, row, why):
    report = import_sis(bundle(marks=marks(row)))
    assert report["files"]["marks.csv"]["set_aside"] == 1
    assert Mark.objects.count() == 0
    assert SetAside.objects.get().why == why


def test_a_set_aside_mark_returns_with_its_enrollment(bundle):
    import_sis(bundle(marks=marks("1,B,2026-09-14,,AU,,")))
    later = BASE["enrollments.csv"] + "1,B,2026-09-01,,5,,\n"
    import_sis(bundle(enrollments=later))
    assert SetAside.objects.count() == 0
    assert Mark.objects.get().school.sis_id == "B"
    assert JudgementDue.objects.filter(student__sis_id="1", school_year=2026).exists()


def test_a_mark_no_longer_covered_is_set_aside(bundle):
    import_sis(bundle(marks=marks("1,A,2026-09-17,,AU,,")))
    left = BASE["enrollments.csv"].replace("1,A,2026-08-13,,", "1,A,2026-08-13,2026-09-16,")
    import_sis(bundle(enrollments=left))
    assert Mark.objects.count() == 0
    assert SetAside.objects.get().why == "no-enrollment"
    assert [(c.old_code, c.withdrawn) for c in MarkChange.objects.all()] == [("AU", True)]


def test_a_mark_sent_again_and_no_longer_covered_is_set_aside(bundle):
    sent = marks("1,A,2026-09-17,,AU,,")
    import_sis(bundle(marks=sent))
    left = BASE["enrollments.csv"].replace("1,A,2026-08-13,,", "1,A,2026-08-13,2026-09-16,")
    import_sis(bundle(enrollments=left, marks=sent))
    assert (Mark.objects.count(), SetAside.objects.count()) == (0, 1)
    assert [(c.old_code, c.withdrawn) for c in MarkChange.objects.all()] == [("AU", True)]


@pytest.mark.parametrize("policy", ["last", "first", "skip"])
def test_two_codes_for_one_period(bundle, policy):
    """Both are kept, whatever the policy in force: judging reads it."""
    set_policy({"marks.conflict": policy})
    report = import_sis(bundle(marks=marks("1,A,2026-09-14,1,AU,,", "1,A,2026-09-14,1,AE,,")))
    assert any("1 with another code" in warning for warning in report["warnings"])
    assert Mark.objects.get().code.code == "AE"
    assert RivalMark.objects.get().code.code == "AU"


def test_a_code_that_comes_no_second_time_is_no_rival_and_judged_again(bundle):
    """But of whom a row was not loaded, nothing is gone."""
    both = ("1,A,2026-09-14,1,AU,,", "1,A,2026-09-14,1,AE,,")
    import_sis(bundle(marks=marks(*both)))
    JudgementDue.objects.all().delete()
    import_sis(bundle(marks=marks("1,A,2026-09-14,1,??,,", "2,A,2026-09-14,,PR,,")))
    assert (RivalMark.objects.count(), JudgementDue.objects.count()) == (1, 0)
    import_sis(bundle(marks=marks(both[1])))
    assert not RivalMark.objects.exists()
    assert JudgementDue.objects.get().student.sis_id == "1"


def test_what_was_set_aside_goes_with_the_file_that_lacks_it(bundle):
    """Not beside a row of the student that was not loaded."""
    import_sis(bundle(marks=marks("1,B,2026-09-14,,AU,,")))
    import_sis(bundle(marks=marks("1,B,2026-09-14,,??,,", "3,B,2026-09-14,,PR,,")))
    assert SetAside.objects.count() == 1
    import_sis(bundle(marks=marks("3,B,2026-09-14,,PR,,")))
    assert not SetAside.objects.exists()


@pytest.mark.parametrize(
    ("beside", "returned"),
    [((), 0), (("1,A,2026-09-14,2,AU,,",), 1), (("1,B,2026-09-14,2,AU,,",), 2)],
)
def test_a_present_row_returns_only_beside_one_that_says_otherwise(bundle, beside, returned):
    import_sis(bundle(marks=marks("1,B,2026-09-14,1,PR,,", *beside)))
    import_sis(bundle(enrollments=BASE["enrollments.csv"] + "1,B,2026-09-01,,5,,\n"))
    assert SetAside.objects.count() == 0
    assert Mark.objects.filter(school__sis_id="B").count() == returned


@pytest.mark.parametrize("there", ["AU", "PR"])
def test_what_a_second_school_says_of_a_day_missed_at_the_first_is_stored(bundle, there):
    both = BASE["enrollments.csv"] + "1,B,2026-08-13,,5,,\n"
    import_sis(bundle(enrollments=both, marks=marks("1,A,2026-09-14,,AU,,")))
    import_sis(bundle(enrollments=both, marks=marks(f"1,B,2026-09-14,,{there},,")))
    found = Mark.objects.order_by("school__sis_id").values_list("school__sis_id", "code__code")
    assert list(found) == [("A", "AU"), ("B", there)]


def test_present_at_both_schools_of_two_files_leaves_no_row(bundle):
    both = BASE["enrollments.csv"] + "1,B,2026-08-13,,5,,\n"
    import_sis(bundle(enrollments=both, marks=marks("1,A,2026-09-14,,AU,,")))
    says = marks("1,A,2026-09-14,,PR,,", "1,B,2026-09-14,,PR,,")
    import_sis(bundle(enrollments=both, marks=says))  # which takes back what A said before
    assert not Mark.objects.exists()
    for school in "AB":
        import_sis(bundle(enrollments=both, marks=marks(f"1,{school},2026-09-14,,PR,,")))
    assert not Mark.objects.exists()
