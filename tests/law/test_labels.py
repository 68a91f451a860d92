"""Every parameter has a name, a unit and words for its choices; none of them is a state's own."""

import re

import pytest

from law.packs import GROUPS, LABELS, bounds_of, load_pack, options_of, pack_names
from tests.law.californian import STEMS

CALIFORNIA = load_pack("california")
EVERY = list(CALIFORNIA.flat())


def test_each_parameter_and_group_of_the_schema_has_a_label_and_none_is_left_over():
    assert sorted(LABELS) == sorted(EVERY)
    assert sorted(GROUPS) == sorted({name.partition(".")[0] for name in EVERY})
    words = [one.words for one in LABELS.values()]
    assert len(set(words)) == len(words)


def test_no_label_says_a_word_of_a_state_s_own():
    for name, label in LABELS.items():
        said = " ".join([label.words, label.unit, *label.choices.values()])
        assert not re.search(STEMS, said), name


@pytest.mark.parametrize("pack", ["california", "lausd", "maryland"])
def test_each_value_in_force_is_told_in_words(pack):
    assert pack in pack_names()
    for name, value in load_pack(pack).flat().items():
        if name == "report.receiver":
            continue
        said = LABELS[name].said(value)
        assert said not in ("True", "False", "last", "skip", "auto", "same", "longest", ">"), name


@pytest.mark.parametrize("name", EVERY)
def test_what_may_be_chosen_is_what_the_schema_lets_be(name):
    """A choice fits, a number has bounds, and only what may be a word as well is a line to type."""
    options, bounds = options_of(name), bounds_of(name)
    for code, words in options:
        assert load_pack("california", {name: code}).value(name) is not None
        assert words != code
    assert not (options and bounds)
    if not options and not bounds:
        lines = {f"safety.{line}_line" for line in ("emergency", "child", "crisis")}
        assert name in {"truancy.pending_window_if_not_returned", "report.receiver", *lines}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("truancy.minutes", 30, "30 minutes"),
        ("truancy.age_filter", True, "Yes"),
        ("truancy.uncleared_counts", "auto", "Only where families have time to clear it"),
        ("truancy.uncleared_counts", False, "No"),
        ("truancy.pending_window_if_not_returned", "same", "The same number"),
        ("truancy.pending_window_if_not_returned", 12, "12 school days"),
        ("report.receiver", "Dr. Lee", "Dr. Lee"),
    ],
)
def test_a_value_is_told_with_its_unit_or_in_the_words_of_its_choice(name, value, said):
    assert LABELS[name].said(value) == said
