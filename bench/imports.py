"""Importing a million marks, against a COPY of the same rows into an empty twin of the table."""

import csv
import io
import random
import tempfile
from pathlib import Path

from django.db import connection, transaction

from bench import importer, owner
from bench.rows import TIMES, Clock, Row, ratio_of

WANTED = 1_000_000
BASE = "COPY into an empty twin"
HEADER = ["student_id", "school_id", "date", "period", "code", "minutes_missed", "reason"]

CHOSEN = """
CREATE TEMP TABLE bench_mark AS
SELECT m.* FROM attendance_mark m
WHERE m.school_id IN (
  SELECT school_id FROM (
    SELECT school_id, sum(count(*)) OVER (ORDER BY school_id) AS so_far
    FROM attendance_mark GROUP BY school_id) x
  WHERE so_far <= %s)
ORDER BY m.student_id, m.date, m.school_id, m.period"""

AS_CSV = """
COPY (SELECT s.sis_id, k.sis_id, m.date, m.period, c.code, m.minutes_missed, m.reason
      FROM bench_mark m JOIN students_student s ON s.id = m.student_id
      JOIN students_school k ON k.id = m.school_id
      JOIN attendance_attendancecode c ON c.id = m.code_id) TO STDOUT WITH (FORMAT csv)"""


def rows() -> list[Row]:
    """New marks, and the same rows shuffled as a second import of the same."""
    clock, memory = Clock(), 0.0
    with tempfile.TemporaryDirectory() as folder:
        ordered, shuffled, plain, marks = _files(Path(folder))
        for turn in range(TIMES):
            _forget()
            _copy(clock, plain, turn)
            with clock.measure("import, new"):
                memory = max(memory, importer.run(ordered))
            owner.tidy("attendance_mark")
            with clock.measure("import, same rows shuffled"):
                memory = max(memory, importer.run(shuffled))
    note = f" of {marks} marks"
    return [
        ratio_of(clock, "import_marks", "import, new", BASE, 10, note),
        ratio_of(clock, "import_again", "import, same rows shuffled", BASE, 8, note),
        importer.memory_row("import_memory", memory),
    ]


def _files(folder: Path) -> tuple[Path, Path, Path, int]:
    """Write the bundle, its shuffled twin and the rows as COPY takes them."""
    plain = folder / "plain.copy"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CHOSEN, [WANTED])
        marks = cursor.rowcount
        text = io.StringIO()
        cursor.copy_expert(AS_CSV, text)
        with plain.open("w") as file:
            cursor.copy_expert("COPY bench_mark TO STDOUT", file)
        cursor.execute("DROP TABLE bench_mark")
    lines = list(csv.reader(io.StringIO(text.getvalue())))
    ordered = _bundle(folder / "ordered", lines)
    random.Random(1).shuffle(lines)  # noqa: S311 - the same order each time
    return ordered, _bundle(folder / "shuffled", lines), plain, marks


def _bundle(folder: Path, lines: list[list[str]]) -> Path:
    folder.mkdir()
    with (folder / "marks.csv").open("w", newline="") as file:
        csv.writer(file).writerows([HEADER, *lines])
    return folder


FORGET = """
DELETE FROM attendance_mark m WHERE m.school_id IN (
  SELECT school_id FROM (
    SELECT school_id, sum(count(*)) OVER (ORDER BY school_id) AS so_far
    FROM attendance_mark GROUP BY school_id) x
  WHERE so_far <= %s)"""


def _forget() -> None:
    """Take the marks out again, as if they had never come."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [WANTED])
        cursor.execute("DELETE FROM sis_filesize")
    owner.tidy("attendance_mark")


def _copy(clock: Clock, plain: Path, turn: int) -> None:
    table = f"bench_twin_{turn}"
    owner.as_owner(
        f"CREATE TABLE {table} (LIKE attendance_mark INCLUDING ALL)",
        f"GRANT ALL ON {table} TO worker",
    )
    with (
        transaction.atomic(),
        connection.cursor() as cursor,
        plain.open() as file,
        clock.measure(BASE),
    ):
        cursor.copy_expert(f"COPY {table} FROM STDIN", file)
    owner.as_owner(f"DROP TABLE {table}")
