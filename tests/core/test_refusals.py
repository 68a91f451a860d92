"""A refused change says what to do next, on the next page or in the form it came from."""

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory

from core.refusals import Refusal, attempt


class CaseIsClosed(Refusal):
    advice = "The case is closed. Open it again first."


class Late(Refusal):
    advice = "That day is over. Choose a later one."
    field = "on"


class DayForm(forms.Form):
    on = forms.CharField(required=False)


@pytest.fixture
def asked():
    request = RequestFactory().get("/")
    request._messages = CookieStorage(request)
    return request


def said(request):
    return [(message.level_tag, str(message)) for message in get_messages(request)]


def refuse(refusal):
    def change():
        raise refusal

    return change


def test_what_was_done_is_said(asked):
    made = attempt(asked, lambda: 3, lambda count: f"{count} cases opened.")
    assert made
    assert made.result == 3
    assert said(asked) == [("success", "3 cases opened.")]


def test_nothing_is_said_when_there_is_nothing_to_say(asked):
    assert attempt(asked, lambda: None)
    assert said(asked) == []


def test_a_refusal_is_said_with_its_advice(asked):
    made = attempt(asked, refuse(CaseIsClosed()), "Assigned.")
    assert not made
    assert isinstance(made.refusal, CaseIsClosed)
    assert said(asked) == [("error", "The case is closed. Open it again first.")]


def test_a_refusal_that_knows_more_says_it(asked):
    attempt(asked, refuse(CaseIsClosed("Ana closed the case today.")))
    assert said(asked) == [("error", "Ana closed the case today.")]


def test_a_refusal_goes_to_the_box_of_the_form_it_is_about(asked):
    form = DayForm({"on": "2026-11-17"})
    assert not attempt(asked, refuse(Late()), form=form)
    assert form.errors == {"on": ["That day is over. Choose a later one."]}
    assert said(asked) == []


def test_a_refusal_about_no_box_is_about_the_whole_form(asked):
    form = DayForm({})
    attempt(asked, refuse(CaseIsClosed()), form=form)
    assert form.non_field_errors() == ["The case is closed. Open it again first."]


def test_anything_else_is_not_swallowed(asked):
    with pytest.raises(ZeroDivisionError):
        attempt(asked, lambda: 1 / 0)
