"""Words that say nothing are no value; real names that look alike stay people."""

import pytest

from sis.rules import unsaid, values, words
from sis.rules.unsaid import said, said_names
from sis.rules.values import Unreadable


@pytest.mark.parametrize(
    "text",
    [
        "NULL",
        "n/a",
        "N.A.",
        "#N/A",
        "-",
        "--",
        ".",
        "Unknown",
        "UNK",
        "None",
        "TBD",
        "Desconocido",
    ],
)
def test_a_word_that_says_nothing(text):
    assert said(text) == ""


@pytest.mark.parametrize("text", ["Nunn", "Unknown Rd 4", "Noname", "日本", "0"])
def test_a_word_that_says_something(text):
    assert said(text) == text


@pytest.mark.parametrize(
    "text", ["Homeless", "CONFIDENTIAL", "No fixed address", "Sin hogar", "same", "WITHHELD"]
)
def test_nobody_lives_there(text):
    assert said(text, unsaid.NO_ADDRESS) == ""
    assert said(f"1 {text} St", unsaid.NO_ADDRESS) == f"1 {text} St"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (("Kim", "Null"), ("Kim", "Null")),
        (("KIM", "NULL"), ("KIM", "NULL")),
        (("Soo", "Na"), ("Soo", "Na")),
        (("Na", "Kim"), ("Na", "Kim")),
        (("NULL", "NULL"), ("", "")),
        (("NULL", "Parsons"), ("", "Parsons")),
        (("Olive", "UNKNOWN"), ("Olive", "")),
        (("-", "-"), ("", "")),
        (("Olive", ""), ("Olive", "")),
    ],
)
def test_names(written, meant):
    row = dict(zip(("first_name", "last_name"), written, strict=True))
    assert tuple(said_names(row).values()) == meant


def test_a_middle_name_that_says_nothing_is_blank():
    row = {"first_name": "Kim", "middle_name": "NULL", "last_name": "Null"}
    assert said_names(row)["middle_name"] == ""


@pytest.mark.parametrize(
    ("text", "code"), [("90001", "90001"), ("90001.0", "90001"), ("K1A 0B1", "K1A 0B1")]
)
def test_a_zip_code(text, code):
    assert values.zip_code(text) == code


def test_what_stands_in_the_wrong_column_is_told():
    """A comma in the street, and the last cell left out: as many cells as the header has."""
    with pytest.raises(Unreadable, match="moved a column"):
        values.zip_code("CA")
    with pytest.raises(Unreadable, match="moved a column"):
        words.language("3235550100")


@pytest.mark.parametrize("text", ["Unknown", "NULL", "99", "Other", "-", ""])
def test_no_language(text):
    assert words.language(text) == ""
