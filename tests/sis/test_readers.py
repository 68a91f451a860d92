"""Reading what districts and attackers send, without a database."""

import os
import stat
import zipfile

import pytest

from sis.readers import source as bundles
from sis.readers.formats import PLAIN
from sis.readers.mapping import MappingIsWrong, load_mapping
from sis.readers.rows import columns_of, read_rows
from sis.readers.source import BundleIsUnreadable, open_source
from sis.rules.columns import Refers

KNOWN = {
    Refers.STUDENT: {"1": "101", "2": "102"},
    Refers.SCHOOL: {"A": "201"},
    Refers.CODE: {"AU": "301", "TD": "302"},
}
HEADER = "student_id,school_id,date,period,code,minutes_missed,reason\n"


def read(path, mapping=None):
    """Return the values of all tables, the rejects and the warnings of a bundle."""
    rejects = []
    with open_source(path) as source:
        tables = PLAIN.open(source, mapping)
        found = {t.file: list(read_rows(t, KNOWN, rejects.append)) for t in tables}
        return found, rejects, source.warnings


def marks(tmp_path, content, name="marks.csv"):
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    found, rejects, warnings = read(tmp_path)
    return found.get("marks.csv"), rejects, warnings


ONE = ["2", "101", "201", "2026-09-14", "", "301", None, ""]


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
        HEADER + "1,A,2026-09-14,,AU,,,,\n",  # empty cells past the header
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
    assert [sorted(map(str, row)) for row in found] == [sorted(map(str, ONE))]
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


# --- Zips --------------------------------------------------------------------------------


def zipped(tmp_path, members, name="bundle.zip"):
    path = tmp_path / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members:
            archive.writestr(member, content)
    return path


@pytest.mark.parametrize("folder", ["", "export/", "export/2026/"])
def test_a_zip_with_or_without_one_folder(tmp_path, folder):
    path = zipped(
        tmp_path,
        [(f"{folder}marks.csv", HEADER + "1,A,2026-09-14,,AU,,\n"), ("__MACOSX/._marks.csv", "x")],
    )
    assert read(path)[0] == {"marks.csv": [ONE]}


def link():
    member = zipfile.ZipInfo("marks.csv")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


@pytest.mark.parametrize(
    ("members", "says"),
    [
        ([("../marks.csv", HEADER)], "points outside"),
        ([("/etc/marks.csv", HEADER)], "points outside"),
        ([("..\\marks.csv", HEADER)], "points outside"),
        ([("C:/marks.csv", HEADER)], "points outside"),
        ([(link(), "/etc/passwd")], "symbolic link"),
        ([("marks.csv", HEADER), ("more.zip", "x")], "archive inside the zip"),
        ([("a/marks.csv", HEADER), ("b/codes.csv", "x")], "several folders"),
        ([("marks.csv", HEADER), ("Marks.CSV", HEADER)], "twice"),
        ([(f"f{n}.csv", "x") for n in range(201)], "201 files"),
        ([("marks.csv", HEADER + "1" * 20_000_000)], "100 times its packed size"),
    ],
    ids=["up", "absolute", "backslash", "drive", "link", "zip", "folders", "case", "many", "bomb"],
)
def test_a_zip_that_is_refused(tmp_path, members, says):
    with pytest.raises(BundleIsUnreadable, match=says):
        read(zipped(tmp_path, members))


def test_a_zip_that_lies_about_its_size_is_counted_while_it_unpacks(tmp_path, monkeypatch):
    monkeypatch.setattr(bundles, "MAX_BYTES", 1000)
    path = zipped(tmp_path, [("marks.csv", os.urandom(2000))])
    raw = path.read_bytes()
    lying = raw.replace((2000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(lying)
    with pytest.raises(BundleIsUnreadable):
        read(path)


def test_an_encrypted_zip(tmp_path):
    path = zipped(tmp_path, [("marks.csv", HEADER)])
    raw = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(signature) + offset] |= 1
    path.write_bytes(raw)
    with pytest.raises(BundleIsUnreadable, match="encrypted"):
        read(path)


def test_a_cut_off_zip(tmp_path):
    whole = zipped(tmp_path, [("marks.csv", os.urandom(5000))]).read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[:2000])
    with pytest.raises(BundleIsUnreadable, match="not a zip that can be opened"):
        read(tmp_path / "cut.zip")


def test_a_damaged_zip(tmp_path):
    path = zipped(tmp_path, [("marks.csv", HEADER * 500)])
    raw = bytearray(path.read_bytes())
    raw[60] ^= 0xFF
    path.write_bytes(raw)
    with pytest.raises(BundleIsUnreadable, match="cannot be unpacked"):
        read(path)


def test_a_link_in_a_folder(tmp_path):
    (tmp_path / "marks.csv").symlink_to("/etc/passwd")
    with pytest.raises(BundleIsUnreadable, match="symbolic link"):
        read(tmp_path)


def test_unpacked_files_are_gone_afterwards(tmp_path):
    with open_source(zipped(tmp_path, [("marks.csv", HEADER)])) as source:
        path = source.files["marks.csv"]
        assert path.exists()
    assert not path.exists()


# --- Mapping -----------------------------------------------------------------------------

TOML = r"""
[[file]]
name = "attendance_dump.csv"
as = "marks"
escape = "\\"
nulls = ["NULL"]
date_format = "%m/%d/%Y"
constants = { period = "" }
[file.columns]
student_id = "ATT_STD"
school_id = "ATT_SKL"
date = "ATT_DATE"
code = "ATT_CODE"
reason = "ATT_COMMENT"
[file.values.code]
"T-E" = "TD"
"""


def test_an_export_with_quoting_traps(tmp_path):
    (tmp_path / "mapping.toml").write_text(TOML)
    room = tmp_path / "export"
    room.mkdir()
    (room / "attendance_dump.csv").write_text(
        "'ATT_STD','ATT_SKL','ATT_DATE','ATT_CODE','ATT_COMMENT'\n"
        '"1","A","9/14/2026","T-E","MTHR CALLED \\"FEW MINUTES LATE\\""\n'
        '"1","A","9/15/2026","AU","NULL"\n'
        '"NULL","A","9/15/2026","AU","still away\\\\"\n'
    )
    found, rejects, _ = read(room, load_mapping(tmp_path / "mapping.toml"))
    assert ['MTHR CALLED "FEW MINUTES LATE"' in row for row in found["marks.csv"]] == [True, False]
    assert "NULL" not in found["marks.csv"][1]
    assert [bad.line for bad in rejects] == [4]
    assert found["marks.csv"][0][1:4] == ["101", "201", "2026-09-14"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[file]]\nname = "x.csv"\nas = "grades2"\n', "no file of the bundle"),
        (
            '[[file]]\nname = "x.csv"\nas = "marks"\ncolumns = { pupil = "P" }\n',
            "pupil: no column",
        ),
        ('[[file]]\nname = "x.csv"\nas = "marks"\ndate_format = "%m/%d"\n', "does not hold day"),
        ('[[file]]\nname = "x.csv"\nas = "marks"\ncolour = "red"\n', "colour"),
        ("file = 3\n", "file"),
        ("[[file\n", "mapping.toml"),
    ],
)
def test_a_wrong_mapping_says_where(tmp_path, text, says):
    path = tmp_path / "mapping.toml"
    path.write_text(text)
    with pytest.raises(MappingIsWrong, match=says):
        load_mapping(path)


def test_values_stand_where_the_columns_say(tmp_path):
    (tmp_path / "marks.csv").write_text(HEADER)
    with open_source(tmp_path) as source:
        [table] = PLAIN.open(source)
    assert columns_of(table) == [
        *("student_id", "school_id", "date", "period", "code_id", "minutes_missed", "reason")
    ]
