"""A school's students and the values of their filters, written in one pass: most of the page."""

from collections.abc import Sequence
from functools import cache, lru_cache
from urllib.parse import quote_plus

from django import template
from django.utils.safestring import SafeString

from attendance.rules import percent
from core import clock
from core.addresses import place_of
from core.columns import Columns
from core.lists import ListPage
from core.markup import fill, joined
from core.templatetags.forms import tick
from core.templatetags.ui import icon, piece
from desk.queries.roster import Facet, Line
from desk.templatetags.desk import band_tone, band_words, reached_words, tier_words
from law.queries import pack_today
from law.templatetags.law import status_badge
from students.rules import school_year_of
from students.templatetags.students import named

register = template.Library()

OPEN = "open-many"  # the form below the table
ABSENT = '{}\n<span class="under">{} of {}</span>'
IN_A_ROW = '\n<strong class="late">{} in a row, up to now</strong>'
REACHED = '\n<span class="under">{}</span>'
COUNTED = "<span>{}{}</span>"
PENDING = ' <span class="under">+{} pending</span>'
CHIP = """
<a class="chip" data-opens="{4}" id="{0}-{1}" href="{2}">{3} <strong class="num">{4}</strong></a>"""
CHOSEN = """
<a class="chip here" id="{}-{}" aria-current="true" href="{}">{} <strong class="num">{}</strong>{}</a>"""


@register.simple_tag(takes_context=True)
def chips_of(
    context: template.Context, name: str, options: Sequence[Facet], chosen: str | None
) -> SafeString:
    """Write the values of a filter that show somebody, each as this page's address with it set.

    The chosen one takes it off. Either leads to the first page.
    """
    query = context["request"].GET.copy()
    query.pop("page", None)
    query.pop(name, None)
    others = query.urlencode()
    return joined(
        _chip(name, option, others, is_chosen=option.value == chosen)
        for option in options
        if option.count or option.value == chosen
    )


def _chip(name: str, option: Facet, others: str, *, is_chosen: bool) -> SafeString:
    if is_chosen:
        off = icon("x", label="Remove this filter")
        return fill(CHOSEN, name, option.value, f"?{others}", option.label, option.count, off)
    address = "&".join(filter(None, (others, f"{name}={quote_plus(option.value)}")))
    return fill(CHIP, name, option.value, f"?{address}", option.label, option.count)


@register.simple_tag
def roster_rows(page: ListPage[Line]) -> SafeString:
    """Write a row for each student in the columns of the page."""
    least = pack_today().value("contact.unexplained_days")
    year = school_year_of(clock.today())
    badge = cache(status_badge)  # on one page one state is drawn once
    return joined(
        _row(
            page.columns,
            line,
            least,
            reached=reached_words(line, least, school_year=year),
            status=badge(line.state, line.counted_days, waits=line.waits),
        )
        for line in page
    )


def _row(
    columns: Columns, line: Line, least: int, *, reached: str, status: SafeString
) -> SafeString:
    return columns.row(
        "student",
        choose=tick("student", line.student_id, line.name_and_id, OPEN),
        student=named(line.name, line.sis_id, place_of("student", line.student_id)),
        grade=line.grade,
        absent=joined(
            (
                _absent(line.days_absent, line.days_enrolled, line.band),
                fill(IN_A_ROW, line.absent_now) if line.absent_now >= least else "",
                fill(REACHED, reached) if reached else "",
            )
        ),
        counted=_counted(line.counted_days, line.pending_days),
        status=status,
        band=band_words(line.band),
        tier=tier_words(line.tier),
    )


# What is kept below says nothing of any student: numbers and words of the law.


@lru_cache(maxsize=1024)
def _counted(counted: int, pending: int) -> SafeString:
    return fill(COUNTED, counted, fill(PENDING, pending) if pending else "")


@lru_cache(maxsize=8192)
def _absent(days: int, enrolled: int, band: str) -> SafeString:
    meter = piece(
        "components/progress.html",
        label="Days absent",
        value=days,
        whole=enrolled,
        text=percent(days, enrolled),
        tone=band_tone(band),
    )
    return fill(ABSENT, meter, days, enrolled)
