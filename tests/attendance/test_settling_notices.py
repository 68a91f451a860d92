"""A first notice from before go-live goes with the reports that it can have told of."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils.timezone import make_aware

from attendance.actions.decisions import withdraw_all
from attendance.actions.steps import Step, settle_notices, take
from attendance.choices import EvidenceKind, StepKind
from attendance.models import JudgementDue, ProcessStep
from tests.attendance.deciding import decide
from tests.attendance.reports import filed
from tests.factories import YEAR, UserFactory, act

pytestmark = pytest.mark.django_db
FILED = date(2026, 10, 5)
DAY = timedelta(days=1)


@pytest.fixture
def report(ana):
    return filed(ana, on=FILED)


def by(hours=0):
    return act(UserFactory(), at=act().at + timedelta(hours=hours))


def told(student, on=FILED, year=YEAR, **values):
    """A line of history.csv: its day at midnight, without a time."""
    step = {
        "student_id": student.pk,
        "school_year": year,
        "kind": StepKind.NOTICE_48260_5,
        "happened_at": make_aware(datetime.combine(on, time())),
        "has_time": False,
        "evidence_kind": EvidenceKind.HISTORY,
        "evidence_id": f"notice:{on}",
        **values,
    }
    take(act(), [Step(**step)])


def counting():
    rows = ProcessStep.objects.filter(withdrawn_at=None)
    return list(rows.order_by("evidence_id").values_list("evidence_id", flat=True))


def test_it_counts_no_more_with_its_report_and_again_when_that_is_upheld(ana, report):
    told(ana)
    decide(by(), report=report, verb="withdraw", reason="a doctor's note")
    assert counting() == []
    decide(by(1), report=report, verb="uphold", reason="another day")
    assert counting() == ["notice:2026-10-05"]
    assert JudgementDue.objects.get().student_id == ana.pk


@pytest.mark.parametrize(
    ("on", "counts"),
    [
        (FILED - DAY, True),  # of a report that nobody told us of
        (FILED, False),
        (FILED + 2 * DAY, False),
        (FILED + 3 * DAY, True),  # of the second report, on its day
    ],
)
def test_it_tells_of_the_reports_filed_by_its_day(ana, report, on, counts):
    filed(ana, on=FILED + 3 * DAY)
    told(ana, on)
    decide(by(), report=report, verb="withdraw", reason="a doctor's note")
    assert bool(counting()) is counts


@pytest.mark.parametrize(
    "values",
    [
        {"kind": StepKind.EFFORT_48262},
        {"evidence_kind": EvidenceKind.NOTICE},  # the letters' own
        {"year": YEAR - 1, "on": FILED - 365 * DAY},
    ],
)
def test_other_steps_are_left_alone(ana, report, values):
    told(ana, **values)
    decide(by(), report=report, verb="withdraw", reason="a doctor's note")
    assert len(counting()) == 1


def test_another_student_s_stays_and_so_does_one_that_was_withdrawn_before(ana, district, report):
    told(district.ben)
    told(ana)
    before = act().at - DAY
    ProcessStep.objects.filter(student=ana).update(withdrawn_at=before)
    decide(by(), report=report, verb="withdraw", reason="a doctor's note")
    decide(by(1), report=report, verb="uphold", reason="another day")
    assert ProcessStep.objects.get(student=ana).withdrawn_at == before
    assert ProcessStep.objects.get(student=district.ben).withdrawn_at is None


def test_what_is_withdrawn_together_takes_its_notices_along(ana, district):
    reports = [filed(student, on=FILED) for student in (ana, district.ben)]
    for student in (ana, district.ben):
        told(student)
    withdraw_all(by(), reports=reports, reason="by mistake")
    assert counting() == []


def test_brought_after_the_withdrawal_it_does_not_count(ana, report):
    decide(by(), report=report, verb="withdraw", reason="a doctor's note")
    told(ana)
    for _ in range(2):
        settle_notices(by(1), students=[ana.pk])
    assert counting() == []


def test_any_number_takes_as_many_statements(ana, report, django_assert_num_queries):
    told(ana)
    decide(by(), report=report, verb="withdraw", reason="a doctor's note")
    ProcessStep.objects.update(withdrawn_at=None)
    with django_assert_num_queries(4):  # with the savepoint
        settle_notices(act(), students=[ana.pk])
