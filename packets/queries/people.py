"""The student of a packet and the people around, as far as its reader may read."""

from datetime import date
from typing import Any

from packets.rules.readers import shows
from students.rules.names import ADULT_COLUMNS, CALLED, full_name
from students.rules.people import age_on, plain_relation

WITHHELD = "Withheld for safety; Pupil Services has it"


def person_from(rows: dict[str, Any], *, reader: str, today: date) -> dict[str, Any]:
    """Return the student's own facts, with school and grade of the newest enrollment."""
    student, stays = rows["student"], rows["stays"]
    here = stays[0] if stays else {}
    birth = date.fromisoformat(student["birth_date"]) if student["birth_date"] else None
    return {
        "sis_id": student["sis_id"],
        "name": full_name(student) or "Name not on file",
        "first_name": student[CALLED],
        "birth_date": student["birth_date"],
        "age": age_on(birth, today),
        "home_language": student["home_language"],
        "school": here.get("school", ""),
        "region": here.get("region") or "",
        "grade": here.get("grade", ""),
        "address": _home(rows, reader),
        "enrollments": [
            {key: stay[key] for key in ("school", "grade", "entry_date", "exit_date")}
            for stay in stays
        ],
    }


def adults_from(rows: list[dict[str, Any]], *, reader: str, today: date) -> list[dict[str, Any]]:
    """Return the adults on file, the primary one first."""
    hidden = _hides_home(rows)
    return [_adult(row, reader, today, hidden=hidden) for row in rows]


def siblings_from(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the other children of the household with school and grade."""
    return [
        {
            "name": f"{row['first_name']} {row['last_name']}".strip(),
            "school": row["school"] or "",
            "grade": row["grade"] or "",
        }
        for row in rows
    ]


def _adult(row: dict[str, Any], reader: str, today: date, *, hidden: bool) -> dict[str, Any]:
    is_told = shows(reader, "adult_contacts") and not row["no_contact"]
    return {
        "name": full_name(row, ADULT_COLUMNS) or "Name not on file",
        "relation": plain_relation(row["relation"]),
        "lives_with": row["lives_with"],
        "holds_rights": row["holds_education_rights"],
        "language": row["language"],
        "interpreter": row["interpreter"],
        "phone": row["phone"] if is_told else "",
        "address": _address(row, hidden=hidden) if is_told else "",
        "order": _order(row, today) if shows(reader, "court_order") else "",
    }


def _order(row: dict[str, Any], today: date) -> str:
    """Say which order stands. One that is over allows nothing by itself."""
    if not (row["court_order"] or row["no_contact"]):
        return ""
    words = row["court_order"] or "No contact"
    ends = row["order_ends"]
    if not ends:
        return words
    last = date.fromisoformat(ends)
    return f"{words}, {'ended' if last < today else 'until'} {last:%B %-d, %Y}"


def _address(row: dict[str, Any], *, hidden: bool) -> str:
    if row["is_safe"] or (hidden and row["lives_with"] is not False):
        return WITHHELD
    return written(row)


def _home(rows: dict[str, Any], reader: str) -> str:
    if not shows(reader, "home_address"):
        return ""
    return WITHHELD if _hides_home(rows["adults"]) else written(rows["student"])


def _hides_home(adults: list[dict[str, Any]]) -> bool:
    """Return whether an adult of the home has a confidential address: then nobody's is told."""
    return any(row["is_safe"] and row["lives_with"] is not False for row in adults)


def written(place: dict[str, Any]) -> str:
    """Return an address on one line, or '' when there is none."""
    region = f"{place['state']} {place['zip']}".strip()
    known = place["street"] and place["city"]
    return (
        ", ".join(part for part in (place["street"], place["city"], region) if part)
        if known
        else ""
    )
