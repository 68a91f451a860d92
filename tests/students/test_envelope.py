"""What an envelope must have, at each edge; and what stays in its window, held against the printer."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from weasyprint import HTML

from core.pdf import font_configuration
from students.rules.envelope import (
    _WIDTH_OF,
    LINE_WIDTH,
    LINES,
    MUST,
    WIDEST,
    AddressLines,
    Record,
    address_lines,
    fits_window,
    is_language,
    lacks_of_envelope,
    safe_lines,
)

HOME = AddressLines(("1 Elm St", "Oak, CA 90001"))
LONG = "12345 Southeast Martin Luther King Junior Memorial Boulevard Apartment Building Number 4"


def lacks(child="Kim Lane", name="Pat Doe", address=HOME):
    return [
        one.code for one in lacks_of_envelope(child=child, name=name, address=address, key="3")
    ]


def test_a_whole_envelope_lacks_nothing():
    assert lacks() == []


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"child": ""}, "no_child_name"),
        ({"child": " - "}, "no_child_name"),
        ({"name": ""}, "no_name"),
        ({"name": " . "}, "no_name"),
        ({"child": "Nu\ufffdez"}, "child_name_broken"),
        ({"name": "O&#39;Hara"}, "name_broken"),
        ({"address": AddressLines()}, "no_address"),
        ({"address": AddressLines(HOME.lines, is_half=True)}, "half_address"),
        ({"address": AddressLines((LONG, LONG, LONG))}, "no_fit"),
    ],
)
def test_each_thing_that_lacks_is_named_by_itself(given, code):
    assert lacks(**given) == [code]


@pytest.mark.parametrize("name", ["Sukarno", "李", "O", "Null"])
def test_a_person_with_one_name_is_a_person(name):
    assert lacks(name=name, child=name) == []


def test_what_lacks_says_whose_record_is_corrected_and_how():
    [child, adult] = lacks_of_envelope(child="", name="", address=HOME, key="3")
    assert (child.record, child.key) == (Record.STUDENT, "")
    assert (adult.record, adult.key) == (Record.ADULT, "3")
    assert all(one.fix.endswith("next import.") for one in (child, adult))
    assert all(one.says and one.fix for one in MUST.values())


@pytest.mark.parametrize(
    ("state", "zip_code", "is_half"),
    [
        ("CA", "90001", False),
        ("CA", "90001-1234", False),
        ("CA", "900011234", False),
        ("California", "90001", False),
        ("BC", "V6B 1A1", False),
        ("", "90001", True),
        ("C", "90001", True),
        ("--", "90001", True),
        ("CA", "", True),
        ("CA", "9000", True),
        ("CA", "90001.0", True),
        ("CA", "NULL", True),
    ],
)
def test_an_address_has_a_state_and_a_whole_zip_code(state, zip_code, is_half):
    assert address_lines("1 Elm St", "Oak", state, zip_code).is_half is is_half


@pytest.mark.parametrize(
    ("street", "city"), [("", "Oak"), ("1 Elm St", ""), ("-", "Oak"), (" ", ".")]
)
def test_without_street_or_town_there_is_no_address(street, city):
    assert not address_lines(street, city, "CA", "90001")


@pytest.mark.parametrize(
    ("text", "is_half"),
    [
        ("P.O. Box 7, Oakville, CA 93644", False),
        ("P.O. Box 7, Oakville, California, 93644-0007 ", False),
        ("P.O. Box 7, Oakville, New York 10001", False),
        ("P.O. Box 7, Oakville, CA", True),
        ("P.O. Box 7, Oakville 93644", True),
        ("P.O. Box 7", True),
        ("", False),
    ],
)
def test_a_safe_address_on_one_line(text, is_half):
    assert safe_lines(text).is_half is is_half


@pytest.mark.parametrize(
    ("written", "is_known"),
    [
        *[("en", True), ("Spanish; Castilian", True), ("01", True), ("Mixteco", True)],
        *[("中文", True), ("Lao", True), ("", False), (" ", False), ("99", False)],
        *[("47", False), ("qq", False), ("X", False), ("--", False)],
    ],
)
def test_a_language_is_known_or_a_word(written, is_known):
    assert is_language(written) is is_known


# --- The window -------------------------------------------------------------------------------


def test_as_many_lines_as_the_window_has():
    assert fits_window(["x"] * LINES)
    assert not fits_window(["x"] * (LINES + 1))


def test_a_word_as_wide_as_the_line_and_one_wider():
    most = int(LINE_WIDTH // _WIDTH_OF["5"])
    assert fits_window(["5" * most])
    assert not fits_window(["5" * (most + 1)])
    assert fits_window([f"{'5' * most} {'5' * most}"])


def test_accents_take_no_room_and_other_scripts_the_most():
    most = int(LINE_WIDTH // _WIDTH_OF["a"])
    assert fits_window(["á" * most])
    assert not fits_window(["李" * (int(LINE_WIDTH // WIDEST) + 1)])


def test_the_long_name_of_the_field_does_not_fit():
    first = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren"
    last = "Hubert-Blaine-Wolfeschlegelsteinhausenbergerdorff-Senior-Ge"
    assert not fits_window([f"{first} {last}", "1 Elm St", "Oak, CA 90001"])
    assert fits_window(["María de los Ángeles Hernández-Castellanos de la Torre y Villanueva",
                        LONG, "Rancho Santa Margarita, California 92688-1234"])  # fmt: skip


def test_no_letter_is_wider_than_its_class():
    drawn = TTFont(next(Path("/usr/share/fonts").rglob("NotoSans-Regular.ttf")))
    widths, names = drawn["hmtx"], drawn.getBestCmap()
    em = drawn["head"].unitsPerEm
    too_narrow = {
        letter
        for letter, width in _WIDTH_OF.items()
        if widths[names[ord(letter)]][0] * 1000 / em > width
    }
    assert not too_narrow
    assert set(map(chr, range(33, 127))) - set(_WIDTH_OF) == set("%@MWm")


@pytest.mark.parametrize(
    "lines",
    [
        ["María de los Ángeles Hernández-Castellanos de la Torre", LONG, "Oak, CA 90001"],
        ["W" * 27, "W" * 27, "W" * 27, "W" * 27, "W" * 27],
        ["Bob " * 30, "1 Elm St", "Oak, CA 90001"],
    ],
)
def test_what_fits_by_the_rule_is_printed_inside_the_window(lines):
    assert fits_window(lines)
    sheet = "".join(f"<p>{line}</p>" for line in lines)
    css = "@page{size:4in 1in;margin:0} body,p{margin:0} html{font:10.5pt/1.3 'Noto Sans'}"
    html = HTML(string=f"<style>{css}</style>{sheet}")
    assert len(html.render(font_config=font_configuration()).pages) == 1
