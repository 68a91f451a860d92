"""Numbers as sentences write them, at the ends of each list of words."""

import pytest

from law.packs.numbers import FILTERS, written


@pytest.mark.parametrize(
    ("value", "how", "language", "said"),
    [
        (0, "word", "en", "zero"),
        (3, "word", "es", "tres"),
        (12, "word", "en", "twelve"),
        (13, "word", "en", "13"),
        (12, "word", "es", "doce"),
        (13, "word", "es", "13"),
        (-1, "word", "en", "-1"),
        (3, "Word", "en", "Three"),
        (13, "Word", "en", "13"),
        (1, "ordinal", "en", "first"),
        (12, "ordinal", "en", "twelfth"),
        (13, "ordinal", "en", "13th"),
        (0, "ordinal", "en", "0th"),
        (21, "ordinal", "en", "21st"),
        (22, "ordinal", "en", "22nd"),
        (23, "ordinal", "en", "23rd"),
        (24, "ordinal", "en", "24th"),
        (111, "ordinal", "en", "111th"),
        (112, "ordinal", "en", "112th"),
        (113, "ordinal", "en", "113th"),
        (121, "ordinal", "en", "121st"),
        (10, "ordinal", "es", "décimo"),
        (11, "ordinal", "es", "11.º"),
        (3, "Ordinal", "en", "Third"),
        (18, "before", "en", "17"),
        (18, "before", "es", "17"),
        (1, "day,days", "en", "day"),
        (0, "day,days", "en", "days"),
        (2, "día,días", "es", "días"),
        (30, "", "en", "30"),
        (8.5, "", "en", "8.5"),
    ],
)
def test_a_number_is_written_as_asked(value, how, language, said):
    assert written(value, how, language) == said


def test_an_unknown_way_of_writing_is_refused():
    with pytest.raises(KeyError):
        written(3, "roman", "en")


def test_a_capital_letter_begins_a_sentence():
    pairs = [(name, name.capitalize()) for name in FILTERS if name.capitalize() in FILTERS]
    assert {small for small, _ in pairs} >= {"word", "ordinal"}
    for small, large in pairs:
        if small != large:
            assert written(3, large, "es") == written(3, small, "es").capitalize()
