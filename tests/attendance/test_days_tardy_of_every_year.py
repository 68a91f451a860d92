"""What every judged year has to be proven by is judged anew in each, not in the last alone."""

from importlib import import_module

import pytest

from attendance.models import JudgementDue
from core import sql
from tests.factories import StandingFactory

JUDGE_AGAIN = import_module("attendance.migrations.0020_days_tardy").JUDGE_AGAIN


@pytest.mark.parametrize("years", [(), (2026,), (2025, 2026)])
def test_every_judged_year_is_judged_again(district, years):
    for year in years:
        StandingFactory(student=district.ana, school=district.oak, school_year=year)
    JudgementDue.objects.all().delete()
    sql.run(JUDGE_AGAIN, {})
    due = JudgementDue.objects.values_list("student", "school_year")
    assert sorted(due) == [(district.ana.pk, year) for year in years]
