"""Every statement of an import is planned, as it stands in its file, before it runs."""

from pathlib import Path

import pytest

from attendance.choices import MarkKind, ReportSource
from attendance.models import AttendanceCode
from core import sql
from sis.actions import load
from sis.actions.load import BundleLoad
from sis.choices import SetAsideReason
from tests.sis.bundles import BASE, import_sis, marks, set_policy, write

FOLDER = Path(load.__file__).parent / "sql"
# Fifty marks that a later file lacks: enough to be held against the limit.
MANY = [
    f"{student},A,2026-09-{day},{period},AU,,"
    for student in (1, 2)
    for day in range(14, 19)
    for period in (1, 2, 3, 4, 5)
]
FULL = {
    **BASE,
    "schools.csv": "school_id,name,region,is_charter\nA,Adams,North,N\nB,Baker,North,N\n",
    "bell.csv": "school_id,period,minutes\nA,1,50\nA,2,50\n",
    "guardians.csv": (
        "student_id,guardian_id,relation,first_name,last_name,lives_with\n1,G1,Mother,Eva,N,Y\n"
        + "".join(f"2,H{n},Uncle,Eli,O{n},N\n" for n in range(20))
    ),
    "populations.csv": "student_id,population,start,end\n1,iep,2026-08-13,\n"
    + "".join(f"2,club {n},2026-08-13,\n" for n in range(20)),
    "grades.csv": "student_id,course,grade\n1,Art,A\n",
    "submissions.csv": "school_id,date,period,section,taken\nA,2026-09-14,,,N\n",
    "manifest.csv": "file,school_id,from,to\nmarks.csv,A,2026-09-14,2026-09-18\n",
    "history.csv": (
        "student_id,kind,date,listed_dates,channel,language,by\n"
        "1,report,2026-09-18,2026-09-14;2026-09-15,,,Ana\n1,notice,2026-09-18,,mail,English,Ana\n"
    ),
    "marks.csv": marks(*MANY, "1,A,2026-09-14,1,AE,,", "1,B,2026-09-14,,AU,,"),
}
SHORT = "student_id,first_name,last_name,birth_date\n7,Fay,Ng,15-02-03\n"
LATER = {
    "students.csv": BASE["students.csv"]
    .replace("1,Ana,,Núñez,2015", "1,Zoe,,Reyes,2012")
    .replace("2013-07-08", "1913-07-08")
    + "8,Gus,,Orr,2014-03-03,M,,,,,\n9,Di,,Ng,2014-01-01,F,,,,,\n9,Ed,,Orr,2014-02-02,M,,,,,\n",
    "codes.csv": BASE["codes.csv"].replace("excused,", "unexcused,"),
    "guardians.csv": "student_id,guardian_id,relation,first_name,last_name,phone\n2,G2,Aunt,Eva,N,\n"
    "8,G9,Aunt,Ida,M,\n3,G9,Aunt,Uma,O,\n",
    "populations.csv": "student_id,population,start\n2,504,2026-09-01\n",
    "enrollments.csv": BASE["enrollments.csv"].replace("2,A,2026-08-13", "2,A,2026-08-14")
    + "8,A,2026-08-13,2026-08-13,5,,N470\n",
    "manifest.csv": FULL["manifest.csv"],
    "marks.csv": marks("3,B,2026-09-14,,AU,,", "3,B,2026-09-15,,??,,"),
}


@pytest.fixture
def planned(monkeypatch):
    """The names of the statements that a run asked for, each planned first."""
    names = set()

    def explained(ask):
        def asked(self, name, **values):
            text = sql.statement(load.__file__, name)
            if "CREATE VIEW" not in text:  # that is planned with each statement that reads it
                sql.tuples(f"EXPLAIN {text}", load.CODES | values)
            names.add(name)
            return ask(self, name, **values)

        return asked

    for way in ("run", "all"):
        monkeypatch.setattr(BundleLoad, way, explained(getattr(BundleLoad, way)))
    return names


@pytest.mark.usefixtures("worker_db")
def test_every_statement_is_whole_and_used(planned, tmp_path):
    set_policy({"marks.conflict": "skip"})
    import_sis(write(tmp_path / "first", FULL))
    for _ in range(2):  # the second time questions are open
        import_sis(write(tmp_path / "later", LATER), allow_drop=True)
    of_age = LATER["enrollments.csv"].replace("2026-08-13,,7", "2026-08-13,,Adult")
    import_sis(write(tmp_path / "of_age", {"enrollments.csv": of_age}), allow_drop=True)
    short_years = tmp_path / "mapping.toml"
    short_years.write_text(
        '[[file]]\nname = "students.csv"\nas = "students"\ndate_format = "%y-%m-%d"\n'
    )
    import_sis(write(tmp_path / "short", {"students.csv": SHORT}), mapping=short_years)
    assert AttendanceCode.objects.count() == 4
    written = {
        path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.sql")
    }
    assert written == planned


def test_values_come_by_name_and_names_of_tables_are_written_out():
    for path in FOLDER.rglob("*.sql"):
        text = path.read_text()
        assert "%s" not in text, path
        assert "format" not in text, path


@pytest.mark.parametrize("choices", [MarkKind, ReportSource, SetAsideReason])
def test_codes_of_the_field_come_from_their_list(choices):
    fragment = FOLDER.parent.parent / "fragments" / "uncovered.sql"
    for path in (*FOLDER.rglob("*.sql"), fragment):
        text = path.read_text()
        assert [code for code in choices.values if f"'{code}'" in text] == [], path
