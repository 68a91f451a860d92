"""Bundles for tests: written small, read by the command as a district would."""

import csv
import io
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command

from law.actions import use_policy
from tests.factories import act

DATA = Path(__file__).parent.parent / "data"
FALL, STEERING = DATA / "inbloom_small_fall2011", DATA / "inbloom_steering_march2012"

# The least valid bundle: two schools, a week in September 2026, three students.
SCHOOLS = "school_id,name\nA,Adams Elementary\nB,Baker Middle\n"
CODES = (
    "code,label,kind,excuse,minutes\nPR,Present,present,,\nAU,Unexcused,absent,unexcused,\n"
    "AE,Excused,absent,excused,\nTD,Tardy,tardy,unexcused,35\n"
)
CALENDAR = "school_id,date,is_school_day,note\n" + "".join(
    f"{school},2026-09-{day:02d},Y,\n" for school in "AB" for day in range(14, 19)
)
STUDENTS = (
    "student_id,first_name,middle_name,last_name,birth_date,sex,street,city,state,zip,email\n"
    "1,Ana,,Núñez,2015-03-01,F,1 Elm St,Springfield,CA,90001,\n"
    "2,Ben,,Okafor,2014-05-06,M,2 Oak St,Springfield,CA,90001,\n"
    "3,Cai,,Lin,2013-07-08,F,3 Ash St,Springfield,CA,90001,\n"
)
ENROLLMENTS = (
    "student_id,school_id,entry_date,exit_date,grade,entry_type,exit_type\n"
    "1,A,2026-08-13,,5,,\n2,A,2026-08-13,,6,,\n3,B,2026-08-13,,7,,\n"
)
MARKS_HEADER = "student_id,school_id,date,period,code,minutes_missed,reason\n"
BASE = {
    "schools.csv": SCHOOLS,
    "codes.csv": CODES,
    "calendar.csv": CALENDAR,
    "students.csv": STUDENTS,
    "enrollments.csv": ENROLLMENTS,
}


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write a bundle as a folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, text in files.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def marks(*rows: str) -> str:
    return MARKS_HEADER + "".join(f"{row}\n" for row in rows)


def import_sis(source: Path, **options: Any) -> dict[str, Any]:
    """Run the command and return its JSON, with `exit` added."""
    out, code = io.StringIO(), 0
    try:
        call_command("import_sis", source, json=True, stdout=out, stderr=io.StringIO(), **options)
    except CommandError as refusal:
        code = refusal.returncode
        if code == 2:
            return {"exit": 2, "message": str(refusal)}
    return json.loads(out.getvalue()) | {"exit": code}


def set_policy(overrides: Mapping[str, Any]) -> None:
    """Make California's pack with other parameters the one in force for the whole school year."""
    since = date(2026, 7, 1)
    use_policy(act(), pack="california", overrides=overrides, effective_from=since)


def changed(report: dict[str, Any]) -> int:
    return sum(
        counts[name]
        for counts in report["files"].values()
        for name in ("created", "updated", "closed")
    )


def lines(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.reader(text))
