"""Reading what districts send, without a database."""

import pytest

from sis.readers.formats import PLAIN
from sis.readers.rows import columns_of
from sis.readers.source import BundleIsUnreadable, open_source
from tests.sis.reading import HEADER, ONE, marks, read


@pytest.mark.parametrize(
    "content",
    [
        HEADER + "1,A,2026-09-14,,AU,,\n",
        HEADER + "1,A,2026-09-14,,AU,,",  # no final newline
        (HEADER + "1,A,2026-09-14,,AU,,\n").replace("\n", "\r\n"),
        "\ufeff" + HEADER + "1,A,2026-09-14,,AU,,\n",
        (HEADER + "1,A,2026-09-14,,AU,,\n").replace(",", ";"),
        (HEADER + "1,A,2026-09-14,,AU,,\n").replace(",", "\t"),
        " Student ID ,SCHOOL_ID,Date,Period,code,Minutes-Missed,reason\n1 , A,2026-09-14,,AU ,,\n",
        HEADER + '"1","A","2026-09-14","","AU","",""\n\n\n,,,,,,\n',
        HEADER.strip() + ",,\n1,A,2026-09-14,,AU,,,,\n",  # the header itself ends in empty cells
    ],
    ids=["plain", "no-newline", "crlf", "bom", "semicolon", "tab", "header", "blank", "wide"],
)
def test_one_mark_however_written(tmp_path, content):
    found, rejects, _ = marks(tmp_path, content)
    assert rejects == []
    assert found == [ONE]


def test_columns_in_another_order_and_extra_ones(tmp_path):
    found, rejects, warnings = marks(
        tmp_path,
        "date,teacher,code,period,school_id,student_id\n2026-09-14,Ng,AU,,A,1\n",
    )
    assert rejects == []
    # Of the columns that the file lacks the row says nothing: what is on file stays.
    said = sorted(map(str, ONE))
    said.remove("None")
    said.remove("")
    assert [sorted(map(str, row)) for row in found] == [said]
    assert warnings == ["marks.csv: not read: teacher"]


def test_latin_1_is_read_and_said(tmp_path):
    content = (HEADER + "1,A,2026-09-14,,AU,,Año\n").encode("latin-1")
    found, _, warnings = marks(tmp_path, content)
    assert found[0][-1] == "Año"
    assert "not UTF-8, read as Windows-1252" in warnings[0]


def test_a_row_is_named_by_the_line_it_begins_on(tmp_path):
    content = HEADER + '1,A,2026-09-14,,AU,,"two\nlines"\n1,A,2026-09-15,,XX,,\n'
    found, rejects, _ = marks(tmp_path, content)
    assert found[0][0] == "2"
    assert found[0][-1] == "two lines"
    assert (rejects[0].line, rejects[0].column, rejects[0].value) == (4, "code", "XX")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("9,A,2026-09-14,,AU,,", "student_id"),
        (",A,2026-09-14,,AU,,", "student_id"),
        ("1,Z,2026-09-14,,AU,,", "school_id"),
        ("1,A,2026-02-31,,AU,,", "date"),
        ("1,A,,,AU,,", "date"),
        ("1,A,2026-09-14,123456789012345678901,AU,,", "period"),
        ("1,A,2026-09-14,,au,,", "code"),
        ("1,A,2026-09-14,,AU,-5,", "minutes_missed"),
        ("1,A,2026-09-14", ""),
        ("1,A,2026-09-14,,AU,,x,y", ""),
        ("1,A,2026-09-14,,AU,,,,", ""),  # an empty cell more may be a comma in a text
        ('1,A,2026-09-14,,AU,,"a"b', ""),
    ],
)
def test_a_bad_row_is_named_with_a_remedy(tmp_path, row, column):
    found, rejects, _ = marks(tmp_path, HEADER + row + "\n1,A,2026-09-14,,AU,,\n")
    assert len(found) == 1
    assert [(bad.file, bad.line, bad.column) for bad in rejects] == [("marks.csv", 2, column)]
    assert len(rejects[0].reason) > 20


def test_a_cell_of_a_million_characters_is_one_bad_row(tmp_path):
    content = HEADER + f"1,A,2026-09-14,{'x' * 1_000_000},AU,,\n1,A,2026-09-14,,AU,,\n"
    found, rejects, _ = marks(tmp_path, content)
    assert len(found) == 1
    assert "1000000 characters" in rejects[0].reason
    assert len(rejects[0].value) == 200


def test_five_thousand_columns_are_one_bad_row(tmp_path):
    found, rejects, _ = marks(tmp_path, HEADER + "x," * 5000 + "x\n1,A,2026-09-14,,AU,,\n")
    assert len(found) == 1
    assert "5001 cells" in rejects[0].reason


def test_a_header_alone_and_an_empty_file(tmp_path):
    assert marks(tmp_path, HEADER)[0] == []
    found, _, warnings = marks(tmp_path, "")
    assert found is None
    assert "empty" in warnings[0]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (HEADER.encode() + b"1,A,2026-09-14,,AU,,\0\n", "line 2 holds a NUL"),
        (HEADER.encode("utf-16"), "UTF-16"),
        (HEADER.encode() + b'1,A,2026-09-14,,AU,,"never closed\n1,A\n', "line 2: a quote"),
        (b"student_id,date,period,code\n", "lacks the column school_id; it has: student_id"),
        (b"student_id,student_id,school_id,date,period,code\n", "has student_id twice"),
    ],
    ids=["nul", "utf-16", "open-quote", "missing-column", "doubled-column"],
)
def test_a_file_that_is_refused_whole(tmp_path, content, says):
    (tmp_path / "marks.csv").write_bytes(content)
    with pytest.raises(BundleIsUnreadable, match=says):
        read(tmp_path)


def test_no_known_file(tmp_path):
    (tmp_path / "notes.csv").write_text("a,b\n")
    with pytest.raises(BundleIsUnreadable, match=r"no file of the bundle.*found notes\.csv"):
        read(tmp_path)


def test_values_stand_where_the_columns_say(tmp_path):
    (tmp_path / "marks.csv").write_text(HEADER)
    with open_source(tmp_path) as source:
        [table] = PLAIN.open(source)
    assert columns_of(table) == [
        *("student_id", "school_id", "date", "period", "code_id", "minutes_missed", "reason")
    ]
