"""Students who were away for days in a row, and are back."""

from datetime import timedelta

from tests.factories import TODAY, DayOutcomeFactory, SchoolDayFactory, StandingFactory

DAY = timedelta(days=1)
WEDNESDAY = TODAY - 7 * DAY


def calendar(school, *, days=21, holidays=()):
    """Write the last three weeks of a school: weekdays but for holidays, numbered."""
    ordinal = 40
    for n in range(days, -1, -1):
        day = TODAY - n * DAY
        is_open = day.weekday() < 5 and day not in holidays
        ordinal += is_open
        SchoolDayFactory(school=school, date=day, is_school_day=is_open, ordinal=ordinal)


def away(student, school, *days, outcome="absent", excuse="excused", as_of=TODAY):
    """Have a student away on these days, of a year that is judged as of a day."""
    missed = {"days_absent": len(days), "days_absent_excused": len(days)}
    StandingFactory(student=student, school=school, as_of=as_of, **missed)
    for day in days:
        DayOutcomeFactory(student=student, school=school, date=day, outcome=outcome, excuse=excuse)
