"""To whom a correction goes, and what keeps it: those who got the letter and may be written to now."""

import pytest

from letters.queries.corrected import NOBODY, same_readers
from letters.queries.facts import Addressee
from students.rules.envelope import AddressLines
from students.rules.mail import Recipient

GOT = {
    "1": Addressee("María Muñoz", "es", ("es", "en")),
    "2": Addressee("Jin Ito", "en", ("en",)),
}


def recipient(key, language="en"):
    return Recipient(key, f"Adult {key}", "Parent", language, AddressLines(("1 Elm St", "Oak")))


@pytest.mark.parametrize(
    ("rightful", "goes_to", "asked_of"),
    [
        ("12", ["1", "2"], []),
        ("13", ["1"], ["Jin Ito"]),  # who never got the letter is not told that it was wrong
        ("2", ["2"], ["María Muñoz"]),
        ("3", [], [NOBODY.text]),
        ("", [], [NOBODY.text]),
    ],
)
def test_it_goes_to_whom_the_letter_went(rightful, goes_to, asked_of):
    found, holds = same_readers([*map(recipient, rightful)], GOT, written={"es", "en"})
    assert [one.key for one in found] == goes_to
    assert [hold.text.partition(" got the letter")[0] for hold in holds] == [
        text.partition(" got the letter")[0] for text in asked_of
    ]


def test_it_is_in_the_languages_of_the_letter_whatever_is_on_file_now():
    found, holds = same_readers([recipient("1", "ko")], {"1": GOT["1"]}, written={"en"})
    assert [one.language for one in found] == ["es"]
    assert ["español" in hold.text.lower() or "Spanish" in hold.text for hold in holds] == [True]
