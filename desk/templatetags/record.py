"""A student's numbers and days, written in one pass: they are most of the page."""

from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import groupby

from django import template
from django.utils.safestring import SafeString

from attendance.queries.reasons import ChangeDetail, DayReason, MarkDetail
from attendance.queries.shown import codes, outcome_words, verdict
from core.markup import fill, joined
from core.templatetags.ui import day as day_words
from core.templatetags.ui import icon, moment, short_day
from desk.queries.student import StudentFile
from desk.queries.year import YearNumber

register = template.Library()

# What is wrong with a day's data, and who can mend it.
QUALITIES = {
    "no_minutes": "the minutes missed are not known; the school can add them in the student information system.",
    "no_bell": "the school has no bell schedule on file, so only the marked periods tell.",
}

NUMBER = """
<details class="reason number{}{}">
<summary><span class="number-label">{}</span> <strong class="number-value">{}{}</strong></summary>
<div class="reason-body" id="number-{}">{}</div>
</details>"""
# The anchor is inside, so that a link to it opens the day without a script.
DAY = """
<details class="reason day-reason verdict-{}">
<summary><time class="day-date" datetime="{}">{}</time> <span class="day-outcome">{}</span>
<span class="day-code"><code>{}</code></span> {}</summary>
<div class="reason-body" id="day-{}">{}</div>
</details>"""
REASONS = """<p>{} <span class="cite">{}</span></p>{}
<ul class="marks">{}{}</ul><p class="cite">{}</p>"""
# What is closed and long; a script follows it in place when it is opened.
FOLDED = '<a href="{}#{}-{}">{}</a>'
MONTH = '<h3 class="days-month">{}</h3>{}'
REST = """<p class="days-rest"><a class="btn" href="{}#days">All {} days</a>
<a class="btn" href="{}">Print the whole year</a></p>"""
CHANGE = '<li class="change">{} {} {} by {}, {}</li>'
VERDICTS = {
    "counted": ("strong", "counted", "check", "counted"),
    "pending": ("span", "pending", "hourglass", "may still count"),
}


@register.simple_tag
def numbers_of(file: StudentFile, numbers: Sequence[YearNumber]) -> SafeString:
    """Write numbers, each to be opened to the days, the rule and the citation behind it."""
    behind = [] if file.is_folded else file.days
    links = {day.date: _link(day.date, codes(day), day.counted) for day in behind}
    return joined(_number(number, file, links) for number in numbers)


@register.simple_tag
def days_of(file: StudentFile) -> SafeString:
    """Write the days with marks under their months, newest first, each with its reasons."""
    months = groupby(file.shown, lambda day: day.date.replace(day=1))
    shown = joined(
        fill(MONTH, f"{month:%B %Y}", joined(_day(day, file) for day in days))
        for month, days in months
    )
    rest = fill(REST, file.whole, len(file.days), file.whole) if file.is_folded else ""
    return joined((shown, rest))


def _number(number: YearNumber, file: StudentFile, links: dict[date, SafeString]) -> SafeString:
    share = file.year.share if file.year and number.key == "days_absent" else ""
    return fill(
        NUMBER,
        " number-part" if number.is_part else "",
        " number-zero" if number.is_zero else "",
        number.label,
        short_day(number.value) if number.key == "first_truant_on" else number.value,
        fill("<small>{}</small>", share) if share else "",
        number.key,
        _opened(number, file, links),
    )


def _opened(number: YearNumber, file: StudentFile, links: dict[date, SafeString]) -> SafeString:
    """Return what is behind a number, or where it stands."""
    if file.is_folded:
        return fill(FOLDED, file.whole, "number", number.key, "The days, the rule and its source")
    return joined(
        (
            fill("<p>{}</p>", number.because) if number.because else "",
            _behind(number, file, links),
            _source(number.rule, number.citation),
        )
    )


def _behind(
    number: YearNumber, file: StudentFile, links: dict[date, SafeString]
) -> SafeString | str:
    if number.key == "days_enrolled":
        return _stays(file)
    if number.key == "reports_filed":
        return _reports(file)
    if not number.days and not number.dates:
        return ""
    items = [*(links[day.date] for day in number.days), *map(_plain, number.dates)]
    return fill('<ul class="number-days">{}</ul>', joined(items))


def _stays(file: StudentFile) -> SafeString:
    items = joined(
        fill(
            "<li>{}: {}–{}</li>",
            stay.school,
            short_day(stay.entry_date),
            short_day(stay.exit_date) if stay.exit_date else "today",
        )
        for stay in file.stays
        if stay.in_year and not stay.never_came
    )
    return fill('<ul class="plain">{}</ul>', items)


def _reports(file: StudentFile) -> SafeString:
    reports = file.year.reports if file.year else []
    return joined(
        fill('<p><a href="#reports">{}</a>: {}</p>', day_words(report.filed_at), report.because)
        for report in reports
    ) or fill("<p>{}</p>", "No report was filed.")


def _day(day: DayReason, file: StudentFile) -> SafeString:
    iso = day.date.isoformat()
    folded = fill(FOLDED, file.whole, "day", iso, "Its marks, and why it counts or not")
    return fill(
        DAY,
        verdict(day),
        iso,
        _weekday(day.date),
        outcome_words(day),
        codes(day),
        _verdict(verdict(day)),
        iso,
        folded if file.is_folded else _reasons(day),
    )


def _reasons(day: DayReason) -> SafeString:
    return fill(
        REASONS,
        day.because,
        day.citation,
        _quality(QUALITIES.get(day.quality, day.quality)),
        joined(map(_mark, day.marks)),
        joined(map(_change, day.changes)),
        day.school,
    )


def _mark(mark: MarkDetail) -> SafeString:
    words = _coded(mark.period, mark.code, mark.label, mark.minutes)
    return fill("<li>{}{}</li>", words, f": {mark.reason}" if mark.reason else "")


def _change(change: ChangeDetail) -> SafeString:
    if change.withdrawn:
        what = fill("withdrawn, was <code>{}</code>,", change.old_code)
    else:
        what = fill(
            "changed from <code>{}</code> to <code>{}</code>", change.old_code, change.new_code
        )
    return fill(
        CHANGE,
        _icon("history"),
        _when(change.period),
        what,
        change.changed_by,
        moment(change.changed_at),
    )


def _quality(words: str) -> SafeString | str:
    if not words:
        return ""
    mark = _icon("alert-triangle")
    return fill('<p class="quality">{} Data quality: {}</p>', mark, words)


def _when(period: str) -> str:
    return f"Period {period}" if period else "Whole day"


# What is kept below says nothing of any student: dates, codes, rules and icons.


@lru_cache(maxsize=4096)
def _link(day: date, code: str, counted: bool) -> SafeString:  # noqa: FBT001 - a cached function is asked by place
    return fill(
        '<li><a href="#day-{}">{}</a> <code>{}</code>{}</li>\n',
        day.isoformat(),
        day_words(day),
        code,
        fill(' <span class="{0}">{0}</span>', "counted") if counted else "",
    )


@lru_cache(maxsize=1024)
def _plain(day: date) -> SafeString:
    return fill("<li>{}</li>", day_words(day))


@lru_cache(maxsize=1024)
def _weekday(day: date) -> str:
    return f"{day:%a, %b} {day.day}"


@lru_cache(maxsize=4096)
def _coded(period: str, code: str, label: str, minutes: int | None) -> SafeString:
    spent = "" if minutes is None else f", {minutes} min"
    return fill("{}: <code>{}</code> {}{}", _when(period), code, label, spent)


@lru_cache(maxsize=256)
def _source(rule: str, citation: str) -> SafeString:
    return fill('<p class="cite">{} {} {}</p>', _icon("book"), rule, citation)


@cache
def _verdict(key: str) -> SafeString | str:
    if key not in VERDICTS:
        return ""
    tag, css, mark, words = VERDICTS[key]
    return fill('<{0} class="day-verdict {1}">{2} {3}</{0}>', tag, css, _icon(mark), words)


@cache
def _icon(name: str, css: str = "") -> SafeString:
    return icon(name, css=css)
