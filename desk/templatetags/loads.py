"""Lines of caseloads, written in one pass."""

from django import template
from django.utils.safestring import SafeString

from core.columns import Columns
from core.lists import ListPage
from core.markup import fill, joined
from core.numbers import Number
from core.templatetags.numbers import opens
from desk.queries.loads import LoadRow

register = template.Library()

NAME = '<a href="{}">{}</a>'
NOTE = '<span class="under">{}</span>'


@register.simple_tag
def load_lines(page: ListPage[LoadRow]) -> SafeString:
    """Write a line for each counselor or school; every number above none is a link."""
    return joined(_line(page.columns, row) for row in page)


def _line(columns: Columns, row: LoadRow) -> SafeString:
    prevention, early, intensive = map(_number, row.tiers)
    return columns.row(
        "name",
        name=joined((fill(NAME, row.href, row.name), fill(NOTE, row.note) if row.note else "")),
        cases=_number(row.cases),
        prevention=prevention,
        early=early,
        intensive=intensive,
        tasks=_number(row.tasks_overdue),
        unreached=_number(row.unreached),
        idle=_number(row.idle),
        due=_number(row.letters_due),
        late=_number(row.letters_late),
        mean=row.days_typical,
        longest=row.days_longest,
    )


def _number(number: Number) -> SafeString:
    return opens(number.value, number.href)
