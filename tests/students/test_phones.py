"""Telephones as offices write them: a tap dials a number that is written there, or none."""

import pytest

from students.rules.phones import phone_keys, phones_in


@pytest.mark.parametrize(
    ("text", "dialled"),
    [
        ("(323) 555-0188", ["tel:+13235550188"]),
        ("323.555.0188", ["tel:+13235550188"]),
        ("3235550188", ["tel:+13235550188"]),
        ("1-323-555-0188", ["tel:+13235550188"]),
        ("+1 323 555 0188", ["tel:+13235550188"]),
        ("(323) 555-0188 / 555-0199", ["tel:+13235550188", "tel:+13235550199"]),
        ("323-555-0188 or 213-555-0199", ["tel:+13235550188", "tel:+12135550199"]),
        ("323-555-0188; 213-555-0199", ["tel:+13235550188", "tel:+12135550199"]),
        ("323-555-0177 x12", ["tel:+13235550177"]),
        ("323-555-0177 ext. 12", ["tel:+13235550177"]),
        ("323-555-0177 (mom's work)", ["tel:+13235550177"]),
        ("3235550100.0", ["tel:+13235550100"]),
        ("+52 55 1234 5678", ["tel:+525512345678"]),
        ("3.23555E+09", [""]),
        ("555-0199", [""]),
        ("call the office", [""]),
        ("", []),
    ],
)
def test_what_a_tap_dials(text, dialled):
    assert [phone.link for phone in phones_in(text)] == dialled


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("323-555-0177 x12", ["(323) 555-0177 ext. 12"]),
        ("3235550100.0", ["3235550100"]),
        ("(323) 555-0188 / 555-0199", ["(323) 555-0188", "(323) 555-0199"]),
        ("3.23555E+09", ["3.23555E+09"]),
        ("call the office", ["call the office"]),
    ],
)
def test_how_it_is_shown(text, shown):
    assert [phone.shown for phone in phones_in(text)] == shown


@pytest.mark.parametrize(
    ("cells", "keys"),
    [
        (("(323) 555-0188 / 555-0199", ""), "3235550188 3235550199"),
        (("323-555-0177 x12", "2135550100"), "3235550177 2135550100"),
        (("3235550100.0", ""), "3235550100"),
        (("3.23555E+09", "555-0199"), ""),
        (("+1 (213) 555-0100", ""), "2135550100"),
    ],
)
def test_by_which_digits_it_is_found(cells, keys):
    assert phone_keys(*cells) == keys
