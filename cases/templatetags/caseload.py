"""The lines of a caseload, written in one pass: most of the page."""

from collections.abc import Sequence
from functools import lru_cache

from django import template
from django.utils.safestring import SafeString

from attendance.templatetags.attendance import headline
from cases.models import Case
from cases.queries.caseload import CaseRow
from cases.templatetags.cases import days_ago, tier_label, tier_tone, weeks
from core.addresses import place_of
from core.lists import ListPage
from core.markup import fill, joined
from core.templatetags.forms import tick
from core.templatetags.ui import icon, piece, short_day
from students.templatetags.students import named

register = template.Library()

STUDENT = "{}\n<small>{}{}</small>"
CHOSEN_BY = "assign-many"  # the form beside the table
NOTHING_NEXT = SafeString('<span class="under">None</span>')
NEXT = '<span class="caseload-next">{} {}</span>'
ON_TIME = '<span class="under">{}</span>'
OVERDUE = '<strong class="late">{} {}, overdue</strong>'
SPAN = "<span>{}{}</span>"
REACHED = '{} <span class="under">{}</span>'
UNREACHED = ' <strong class="late">{} over {} days</strong>'


@register.simple_tag
def case_rows(page: ListPage[Case], rows: Sequence[CaseRow], unreached_days: int) -> SafeString:
    """Write a line for each case in the columns of the page. `unreached_days` is the policy's."""
    chooses = "choose" in page.columns
    return joined(
        page.columns.row(
            "student",
            choose=tick("case", row.case.pk, row.name_and_id, CHOSEN_BY) if chooses else "",
            student=fill(
                STUDENT,
                named(row.name, row.sis_id, place_of("cases:case", row.case.pk)),
                row.school or "Not enrolled now",
                f", grade {row.grade}" if row.grade else "",
            ),
            next=_next(row),
            reached=fill(SPAN, _reached(row), _late(unreached_days) if row.is_unreached else ""),
            tier=_tier(row.case.tier),
            status=headline(row),
            weeks=weeks(row.trend),
            owner=(row.case.owner or "Nobody") if "owner" in page.columns else "",
        )
        for row in rows
    )


def _next(row: CaseRow) -> SafeString:
    if not row.case.next_due_on:
        return NOTHING_NEXT
    due = short_day(row.case.next_due_on)
    when = fill(OVERDUE, icon("alert-circle"), due) if row.is_overdue else fill(ON_TIME, due)
    return fill(NEXT, row.case.next_action, when)


def _reached(row: CaseRow) -> str:
    if not row.last_reached:
        return "Nobody yet"
    return fill(REACHED, days_ago(row.days_since_reached), row.last_reached.who)


# What is kept below says nothing of any student.


@lru_cache(maxsize=8)
def _late(days: int) -> SafeString:
    return fill(UNREACHED, icon("clock"), days)


@lru_cache(maxsize=8)
def _tier(tier: str) -> SafeString:
    badge = {"tone": tier_tone(tier), "mark": "stack-2", "text": tier_label(tier)}
    return piece("components/badge.html", **badge)
