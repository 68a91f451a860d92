"""Importing a million marks, against a COPY of the same rows into an empty twin of the table."""

import csv
import io
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from django.db import connection, transaction

from bench import owner
from bench.rows import TIMES, Clock, Row, ratio_of

WANTED = 1_000_000
BASE = "COPY into an empty twin"
HEADER = ["student_id", "school_id", "date", "period", "code", "minutes_missed", "reason"]
MOST_MEMORY_MB = 500

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
                memory = max(memory, _import(ordered))
            owner.tidy("attendance_mark")
            with clock.measure("import, same rows shuffled"):
                memory = max(memory, _import(shuffled))
    note = f" of {marks} marks"
    return [
        ratio_of(clock, "import_marks", "import, new", BASE, 10, note),
        ratio_of(clock, "import_again", "import, same rows shuffled", BASE, 8, note),
        Row(
            "import_memory",
            round(memory / MOST_MEMORY_MB, 2),
            1,
            f"{memory:.0f} MB at the peak against {MOST_MEMORY_MB} MB",
        ),
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
    random.Random(1).shuffle(lines)  # noqa: S311
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


def _import(bundle: Path) -> float:
    """Run the command as districts do; return the megabytes it took at the peak.

    Read from its own status: what the system says of children that have ended includes the
    memory of this process, from which they forked.
    """
    command = [sys.executable, "manage.py", "import_sis", str(bundle), "--json"]
    environment = {**os.environ, "PSA_DB_ROLE": "worker"}
    highest = 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment) as process:
        while process.poll() is None:
            highest = max(highest, _highest_mb(process.pid))
            time.sleep(0.1)
    if process.returncode:
        raise RuntimeError(f"the import ended with {process.returncode}")
    return highest


def _highest_mb(pid: int) -> float:
    """Return the most memory a process has held so far; 0 when it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0
