"""Keys of rows as they come from outside."""

import pytest
from django import forms

from core.keys import LARGEST_KEY, MOST_KEYS, KeyField, KeysField, key_of, keys_of


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("17", 17),
        (" 17 ", 17),
        (17, 17),
        (str(LARGEST_KEY), LARGEST_KEY),
        (str(LARGEST_KEY + 1), 0),
        ("9" * 30, 0),
        ("-1", 0),
        ("1.5", 0),
        ("²", 0),
        ("", 0),
        (None, 0),
    ],
)
def test_a_key_or_none(text, key):
    assert key_of(text) == key


def test_keys_come_once_and_in_their_order():
    assert keys_of(["3", "1", "x", "3", "0"]) == [3, 1]


class Chosen(forms.Form):
    one = KeyField(required=False)
    many = KeysField()


def test_a_form_takes_keys_with_commas_or_one_for_each_tick():
    form = Chosen({"many": ["3,1", "7"], "one": "4"})
    assert form.is_valid()
    assert form.cleaned_data == {"one": 4, "many": [3, 1, 7]}


@pytest.mark.parametrize("one", ["0", str(LARGEST_KEY + 1), "x"])
def test_what_no_key_can_be_is_no_value_of_a_form(one):
    assert "one" in Chosen({"many": "1", "one": one}).errors


@pytest.mark.parametrize("many", ["1,x", ",".join(map(str, range(1, MOST_KEYS + 2)))])
def test_a_list_that_no_page_of_ours_sends_is_refused(many):
    assert not Chosen({"many": many}).is_valid()
