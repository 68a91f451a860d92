"""What a packet says and draws: facts are JSON, so dates come as text."""

import re
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

from django import template
from django.utils.dateformat import time_format
from django.utils.safestring import SafeString

from attendance.queries.shown import DAY_KINDS
from core.charts import HeatKind
from core.markup import fill, joined
from core.templatetags.ui import NOTHING, day, moment
from letters.rules import date_words, written_date, written_month
from packets.choices import CLOCK
from packets.rules.spoken import spoken
from students.rules.people import grade_words

register = template.Library()

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
PITCH, HEAD = 30, 16
EVERY_DAY = "Attended every day."
Home = Mapping[str, Any]
ENGLISH: Home = {
    "language": "en",
    "said": {},
}  # who reads English: nothing is put otherwise
LOOKS = {kind.key: kind for kind in DAY_KINDS}
# The colors of the screens in light, written into each drawing: a PDF knows no other style there.
TONES = {
    "danger": ("#a31621", "#d9777d"),
    "grave": ("#8a3300", "#d9763a"),
    "info": ("#14508f", "#7faedd"),
    "warn": ("#6a4500", "#cf9a2f"),
    "quiet": ("#505c6b", "#b9c3ce"),
}
STYLE = """
text{font-family:"Noto Sans";font-size:11px;text-anchor:middle;fill:#17212e}
.weekday{font-size:9px;fill:#505c6b}.cell{fill:none}.drawn{fill:none;stroke-width:2}
.dashes{stroke-dasharray:3.5 4}.thin{stroke-width:1}.solid text{fill:#fff;font-weight:bold}
.shape-faint text{fill:#8a95a3}.shape-plain .cell{fill:#eef1f5}
""" + "".join(
    f".tone-{tone} .drawn{{stroke:{dark}}}.tone-{tone} .filled{{fill:{dark}}}"
    for tone, (dark, _) in TONES.items()
)
MONTH = """
<div class="month"><p class="month-name">{0}</p>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="{1}"><title>{2}</title><style>{3}</style>
{4}{5}</svg></div>"""
CELL = '<g class="{}" transform="{}">{}</g>'
WEEKDAY = '<text class="weekday" x="{}" y="10">{}</text>'
KEY = """
<li><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 26 26"><title>{0}</title>
<style>{1}</style><g class="{2}">{3}</g></svg> {0} <strong>{4}</strong></li>"""


@register.filter
def on(value: str | None) -> str:
    """Write a date of the facts: "Thu, Oct 8, 2026"."""
    return day(date.fromisoformat(value[:10])) if value else NOTHING


def day_of(value: str | None, home: Home) -> str:
    """Write a date of the facts as on the pages in the language of a home."""
    if home["language"] == ENGLISH["language"]:
        return on(value)
    return written_date(date.fromisoformat(value[:10]), home["language"]) if value else NOTHING


@register.filter
def at(value: str | None) -> str:
    """Write a moment of the facts, in the zone it was frozen in."""
    return moment(datetime.fromisoformat(value)) if value else NOTHING


@register.filter
def clock(value: str) -> str:
    """Write a time of the facts: "8:30 a.m."."""
    return time_format(time.fromisoformat(value), CLOCK)


@register.filter
def yes_no(value: object, home: Home = ENGLISH) -> str:
    """Write what the SIS says of a right, in the language of a home; it may not say."""
    return NOTHING if value is None else spoken("Yes" if value else "No", home)


register.filter("grade_words", grade_words)


@register.filter
def of_verdict(days: list[Mapping[str, Any]], verdict: str) -> list[Mapping[str, Any]]:
    """Return the days of one verdict, or of several by comma."""
    return [one for one in days if one["verdict"] in verdict.split(",")]


@register.filter
def changed(days: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the days whose marks were changed after they had been loaded."""
    return [one for one in days if one["changes"]]


@register.filter
def supports(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what was tried with the family, oldest first: the contacts in which it was, and the
    meetings among the steps of which no contact tells.
    """
    tried = [_tried(one) for one in facts["contacts"] if one.get("is_support")]
    held = [_held(one) for one in facts["steps"] if one.get("is_support")]
    return sorted([*tried, *held], key=lambda one: one["at"])


def _tried(contact: Mapping[str, Any]) -> dict[str, Any]:
    purpose = f", {contact['purpose'].lower()}" if contact["purpose"] else ""
    came = f"{'Reached.' if contact['reached'] else 'Not reached.'} {contact['outcome']}"
    told = {key: contact[key] for key in ("at", "with", "by")}
    return {**told, "has_time": True, "what": contact["kind"] + purpose, "came": came}


def _held(step: Mapping[str, Any]) -> dict[str, Any]:
    came = "From before this system." if step["is_known"] else "Held."
    told = {key: step[key] for key in ("at", "has_time", "by")}
    return {**told, "what": step["label"], "with": "", "came": came}


@register.filter
def cell(value: str, home: Home = ENGLISH) -> str:
    """Write a cell of the information system's own tables: a date as we write dates, in the language of
    a home, all else as it is.
    """
    with suppress(ValueError):
        return day_of(value, home) if ISO_DATE.fullmatch(value) else value
    return value  # no day has this number


@register.filter
def counting(letters: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the letters that were sent and stand."""
    return [one for one in letters if one.get("counts")]


@register.simple_tag
def contact_record(contact: Mapping[str, Any]) -> str:
    """Say of a contact who wrote it down and when, how long it took, and what it replaces:
    "By Ana Reyes, signed · 20 minutes · late entry, recorded on Fri, Oct 9, 2026".
    """
    minutes = contact.get("minutes")
    parts = (
        f"By {contact['by']}, {'signed' if contact.get('signed') else 'not signed'}",
        f"{minutes} {'minute' if minutes == 1 else 'minutes'}" if minutes else "",
        f"replaces the note of {on(contact['amends'])}" if contact.get("amends") else "",
        f"late entry, recorded on {on(contact['recorded_at'])}" if contact["late"] else "",
    )
    return " · ".join(part for part in parts if part)


@register.filter
def version(template: str) -> str:
    """Write which version of its wording a letter has, without the key of the wording."""
    return template.rpartition(" ")[2]


@register.filter
def short_hash(value: str) -> str:
    """Write a hash in groups of eight, so that two people can compare it aloud."""
    return " ".join(value[start : start + 8] for start in range(0, len(value), 8))


@register.simple_tag
def year_calendar(attendance: Mapping[str, Any], home: Home = ENGLISH) -> SafeString:
    """Draw the school year through the last day judged, month by month as on a wall calendar, in the
    language of a home.
    """
    kinds = _kinds(attendance)
    months = groupby(sorted(kinds), lambda day: day[:7])
    return joined(_month(list(days), kinds, home) for _, days in months)


@register.simple_tag
def calendar_legend(attendance: Mapping[str, Any], home: Home = ENGLISH) -> SafeString:
    """Draw what each shape means, with how many days there are of it, in the language of a home."""
    counts, said = Counter(_kinds(attendance).values()), home["said"]
    return joined(
        fill(
            KEY,
            said.get(kind.label, kind.label),
            SafeString(STYLE),
            kind.css,
            kind.sample,
            counts[kind.key],
        )
        for kind in DAY_KINDS
        if counts[kind.key]
    )


def _kinds(attendance: Mapping[str, Any]) -> dict[str, str]:
    """Return the kind of each day to draw: days taught through the month judged last, and marked."""
    by_date = {one["date"]: str(one["verdict"]) for one in attendance["days"]}
    last, unknown = max([attendance["as_of"], *by_date]), set(attendance["unknown"])
    kinds = {
        one: "not_taken"
        if one in unknown
        else ("coming" if one > attendance["as_of"] else "attended")
        for one in attendance["taught"]
        if one[:7] <= last[:7]
    }
    return {**kinds, **by_date}


def _month(days: list[str], kinds: Mapping[str, str], home: Mapping[str, Any]) -> SafeString:
    dates = [date.fromisoformat(one) for one in days]
    columns = max(5, 1 + max(one.weekday() for one in dates))
    rows = 1 + max(_week(one) for one in dates)
    name, initials = (
        written_month(dates[0], home["language"]),
        date_words(home["language"]).initials,
    )
    heads = joined(
        fill(WEEKDAY, column * PITCH + 13, initials[column]) for column in range(columns)
    )
    box = f"0 0 {columns * PITCH} {HEAD + rows * PITCH}"
    cells = joined(_cell(one, LOOKS[kinds[one.isoformat()]]) for one in dates)
    return fill(
        MONTH, name, box, _told(name, dates, kinds, home["said"]), SafeString(STYLE), heads, cells
    )


def _week(one: date) -> int:
    """Return the row of a day in its month: 0 for the week of the first."""
    return (one.day - 1 + one.replace(day=1).weekday()) // 7


def _cell(one: date, kind: HeatKind) -> SafeString:
    move = f"translate({one.weekday() * PITCH} {HEAD + _week(one) * PITCH})"
    return fill(CELL, kind.css, move, kind.face(one.day))


def _told(name: str, dates: list[date], kinds: Mapping[str, str], said: Mapping[str, str]) -> str:
    """Say what the drawing shows: "October 2026. Counted day: 1, 5, 12."."""
    listed = [
        f"{said.get(kind.label, kind.label)}: {', '.join(str(one.day) for one in those)}."
        for kind in DAY_KINDS
        if kind.listed and (those := [one for one in dates if kinds[one.isoformat()] == kind.key])
    ]
    return " ".join([f"{name}.", *(listed or [said.get(EVERY_DAY, EVERY_DAY)])])
