"""The one component of a student's name and id. `./dev check figures` finds what is written by hand."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from core.addresses import place_of
from core.markup import fill
from students.rules.around import NAMELESS

register = template.Library()

LINK = '<a href="{}">{}</a>{}'
LISTED = '<a href="{}">{}</a>\n<small class="num">{}</small>'
PLAIN = '<span class="who">{}</span>{}'
ID = '\n<small class="num">{}</small>'
MARKED = '\n<small class="num"><mark>{}</mark></small>'
ID_WORDS = 'ID <span class="num">{}</span>'


@register.simple_tag
def who(student: Any, to: str | None = None, marked: object = "") -> SafeString:
    """Name a student in a row: as lists have the name, with the id, `marked` if it was looked for.

    `student` is a Student or a row with its name and id. The name leads to the student's page, or
    to the address `to`; with to="" nowhere, such as where a link is around it.
    """
    href = place_of("student", _key(student)) if to is None else to
    name = getattr(student, "name", None)
    listed = str(student) if name is None else name
    return named(listed, student.sis_id, href, is_marked=bool(marked))


def named(name: str, sis_id: str, href: str = "", *, is_marked: bool = False) -> SafeString:
    """Write a name as lists have it, and the id, for rows that are written in one pass. There is no
    id of a student whom the reader does not reach.
    """
    if href and sis_id and not is_marked:  # as most rows are
        return fill(LISTED, href, name or NAMELESS, sis_id)
    known = fill(MARKED if is_marked else ID, sis_id) if sis_id else ""
    if not href:
        return fill(PLAIN, name or NAMELESS, known)
    return fill(LINK, href, name or NAMELESS, known)


@register.filter
def called(student: Any) -> str:
    """Return a student's name as it is said, for headings and sentences: 'Ana Ito'."""
    return student.full_name or NAMELESS


@register.filter
def id_of(student: Any) -> SafeString:
    """Write the id beside a heading: 'ID 901'."""
    return fill(ID_WORDS, student.sis_id)


def _key(student: Any) -> int:
    return getattr(student, "student_id", None) or student.pk
