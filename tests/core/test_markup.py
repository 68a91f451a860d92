"""HTML written in Python: what is not HTML already is escaped, whatever it is."""

import pytest
from django.utils.functional import lazy
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from core.markup import fill, joined

VALUES = [
    "plain",
    "",
    "<b>&amp;\"'</b>",
    format_html("<i>{}</i>", "<"),
    7,
    None,
    gettext_lazy("<"),
    lazy(lambda: format_html("<i>{}</i>", "<"), str, SafeString)(),
]


@pytest.mark.parametrize("value", VALUES)
def test_as_django_escapes(value):
    for found in (fill("<p>{}</p>", value), joined(["<p>", value])):
        assert isinstance(found, SafeString)
    assert fill("<p>{}</p>", value) == format_html("<p>{}</p>", value)
    assert joined([value, "&"]) == conditional_escape(value) + "&amp;"


def test_values_are_no_mould():
    assert fill("{0}{0}{1}", "{1}", "{}") == "{1}{1}{}"


def test_of_nothing_is_nothing():
    assert joined([]) == ""
