"""The order of a file's rows means nothing: the same rows, the same database."""

import json

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sis.bundles import BASE, changed, import_sis, marks, write

GUARDIANS = (
    "guardian_id,student_id,relation,primary,lives_with,first_name,last_name,street,city,state,zip,"
    "phone,email\n"
    "g1,1,Mother,Y,Y,Eva,Núñez,1 Elm St,Springfield,CA,90001,(213) 555-0100,\n"
    "g1,2,Aunt,,Y,Eva,Núñez,1 Elm St,Springfield,CA,90001,(213) 555-0100,\n"
    "g2,2,Father,Y,,Obi,Okafor,1 Elm St,Springfield,CA,90001,,\n"
    "g2,3,Uncle,,,Obi,Okafor,1 Elm St,Springfield,CA,90001,,\n"
)
FILES = {
    **BASE,
    "students.csv": BASE["students.csv"].replace("2 Oak St", "1 Elm St").replace("3 Ash", "1 Elm"),
    "guardians.csv": GUARDIANS,
    "populations.csv": "student_id,population,start,end\n1,IEP,2025-09-01,\n1,Choir,,\n2,ELL,,\n",
    "grades.csv": "student_id,course,mark\n1,Math,B\n1,Art,A\n2,Math,C\n",
    "history.csv": (
        "student_id,kind,date,listed_dates,channel,language,by\n"
        "1,report,2026-09-10,2026-09-01;2026-09-02;2026-09-03,,,Ng\n"
        "1,notice,2026-09-12,,mail,es,Ng\n2,conference,2026-09-11,,,,\n"
    ),
    "marks.csv": marks(
        "1,A,2026-09-14,1,AU,,", "1,A,2026-09-14,2,PR,,", "1,A,2026-09-15,,TD,35,Bus",
        "2,A,2026-09-14,,PR,,", "3,A,2026-09-14,,AE,,", "3,B,2026-09-19,,AU,,",
    ),
}  # fmt: skip
KEYED = {
    "students_student": "SELECT sis_id, name_order, birth_date, k.key FROM students_student s"
    " LEFT JOIN students_household k ON k.id = s.household_id",
    "guardianship": "SELECT s.sis_id, g.sis_id, relation, t.primary, lives_with, g.phone_key"
    " FROM students_guardianship t JOIN students_student s ON s.id = student_id"
    " JOIN students_guardian g ON g.id = guardian_id",
    "population": "SELECT s.sis_id, kind, label, start FROM students_population p"
    " JOIN students_student s ON s.id = student_id",
    "record": "SELECT s.sis_id, kind, position, data FROM students_schoolrecord r"
    " JOIN students_student s ON s.id = student_id",
    "mark": "SELECT s.sis_id, date, period, c.code FROM attendance_mark m"
    " JOIN students_student s ON s.id = student_id"
    " JOIN attendance_attendancecode c ON c.id = code_id",
    "aside": "SELECT s.sis_id, date, period, why FROM sis_setaside m"
    " JOIN students_student s ON s.id = student_id",
    "report": "SELECT source_key, listed_dates, is_countable FROM attendance_truancyreport",
    "step": "SELECT s.sis_id, kind, evidence_id, detail, happened_at, has_time"
    " FROM attendance_processstep p JOIN students_student s ON s.id = student_id",
    "due": "SELECT s.sis_id, school_year FROM attendance_judgementdue d"
    " JOIN students_student s ON s.id = student_id",
}


def content():
    """What the district's tables say, by the SIS's names instead of our ids."""
    found = {}
    with connection.cursor() as cursor:
        for name, select in KEYED.items():
            cursor.execute(select)
            found[name] = sorted(json.dumps(row, default=str) for row in cursor.fetchall())
    return found


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    return tmp_path_factory.mktemp("bundle")


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(shuffle=st.randoms(use_true_random=False))
def test_shuffled_rows_give_the_same_content(worker_db, room, shuffle):
    shuffled = {}
    for name, text in FILES.items():
        head, *rows = text.splitlines(keepends=True)
        shuffle.shuffle(rows)
        shuffled[name] = head + "".join(rows)
    # Each bundle into an empty district, which a rollback gives back.
    assert loaded(room, shuffled) == loaded(room, FILES)


def loaded(room, files):
    with transaction.atomic():
        assert import_sis(write(room, files))["exit"] == 0
        found = content()
        assert changed(import_sis(write(room, FILES))) == 0
        transaction.set_rollback(True)
    return found


def test_what_the_shuffled_bundle_holds(worker_db, room):
    report = import_sis(write(room, FILES))
    assert report["exit"] == 0
    found = content()
    assert len({row.split(", ")[-1] for row in found["students_student"]}) == 1  # one household
    assert found["step"][0].startswith('["1", "notice_48260_5", "notice:2026-09-12", ')
    assert len(found["report"]) == 1
    assert len(found["mark"]) == 3
    assert len(found["aside"]) == 2
