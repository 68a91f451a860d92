"""What an import changes is judged again, and nothing else is."""

from datetime import date

import pytest

from attendance.actions.assess import assess
from attendance.models import (
    JudgementDue,
)
from psa.integrity import problems
from tests.factories import act
from tests.sis.bundles import BASE, FALL, import_sis, marks

pytestmark = pytest.mark.usefixtures("worker_db")


def test_not_taken_is_judged_again_and_taken_is_not(bundle):
    """Of whoever is enrolled on that day: from the day of entry through that of exit."""
    rows = BASE["enrollments.csv"].splitlines(keepends=True)[0]
    rows += "1,A,2026-09-14,,5,,\n2,A,2026-08-13,2026-09-14,6,,\n3,A,2026-08-13,2026-09-13,7,,\n"
    here = {"enrollments": rows + "3,A,2026-09-15,,7,,\n"}
    import_sis(bundle(**here))
    JudgementDue.objects.all().delete()
    said = "school_id,date,period,section,taken\nA,2026-09-14,,,Y\nB,2026-09-14,,,Y\n"
    import_sis(bundle(submissions=said, **here))
    assert JudgementDue.objects.count() == 0
    import_sis(bundle(submissions=said.replace("A,2026-09-14,,,Y", "A,2026-09-14,,,N"), **here))
    assert set(JudgementDue.objects.values_list("student__sis_id", flat=True)) == {"1", "2"}


def test_a_changed_code_concerns_whoever_has_it(bundle):
    import_sis(bundle(marks=marks("1,A,2026-09-14,,AU,,", "2,A,2026-09-14,,AE,,")))
    JudgementDue.objects.all().delete()
    import_sis(bundle(codes=BASE["codes.csv"].replace("AU,Unexcused", "AU,Without excuse")))
    assert JudgementDue.objects.values_list("student__sis_id", flat=True).get() == "1"


def test_a_changed_birth_date_is_judged_again(bundle):
    import_sis(bundle())
    JudgementDue.objects.all().delete()
    import_sis(bundle(students=BASE["students.csv"].replace("2014-05-06", "2008-05-06")))
    assert JudgementDue.objects.values_list("student__sis_id", flat=True).get() == "2"


def test_a_school_that_became_a_charter_is_judged_again(bundle):
    import_sis(bundle(marks=marks("1,A,2026-09-14,,AU,,", "3,B,2026-09-14,,AU,,")))
    JudgementDue.objects.all().delete()
    charter = "school_id,name,is_charter\nA,Adams Elementary,\nB,Baker Middle,Y\n"
    import_sis(bundle(schools=charter))
    assert JudgementDue.objects.values_list("student__sis_id", flat=True).get() == "3"
    JudgementDue.objects.all().delete()
    import_sis(bundle(schools=charter))
    assert not JudgementDue.objects.exists()
    import_sis(bundle(schools=charter.replace("Middle,Y", "Middle,N")))
    assert JudgementDue.objects.values_list("student__sis_id", flat=True).get() == "3"


def test_an_exit_is_judged_in_the_years_that_it_takes_away(bundle):
    """As is an enrollment of which the calendar changes, up to the first day of the school year."""
    rows = BASE["enrollments.csv"].replace("1,A,2026-08-13,", "1,A,2025-08-13,{}")
    rows = rows.replace("2,A,2026-08-13,", "2,A,2025-08-13,2026-06-30")
    import_sis(bundle(enrollments=rows.format("2026-07-01")))
    due = JudgementDue.objects.filter(school_year=2026).values_list("student__sis_id", flat=True)
    closed = {"calendar": BASE["calendar.csv"].replace("A,2026-09-15,Y", "A,2026-09-15,N")}
    for exit_date in ("2026-07-01", "2026-06-30"):
        JudgementDue.objects.all().delete()
        import_sis(bundle(enrollments=rows.format(exit_date), **closed))
        assert list(due.all()) == ["1"]


def test_an_open_enrollment_of_old_is_judged_in_each_year_that_was_judged(bundle):
    import_sis(bundle())
    today = date(2026, 11, 20)
    assess(act(on=today))
    import_sis(FALL)  # enrolled since 2011 and never left
    assess(act(on=today))
    assert problems() == []
