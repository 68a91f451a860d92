"""A student who was judged."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from attendance.models import Assessment, Standing, StandingChange
from tests.factories import TODAY, PolicyFactory, SchoolDayFactory, StandingFactory

NOTHING = {
    "status": "none",
    "counted_days": 0,
    "pending_days": 0,
    "reports_due": 0,
    "reports_filed": 0,
    "band": "satisfactory",
    "tier": "prevention",
}


@pytest.fixture
def judged(district):
    """Say that a student was judged: `judged(student, counted_days=1)`, from nothing."""
    policy = PolicyFactory()

    def judge(student, before=NOTHING, days=(date(2026, 11, 10),), **after):
        run = Assessment.objects.create(
            policy=policy, school_year=2026, as_of=TODAY, finished_at=timezone.now()
        )
        now = {**NOTHING, **after}
        Standing.objects.filter(student=student).delete()
        StandingFactory(
            student=student,
            school=district.oak,
            **{k: v for k, v in now.items() if k != "pending_days"},
        )
        StandingChange.objects.create(
            student=student,
            school_year=2026,
            assessment=run,
            before=before,
            after=now,
            days_changed=list(days),
        )
        return now

    return judge


@pytest.fixture
def calendar(district):
    """Oak's school days of three weeks up to today."""
    ordinal, days = 0, []
    for n in range(20, -1, -1):
        day = TODAY - timedelta(days=n)
        taught = day.weekday() < 5
        ordinal += taught
        SchoolDayFactory(school=district.oak, date=day, is_school_day=taught, ordinal=ordinal)
        days += [day] if taught else []
    return days
