"""HTML written in Python, for what a page repeats too often for a template."""

import re
from collections.abc import Iterable
from html import escape

from django.utils.functional import Promise
from django.utils.safestring import SafeString

_special = re.compile("[&<>\"']").search


def fill(mould: str, *values: object) -> SafeString:
    """Return the mould with the values in its places, each escaped unless it is HTML already.

    As Django's `format_html` in a third of its time, which goes into looking for lazy text.
    """
    return SafeString(mould.format(*map(_escaped, values)))


def joined(parts: Iterable[object]) -> SafeString:
    """Return the parts one after another, each escaped unless it is HTML already."""
    return SafeString("".join(map(_escaped, parts)))


def _escaped(value: object) -> str:
    # By the kinds that most values are of. Most need nothing: to look for all five signs at once takes
    # a fifth of replacing each.
    kind = type(value)
    if kind is str:
        plain: str = value  # type: ignore[assignment] # its kind says so
        return escape(plain) if _special(plain) else plain
    if kind is SafeString:
        return value  # type: ignore[return-value] # it is text
    if kind is int:
        return str(value)
    if isinstance(value, Promise):  # text that is made, or translated, once it is asked for
        return _escaped(str(value))
    text = str(value)
    if isinstance(value, SafeString):
        return text
    return escape(text) if _special(text) else text
