"""What an interview says, and how one is held."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from plans.actions import Chosen, Said, hold_interview, start_plan
from plans.choices import Speaker
from plans.rules.goals import Goal
from tests.factories import TODAY, DayOutcomeFactory, SchoolDayFactory, StandingFactory, act

UUID_1, UUID_2 = UUID(int=1), UUID(int=2)


def said(**values):
    """The student said today at school that mornings are hard; pass what the test is about."""
    return Said(**{"held_on": TODAY, "speaker": Speaker.STUDENT, "barriers": ["B05"], **values})


def hold(by, student, *, uuid=UUID_1, **values):
    now = act(by, at=timezone.now())
    return hold_interview(now, client_uuid=uuid, student=student, said=said(**values))


def goal(**values):
    """Miss at most 2 of 20 school days from tomorrow on; pass what the test is about."""
    plain = {"missed": 2, "days": 20, "baseline_missed": 6, "baseline_days": 20}
    days = {"begins": TODAY + timedelta(days=1), "until": TODAY + timedelta(days=30)}
    return Goal(**{**plain, **days, "review_on": TODAY + timedelta(days=28), **values})


def chosen(**values):
    """A mentor from today on, on Monday, Wednesday and Friday."""
    plain = {"title": "Success Mentor", "owner_name": "Mr. Lee", "starts_on": TODAY}
    return Chosen(**{**plain, "code": "I15", "rating": "P", "weekdays": [0, 2, 4], **values})


def start(by, student, *, uuid=UUID_1, strategies=None, on=None, **values):
    """Start a plan; without a case one is opened."""
    now = act(by, at=timezone.now()) if on is None else act(by, at=on)
    plain = {"template": "middle", "goal": goal(), "tier": "early", "reason": "Absences"}
    return start_plan(
        now,
        client_uuid=uuid,
        student=student,
        strategies=[chosen()] if strategies is None else strategies,
        **{**plain, **values},
    )


def school_days(school, first, last, *, holidays=()):
    """Write the calendar of a school between two days: weekdays but for holidays."""
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        is_open = day.weekday() < 5 and day not in holidays
        SchoolDayFactory(school=school, date=day, is_school_day=is_open)


def judged(student, school, *, as_of=TODAY, missed=()):
    """Let a student's year be judged as of a day: away on the days named, there on the others."""
    StandingFactory(student=student, school=school, as_of=as_of)
    for day in missed:
        DayOutcomeFactory(student=student, school=school, date=day)
