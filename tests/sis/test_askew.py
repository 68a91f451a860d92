"""Rows that would be loaded askew are refused or mended, and told by line and column; no database."""

import pytest

from sis.readers.formats import PLAIN
from sis.readers.rows import Told, read_rows
from sis.readers.source import open_source
from sis.rules.ids import sis_id
from sis.rules.mending import mended
from sis.rules.values import Unreadable, with_letters
from students.rules.names import is_broken
from tests.sis.reading import HEADER, KNOWN, ONE, marks

PEOPLE = "student_id,first_name,last_name,birth_date,street,city,state,zip,email\n"


def people(tmp_path, text):
    """Return the rows of students.csv by their first four values, the rejects and the doubts."""
    (tmp_path / "students.csv").write_text(text, encoding="utf-8")
    rejects, doubts = [], []
    with open_source(tmp_path) as source:
        [table] = PLAIN.open(source)
        rows = list(read_rows(table, KNOWN, Told(rejects.append, doubts.append)))
        return [row[1:5] for row in rows], rejects, doubts, source.warnings


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("00901", "00901"),
        ('="00901"', "00901"),
        ("'00901", "00901"),
        ("12E45", "12E45"),
        ("TK-4 north", "TK-4 north"),
        ("9f1c2e5b-7d10-4e3a-8a5b-000000000000_id", "9f1c2e5b-7d10-4e3a-8a5b-000000000000_id"),
        ("Ñ-17", "Ñ-17"),
    ],
)
def test_an_id_is_taken_as_it_is(text, taken):
    assert sis_id(text) == taken


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1.23457E+11", "power of ten"),
        ("1E+05", "power of ten"),
        ("1,23457E+11", "power of ten"),
        ("1000001.0", "decimals"),
        ("1,000,001", "commas"),
        ("#N/A", "formula"),
        ("########", "formula"),
        ("=A1", "formula"),
        ("Total: 2", "total"),
        ("Grand Total", "total"),
        ("(3 rows affected)", "total"),
        ("NULL", "no id"),
        ("-----", "no id"),
        ("1000\N{ZERO WIDTH SPACE}001", "character 5 is invisible (zero width space)"),
        ("\N{ZERO WIDTH NO-BREAK SPACE}1000001", "character 1 is invisible"),
        ("1000\N{NO-BREAK SPACE}001", "character 5 is invisible (no-break space)"),
        ("1000001\N{SOFT HYPHEN}", "character 8 is invisible"),
        ("\N{FULLWIDTH DIGIT ONE}001", "another form"),
        ('=""', "blank"),
        ("x" * 61, "61 characters"),
    ],
)
def test_an_id_that_may_name_another_child_is_refused(text, why):
    with pytest.raises(Unreadable) as problem:
        sis_id(text)
    assert why in str(problem.value)


def test_a_comma_in_an_address_moves_no_value(tmp_path):
    """One cell more than the header, whose last one is empty, is no empty cell at the end."""
    row = "1,Abe,Comma,2015-03-01,1 Elm St, Apt 4,Springfield,CA,90001,\n"
    rows, [bad], _, _ = people(tmp_path, PEOPLE + row)
    assert rows == []
    assert (bad.line, bad.reason.split(";")[0]) == (2, "10 cells, the header has 9")
    assert "quotes" in bad.reason


def test_a_header_that_ends_in_blank_cells_names_how_far_a_row_may_go(tmp_path):
    head = PEOPLE.strip() + ",,\n"
    good = "1,Abe,Comma,2015-03-01,1 Elm St,Springfield,CA,90001,,,\n"
    moved = "2,Bea,Comma,2015-03-01,1 Elm St, Apt 4,Springfield,CA,90001,a@b.c,\n"
    rows, [bad], _, _ = people(tmp_path, head + good + moved)
    assert [row[0] for row in rows] == ["1"]
    assert (bad.line, bad.column) == (3, "")
    assert "to the right of the 9 columns" in bad.reason


def test_quotes_after_a_space_are_quotes(tmp_path):
    row = '1, "Bea", "Quote, Jr",2015-03-01, "2 Elm St, Apt 4",Springfield,CA,90001,\n'
    assert people(tmp_path, PEOPLE + row)[:2] == ([["1", "Bea", "Quote, Jr", "2015-03-01"]], [])


@pytest.mark.parametrize("name", ['\N{NO-BREAK SPACE}"Bea"', "'Bea'"])
def test_quotes_that_became_part_of_a_name_are_refused(tmp_path, name):
    rows, [bad], _, _ = people(tmp_path, PEOPLE + f"1,{name},Quote,2015-03-01,,,,,\n")
    assert rows == []
    assert (bad.line, bad.column) == (2, "first_name")


def test_titles_and_a_separator_before_the_header_are_passed_over(tmp_path):
    titles = 'sep=;\n"Students, all schools"\n\nRun on 2026-11-20;;\n'
    row = "1;Ana;Ito;2015-03-01;;;;;\n2;Ben;Ito;never;;;;;\n"
    rows, [bad], _, warnings = people(tmp_path, titles + PEOPLE.replace(",", ";") + row)
    assert rows == [["1", "Ana", "Ito", "2015-03-01"]]
    assert (bad.line, bad.column) == (7, "birth_date")
    assert warnings[0] == "students.csv: line 2, 4 before the header: a title, not read"


def test_the_header_again_is_no_row(tmp_path):
    (tmp_path / "schools.csv").write_text("school_id,name\nA,Adams\nschool_id,name\nB,Baker\n")
    rejects = []
    with open_source(tmp_path) as source:
        [table] = PLAIN.open(source)
        rows = list(read_rows(table, KNOWN, Told(rejects.append)))
    assert [row[1] for row in rows] == ["A", "B"]
    assert [(bad.line, bad.reason) for bad in rejects] == [(3, "the header again, not a row")]


@pytest.mark.parametrize("last", ["Total: 2,,,,,,,,", "2,,,,,,,,"])
def test_a_total_at_the_end_is_no_student(tmp_path, last):
    rows, [bad], _, _ = people(tmp_path, PEOPLE + f"1,Rae,Reader,2015-03-01,,,,,\n{last}\n")
    assert [row[0] for row in rows] == ["1"]
    assert bad.line == 3
    assert "total" in bad.reason


@pytest.mark.parametrize("known", [("1", "Ana", ""), ("1", "", "2015-03-01")])
def test_whoever_has_one_name_or_a_birth_date_is_a_student(tmp_path, known):
    number, name, born = known
    rows, rejects, _, _ = people(tmp_path, PEOPLE + f"{number},{name},,{born},,,,,\n")
    assert (len(rows), rejects) == (1, [])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("O&#39;Hara", "O'Hara"),
        ("O&amp;#39;Hara", "O'Hara"),
        ("Smith &amp; Wesley", "Smith & Wesley"),
        ("NuÃ±ez", "Nuñez"),
        ("Ã\x81lvarez", "Álvarez"),
        ("Oâ€™Hara", "O’Hara"),
        ("Nuñez", "Nuñez"),
        ("JOÃO", "JOÃO"),
        ("Smith & Wesley", "Smith & Wesley"),
    ],
)
def test_a_broken_name_is_mended_where_nothing_is_lost(written, meant):
    assert mended(written) == meant
    assert not is_broken(meant)


@pytest.mark.parametrize("lost", ["Nu\ufffdez", "Nu?ez", "ÑuÃ±ez", "O&nosuch;Hara"])
def test_a_name_that_cannot_be_mended_is_broken(lost):
    assert is_broken(mended(lost))


def test_broken_names_are_told_by_line_and_column(tmp_path):
    text = "1,Kim,O&#39;Hara,2015-03-01,,,,,\n2,Kim,Nu\ufffdez,2015-03-01,,,,,\n"
    rows, rejects, doubts, _ = people(tmp_path, PEOPLE + text)
    assert [row[2] for row in rows] == ["O'Hara", "Nu\ufffdez"]
    assert rejects == []
    assert [(one.line, one.column) for one in doubts] == [(2, "last_name"), (3, "last_name")]
    assert ["mended" in one.about for one in doubts] == [True, False]


def test_a_mark_names_its_student_whatever_a_spreadsheet_put_around_the_id(tmp_path):
    assert marks(tmp_path, HEADER + '="1",A,2026-09-14,,AU,,\n')[:2] == ([ONE], [])
    found, [bad], _ = marks(tmp_path, HEADER + "1.0,A,2026-09-14,,AU,,\n")
    assert found == []
    assert (bad.line, bad.column) == (2, "student_id")


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("Ana", True),
        ("Ana 2", True),
        ("X Æ A-12", True),
        ("李", True),
        ("90001", False),
        ("2015-03-01", False),
        ("(213) 555-0142", False),
        ("3/1/2015", False),
        ("", True),
        ("-", True),
    ],
)
def test_a_name_has_a_letter_where_it_has_a_digit(text, is_name):
    read = with_letters(str)
    if is_name:
        assert read(text) == text
    else:
        with pytest.raises(Unreadable, match="not a name"):
            read(text)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Ana\N{RIGHT-TO-LEFT MARK}", "Ana"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}Ana\N{POP DIRECTIONAL FORMATTING}", "Ana"),
        ("A\N{SOFT HYPHEN}na", "Ana"),
        ("Ana \N{GRINNING FACE}", "Ana"),
        ("\N{BLACK HEART SUIT}\N{VARIATION SELECTOR-16} Ana", "Ana"),
        ("مح\N{ZERO WIDTH NON-JOINER}مد", "مح\N{ZERO WIDTH NON-JOINER}مد"),
        ("5 Main St, 3° N, № 7", "5 Main St, 3° N, № 7"),
        ("Ka\N{MODIFIER LETTER TURNED COMMA}a", "Ka\N{MODIFIER LETTER TURNED COMMA}a"),
        ("O’Hara", "O’Hara"),
        ("", ""),
    ],
)
def test_what_nobody_sees_or_writes_is_no_part_of_a_name(text, whole):
    assert mended(text) == whole


def test_a_name_is_the_same_however_its_marks_were_kept(tmp_path):
    rows, rejects, doubts, _ = people(
        tmp_path, f"{PEOPLE}1,Jose\N{COMBINING ACUTE ACCENT},Lin,2015-03-01,,,,,\n"
    )
    assert (rows[0][1], rejects, doubts) == ("José", [], [])


def test_a_picture_in_a_name_is_told_by_its_line(tmp_path):
    rows, _, doubts, _ = people(tmp_path, f"{PEOPLE}1,Ana \N{GRINNING FACE},Lin,2015-03-01,,,,,\n")
    assert rows[0][1] == "Ana"
    assert [(one.line, one.column) for one in doubts] == [(2, "first_name")]
