"""Everything a packet says, as plain values for one reader: what is frozen, hashed and drawn.

What a reader may not read is left out here, before anything is kept, so that neither the pages
nor the file embedded in them hold it.
"""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.timezone import localtime

from attendance.choices import StepKind
from sarb.choices import Level, Reason, ReferralState
from sarb.models import DocketPlace, Referral
from sarb.queries.attendance import attendance_of
from sarb.queries.casework import contacts_of
from sarb.queries.notices import notices_of
from sarb.queries.people import adults_from, person_from, siblings_from
from sarb.queries.readiness import readiness_of
from sarb.rules.grounds import GROUNDS
from sarb.rules.readers import left_out, shows, without_names
from students.choices import PopulationKind, RecordKind
from students.rules import first_day_of, last_day_of

FORMAT = 1
SQL = (Path(__file__).parent / "sql" / "packet.sql").read_text()
PARTS = (
    "student",
    "stays",
    "adults",
    "siblings",
    "populations",
    "records",
    "earlier_years",
    "steps",
    "codes",
)
# No packet holds these. OTHER is the SIS's own word, which may be of any kind.
VEILED = {
    PopulationKind.FOSTER,
    PopulationKind.HOMELESS,
    PopulationKind.UNACCOMPANIED,
    PopulationKind.OTHER,
}
# JSON objects come back with their keys in no order that means anything.
COLUMNS = ("date", "term", "period", "course", "mark", "incident", "action", "days", "earned")
TAKEN = (ReferralState.ACCEPTED, ReferralState.HEARD)
SHEETS = {
    RecordKind.GRADE: "grades",
    RecordKind.CREDIT: "grades",
    RecordKind.DISCIPLINE: "discipline",
    RecordKind.PROGRAM: "populations",
}


def facts_of(referral: Referral, *, reader: str, today: date) -> dict[str, Any]:
    """Return the facts of a referral's packet for one reader, ready for JSON.

    Nothing in it says when it was gathered: the same facts give the same hash. A handful of
    statements, however long the year.
    """
    rows = _rows(referral, reader, today)
    readiness = readiness_of([referral])[referral.pk]
    siblings = rows["siblings"]
    attendance = attendance_of(
        referral.student_id, school_year=referral.school_year, stays=rows["stays"]
    )
    _scrub(attendance, siblings, reader)
    return {
        "format": FORMAT,
        "reader": reader,
        "left_out": left_out(reader),
        "referral": _referral(referral, siblings, reader),
        "hearing": _hearing(referral),
        "student": person_from(rows, reader=reader, today=today),
        "adults": adults_from(rows["adults"], reader=reader, today=today),
        "siblings": siblings_from(siblings) if shows(reader, "other_children") else [],
        "populations": [
            {"label": str(PopulationKind(row["kind"]).label), "since": row["start"]}
            for row in rows["populations"]
        ],
        "attendance": attendance,
        "codes": rows["codes"],
        "earlier_years": rows["earlier_years"],
        "steps": _steps(rows["steps"]),
        "letters": notices_of(
            referral.student_id,
            school_year=referral.school_year,
            reader=reader,
            hides_home=any(row["is_safe"] for row in rows["adults"]),
            named=_named(rows),
        ),
        "contacts": _contacts(referral, siblings, reader),
        "records": _sheets(rows["records"]),
        "checklist": [
            {"label": item.label, "is_there": item.is_there, "words": item.words}
            for item in readiness.checked
        ],
        "missing": readiness.missing,
    }


def _rows(referral: Referral, reader: str, today: date) -> dict[str, Any]:
    kinds = set(PopulationKind.values) - VEILED if shows(reader, "populations") else set()
    values: dict[str, Any] = {
        "student": referral.student_id,
        "school_year": referral.school_year,
        "first_day": first_day_of(referral.school_year),
        "last_day": last_day_of(referral.school_year),
        "today": today,
        "populations": sorted(kinds),
        "records": sorted(kind for kind, key in SHEETS.items() if shows(reader, key)),
    }
    with connection.cursor() as cursor:
        cursor.execute(SQL, values)
        found = cursor.fetchone()
    return dict(zip(PARTS, found, strict=True))


def _named(rows: dict[str, Any]) -> set[str]:
    """Return the names of the student and of the adults who may be contacted."""
    student = rows["student"]
    names = {
        f"{row['first_name']} {row['last_name']}".strip()
        for row in rows["adults"]
        if not row["no_contact"]
    }
    whole = (student["first_name"], student["middle_name"], student["last_name"])
    return names | {" ".join(part for part in whole if part)}


def _told(text: str, others: list[dict[str, Any]], reader: str) -> str:
    """Return words of staff or the SIS as a reader may have them: no other child by name."""
    return text if shows(reader, "other_children") else without_names(text, others)


def _scrub(attendance: Any, siblings: list[dict[str, Any]], reader: str) -> None:
    """Take from the days what the SIS's remarks say of health, and of other children."""
    for day in _days_of(attendance):
        reasons = day["reasons"] if shows(reader, "populations") else []
        day["reasons"] = [_told(reason, siblings, reader) for reason in reasons]


def _days_of(attendance: Any) -> Iterator[dict[str, Any]]:
    """Yield every day in the facts of attendance, wherever it is listed."""
    if isinstance(attendance, dict):
        if "reasons" in attendance:
            yield attendance
        for value in attendance.values():
            yield from _days_of(value)
    elif isinstance(attendance, list):
        for value in attendance:
            yield from _days_of(value)


def _referral(referral: Referral, siblings: list[dict[str, Any]], reader: str) -> dict[str, Any]:
    ground = GROUNDS[referral.reason]
    text = referral.text if shows(reader, "staff_words") else ""
    return {
        "id": referral.pk,
        "school_year": referral.school_year,
        "team": str(Level(referral.level).label),
        "district": settings.DISTRICT_NAME,
        "reason": str(Reason(referral.reason).label),
        "words": ground.words,
        "precondition": ground.precondition,
        "citation": ground.citation,
        "met": referral.grounds.get("met"),
        "because": referral.grounds.get("because", ""),
        "justification": _told(referral.justification, siblings, reader),
        "text": _told(text, siblings, reader),
        "made_by": referral.made_by,
        "made_at": localtime(referral.made_at).isoformat(timespec="minutes"),
        "accepted_by": referral.decided_by if referral.state in TAKEN else "",
        "noticed_on": referral.noticed_on.isoformat() if referral.noticed_on else None,
        "noticed_how": referral.get_noticed_how_display() if referral.noticed_how else "",
        "noticed_by": referral.noticed_by,
    }


def _hearing(referral: Referral) -> dict[str, Any] | None:
    place = DocketPlace.objects.filter(referral=referral).select_related("docket__chair").first()
    if place is None:
        return None
    return {
        "date": place.docket.date.isoformat(),
        "time": place.time.isoformat(timespec="minutes"),
        "place": place.docket.place,
        "chair": str(place.docket.chair),
        "position": place.position,
    }


def _steps(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "label": str(StepKind(row["kind"]).label),
            "at": localtime(datetime.fromisoformat(row["happened_at"])).isoformat(
                timespec="minutes"
            ),
            "has_time": row["has_time"],
        }
        for row in rows
    ]


def _contacts(
    referral: Referral, siblings: list[dict[str, Any]], reader: str
) -> list[dict[str, Any]]:
    contacts = contacts_of(referral.student_id, school_year=referral.school_year)
    for contact in contacts:
        others = [*contact.pop("others", []), *siblings]
        text = contact["text"] if shows(reader, "staff_words") else ""
        contact["text"] = _told(text, others, reader)
        contact["with"] = _told(contact["with"], others, reader)
    return contacts


def _sheets(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return records of each kind as a table: the SIS's own columns and rows, in its order."""
    sheets = []
    for kind in SHEETS:
        found = [row["data"] for row in rows if row["kind"] == kind]
        columns = sorted({name for row in found for name in row}, key=_place)
        if found:
            sheets.append(
                {
                    "title": str(RecordKind(kind).label),
                    "columns": [name.replace("_", " ").capitalize() for name in columns],
                    "rows": [[_text(row.get(name)) for name in columns] for row in found],
                }
            )
    return sheets


def _place(name: str) -> tuple[int, str]:
    return (COLUMNS.index(name) if name in COLUMNS else len(COLUMNS), name)


def _text(value: Any) -> str:
    return "" if value is None else str(value)
