"""Long texts that were sent when nobody was signed in any more: by whom, which, and until when."""

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.http import HttpResponse, HttpResponseRedirect
from django.template import Context
from django.test import RequestFactory

from core import words
from core.fields import LineField, LongTextField
from core.forms import FilledForm
from core.templatetags.forms import long_texts_of

LABELS = {"reason": "Why", "more": "What else"}


class WhyForm(FilledForm):
    line = LineField(label="Line", max_length=10)
    reason = LongTextField(label="Why", max_length=20)


def sent(author=7, user=7, whose=None, **values):
    signed = words.signature(author, LABELS) if whose is None else whose
    request = RequestFactory().post("/there/?year=2026", {words.WHOSE: signed, **values})
    request.session = {}
    request.user = type("Somebody", (), {"pk": user})() if user else AnonymousUser()
    return request


def test_the_long_texts_of_a_form_are_told_from_its_lines():
    assert words.labels_of(WhyForm()) == {"reason": "Why"}
    assert words.labels_of(WhyForm(prefix="a")) == {"a-reason": "Why"}


def test_what_was_typed_is_kept_with_all_that_went_along():
    request = sent(
        reason="He\x00 came.\r\nTwice.", more=" ", verb="withdraw", csrfmiddlewaretoken="x"
    )
    assert words.keep(request)
    kept = words.kept_for(request)
    assert kept.texts == [("reason", "Why", "He came.\nTwice.")]
    assert dict(kept.others).keys() == {words.WHOSE, "more", "verb"}
    assert kept.action == "/there/?year=2026"
    words.forget(request)
    assert words.kept_for(request) is None


@pytest.mark.parametrize("whose", ["", "x", "7", signing.dumps([7, LABELS], salt="other")])
def test_words_that_nobody_of_ours_signed_are_not_kept(whose):
    assert not words.keep(sent(whose=whose, reason="He came."))


@pytest.mark.parametrize(
    ("n", "is_kept"), [(words.LONGEST - 500, True), (words.LONGEST + 1, False)]
)
def test_more_than_was_typed_is_not_kept(n, is_kept):
    assert words.keep(sent(reason="x" * n)) is is_kept


def test_a_form_without_words_keeps_nothing():
    assert not words.keep(sent(reason=" \r\n", verb="withdraw"))


def test_what_another_typed_is_forgotten():
    request = sent(author=8, reason="Whose?")
    assert words.keep(request)
    assert words.kept_for(request) is None
    assert request.session == {}


@pytest.mark.parametrize(
    ("said", "mark"),
    [
        ("0b5ad4b4-53b4-4fd4-a4ae-1c6e3a5b7d11", True),
        ("", False),
        ("x" * 36, False),
        ("a; b", False),
    ],
)
def test_a_mark_is_one_of_the_script(said, mark):
    assert words.mark_of(sent(**{words.MARK: said})) == (said if mark else "")


def test_saved_is_what_leads_on_and_was_not_refused():
    request = sent(reason="He came.")
    assert words.was_saved(request, HttpResponseRedirect("/"))
    assert not words.was_saved(request, HttpResponse(status=422))
    request.refused = True
    assert not words.was_saved(request, HttpResponseRedirect("/"))
    assert not words.was_saved(RequestFactory().post("/", {}), HttpResponseRedirect("/"))


def test_a_short_form_carries_nothing():
    assert words.labels_of(forms.Form()) == {}


@pytest.mark.parametrize(
    ("said", "stays"),
    [("0b5ad4b4-53b4-4fd4-a4ae-1c6e3a5b7d11", True), ("", False), ("<b>", False)],
)
def test_only_a_form_that_was_sent_has_a_mark_and_it_keeps_its_own(said, stays):
    context = Context({"user": type("Somebody", (), {"pk": 7})()})
    assert words.MARK not in long_texts_of(context, WhyForm())
    drawn = long_texts_of(context, WhyForm({"reason": "x", words.MARK: said}))
    mark = drawn.rpartition('value="')[2].removesuffix('">')
    assert words.IS_MARK.fullmatch(mark)
    assert (mark == said) is stays
    assert words.MARK not in long_texts_of(Context({}), WhyForm({"reason": "x"}))
