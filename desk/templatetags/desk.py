"""What the templates of these screens say and draw beyond the common words."""

from datetime import date
from functools import cache
from typing import Any, Protocol, cast

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from attendance.choices import Band, Tier
from attendance.queries.reasons import DayReason
from attendance.queries.shown import DAY_KINDS, codes, outcome_words, verdict
from attendance.rules.headline import BAND_TONES, misses_much
from contacts.choices import NoteKind
from core import clock
from core.addresses import with_query
from core.charts import Bar, BarChart, HeatDay, HeatMap, bars, heat_map
from core.markup import fill
from core.templatetags.ui import day as day_words
from core.templatetags.ui import short_day
from desk.queries.student import StudentFile
from desk.queries.year import Year
from law.queries import named, pack_today
from students.rules import school_year_of
from students.rules.around import Adult
from students.rules.people import grade_words

register = template.Library()

register.filter("grade", grade_words)


@register.filter
def initials(person: Any) -> str:
    """Return the first letters of first and last name, or a question mark."""
    letters = [name[:1] for name in (person.first_name, person.last_name) if name]
    return "".join(letters).upper() or "?"


@register.filter
def band_tone(band: str) -> str:
    return BAND_TONES.get(Band(band), "good") if band else "quiet"


@register.filter
def band_words(band: str) -> str:
    return named(band, "bands")


@register.filter
@cache
def tier_words(tier: str) -> str:
    return str(Tier(tier).label)


class Reached(Protocol):
    """What a list knows of a student's days missed and of the last person reached."""

    @property
    def band(self) -> str: ...
    @property
    def absent_now(self) -> int: ...
    @property
    def tells_reached(self) -> bool: ...
    @property
    def reached_on(self) -> date | None: ...


@register.simple_tag
def last_reached(line: Reached) -> str:
    """Say when somebody was last reached about a student who misses much; '' of the others, and to
    whoever may not read it.
    """
    least = pack_today().value("contact.unexplained_days")
    return reached_words(line, least, school_year=school_year_of(clock.today()))


def reached_words(line: Reached, least: int, *, school_year: int) -> str:
    """As `last_reached`, in a school year; from `least` days in a row on somebody misses much."""
    if not line.tells_reached or not misses_much(line.band, line.absent_now, least=least):
        return ""
    if line.reached_on is None:
        return "Nobody reached yet"
    is_this_year = school_year_of(line.reached_on) == school_year
    return f"Last reached {(short_day if is_this_year else day_words)(line.reached_on)}"


@register.filter
def order_words(adult: Adult) -> str:
    """Say which order forbids contact, and until when. An order that is over allows nothing."""
    order = adult.court_order or "No court order on file"
    if adult.order_ends is None:
        return f"{order}, no end date on file"
    ends = f"{adult.order_ends:%B %-d, %Y}"
    return f"{order}, ended {ends}: ask first" if adult.order_is_over else f"{order}, until {ends}"


@register.simple_tag(takes_context=True)
def call_log(context: Context, student: int, adult: str) -> SafeString:
    """Draw, in a link that dials, where the outcome of the call is logged; '' for who logs none."""
    log = context.get("quick_log_url")
    there = with_query(log, student=student, kind=NoteKind.CALL, who=adult) if log else ""
    return fill('data-call="{}"', there) if there else SafeString("")


@register.simple_tag
def calendar_of(file: StudentFile) -> HeatMap:
    """Draw a judged year as a calendar; each day with marks leads to its reasons."""
    year = cast(Year, file.year)  # only a judged year is drawn
    by_date = {day.date: day for day in year.days}
    last = max([year.as_of, *by_date])
    through = [day for day in year.taught if (day.year, day.month) <= (last.year, last.month)]
    shown = sorted({*through, *by_date})
    return heat_map(
        key="calendar",
        title="Every school day",
        summary="Open a day to see its marks and why it counts or not.",
        days=[_heat_day(day, by_date.get(day), file) for day in shown],
        kinds=DAY_KINDS,
        today=file.today,
    )


@register.filter
def way_to(file: StudentFile, day: date) -> str:
    return file.way_to(day)


def _heat_day(day: date, reason: DayReason | None, file: StudentFile) -> HeatDay:
    year = cast(Year, file.year)  # only a judged year is drawn
    if reason:
        return HeatDay(day, verdict(reason), _words(reason), file.way_to(day))
    if day in year.unknown:
        return HeatDay(day, "not_taken", "Attendance not taken")
    if day > year.as_of:
        return HeatDay(day, "coming", "Not judged yet")
    return HeatDay(day, "attended", "Attended")


def _words(day: DayReason) -> str:
    counts = {"counted": "; counted", "pending": "; may still count"}.get(verdict(day), "")
    return f"{outcome_words(day)} ({codes(day)}){counts}"


@register.simple_tag
def weekday_bars(year: Year) -> BarChart:
    """Draw the days absent by weekday."""
    rows = year.patterns.weekdays
    worst = max(rows, key=lambda row: row.absent, default=None)
    most = f"Most often on a {worst.name}." if worst and worst.absent else "No day absent."
    return bars(
        key="weekdays",
        title="Days absent by weekday",
        summary=most,
        rows=[Bar(row.name, row.absent) for row in rows],
        columns=("Weekday", "Days absent"),
    )


@register.simple_tag
def period_bars(year: Year) -> BarChart:
    """Draw how often each period was missed or late, for schools that mark by period."""
    return bars(
        key="periods",
        title="Missed or late by period",
        summary="Marks without a valid excuse.",
        rows=[Bar(f"Period {name}", times) for name, times in year.patterns.periods],
        columns=("Period", "Times"),
    )
