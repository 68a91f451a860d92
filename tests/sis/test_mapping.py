"""A mapping file makes a bundle of an export of another shape."""

import pytest

from sis.readers.mapping import MappingIsWrong, load_mapping
from tests.sis.reading import read

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
