"""Everything a packet says, as plain values for one reader: what is frozen, hashed and drawn.

What a reader may not read is left out here, before anything is kept, so that neither the pages
nor the file embedded in them hold it.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from core import sql
from law.packs import PolicyPack
from law.queries import pack_in_force
from packets.choices import Reader
from packets.queries.attendance import attendance_of
from packets.queries.contacts import contacts_of
from packets.queries.homes import homes_of
from packets.queries.letters import notices_of
from packets.queries.people import adults_on_file, person_from, visible_adults, visible_siblings
from packets.queries.steps import known_notices, steps_of
from packets.queries.summary import summary_of, theirs
from packets.rules.dossier import Dossier, Words, visible
from packets.rules.readers import left_out, shows, without_names
from students.choices import PopulationKind, RecordKind
from students.rules import first_day_of, last_day_of
from students.rules.around import Adult
from students.rules.names import full_name
from students.rules.private import without_status

FORMAT = 2
FAMILY = Reader.FAMILY.value
# No packet holds these. What a court tells a school of a ward goes to the principal and one designee,
# who may tell nobody else (EC 48267, WIC 827(b)); newcomer comes close to how long somebody has been in
# the country (EC 234.7(a)). OTHER is the SIS's own word, which may be of any kind.
VEILED = {
    PopulationKind.FOSTER,
    PopulationKind.HOMELESS,
    PopulationKind.JUSTICE,
    PopulationKind.NEWCOMER,
    PopulationKind.UNACCOMPANIED,
    PopulationKind.OTHER,
}
# JSON objects come back with their keys in no order that means anything.
COLUMNS = ("date", "term", "period", "course", "mark", "incident", "action", "days", "earned")
SHEETS = {
    RecordKind.GRADE: "grades",
    RecordKind.CREDIT: "grades",
    RecordKind.DISCIPLINE: "discipline",
    RecordKind.PROGRAM: "populations",
}


def facts_of(dossier: Dossier, *, reader: str, on: date) -> dict[str, Any]:
    """Return the facts of a packet about a dossier's cause for one reader, ready for JSON.

    Nothing in it says when it was gathered: the same facts give the same hash. A handful of
    statements, however long the year.
    """
    rows = _rows(dossier, reader, on)
    student, year, siblings = dossier.about.student_id, dossier.school_year, rows["siblings"]
    adults = adults_on_file(rows, on=on)
    attendance = attendance_of(student, school_year=year, stays=rows["stays"], on=on)
    _scrub(attendance, siblings, reader)
    pack = pack_in_force(on)
    facts = {
        **visible(dossier.facts, partial(_said, others=siblings, reader=reader)),
        "format": FORMAT,
        "reader": reader,
        "left_out": left_out(reader, pack),
        "law": pack.section("packet"),
        **_theirs(dossier, _spoken(rows, adults), pack, reader, on),
        "student": person_from(rows, adults, reader=reader, today=on),
        "adults": visible_adults(adults, reader=reader),
        "siblings": visible_siblings(siblings) if shows(reader, "other_children") else [],
        "populations": [
            {"label": str(PopulationKind(row["kind"]).label), "since": row["start"]}
            for row in rows["populations"]
        ],
        "attendance": attendance,
        "codes": rows["codes"],
        "earlier_years": rows["earlier_years"],
        **_done(dossier, rows, adults, reader, pack),
        "contacts": _contacts(dossier, siblings, reader),
        "records": _sheets(rows["records"]),
        "checklist": [dict(item) for item in dossier.checklist],
        "missing": list(dossier.missing),
    }
    return {**facts, "summary": summary_of(facts)}


def _theirs(
    dossier: Dossier, spoken: list[str], pack: PolicyPack, reader: str, on: date
) -> dict[str, list[dict[str, Any]]]:
    """Return what the family's edition says of itself, and the languages of the home in which it says all;
    of a day that is over it is not expected.
    """
    if reader != FAMILY:
        return {"theirs": []}
    is_ahead = dossier.meeting is not None and dossier.meeting.date >= on
    homes = homes_of(pack, spoken, more=dossier.words)
    meeting = dossier.meeting if is_ahead else None
    return {"theirs": theirs(pack, spoken, homes=homes, meeting=meeting), "homes": homes}


def _spoken(rows: dict[str, Any], adults: list[Adult]) -> list[str]:
    """The languages of the home: on file for it, and of each of its adults there may be contact with. That
    of an agency's worker is nobody's there, and would tell that there is one.
    """
    theirs = (adult.language for adult in adults if not adult.no_contact)
    return [rows["student"]["home_language"], *theirs]


def _done(
    dossier: Dossier, rows: dict[str, Any], adults: list[Adult], reader: str, pack: PolicyPack
) -> dict[str, Any]:
    """Return letters and steps, which tell one story: a notice that is a step is among the letters."""
    letters = notices_of(
        dossier.about.student_id,
        school_year=dossier.school_year,
        reader=reader,
        hides_home=any(adult.is_safe for adult in adults),
        named=_named(rows, adults),
    )
    mailed_by = {str(one["id"]): one["mailed"]["by"] for one in letters if one["mailed"]}
    steps = steps_of(rows["steps"], pack, mailed_by=mailed_by)
    every = sorted([*known_notices(steps), *letters], key=lambda one: one["mailed_on"] or "9")
    return {"letters": every, "steps": steps}


def _rows(dossier: Dossier, reader: str, on: date) -> dict[str, Any]:
    kinds = set(PopulationKind.values) - VEILED if shows(reader, "populations") else set()
    values: dict[str, Any] = {
        "student": dossier.about.student_id,
        "school_year": dossier.school_year,
        "first_day": first_day_of(dossier.school_year),
        "last_day": last_day_of(dossier.school_year),
        "today": on,
        "populations": sorted(kinds),
        "records": sorted(kind for kind, key in SHEETS.items() if shows(reader, key)),
    }
    [found] = sql.rows(sql.statement(__file__, "packet"), values)
    return found


def _named(rows: dict[str, Any], adults: list[Adult]) -> set[str]:
    """Return the names of the student and of the adults who may be contacted."""
    names = {adult.name for adult in adults if not adult.no_contact}
    return names | {full_name(rows["student"])}


def _said(words: Words, *, others: list[dict[str, Any]], reader: str) -> str:
    """Return what somebody typed as a reader may have it: no immigration status, and no other child
    by name.
    """
    if words.kind and not shows(reader, words.kind):
        return ""
    text = without_status(words.text)
    return text if shows(reader, "other_children") else without_names(text, others)


def _scrub(attendance: Any, siblings: list[dict[str, Any]], reader: str) -> None:
    """Take from the days what the SIS's remarks say of health, and of other children."""
    for day in _days_of(attendance):
        reasons = day["reasons"] if shows(reader, "populations") else []
        day["reasons"] = [_said(Words(one), others=siblings, reader=reader) for one in reasons]


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


def _contacts(
    dossier: Dossier, siblings: list[dict[str, Any]], reader: str
) -> list[dict[str, Any]]:
    contacts = contacts_of(dossier.about.student_id, school_year=dossier.school_year)
    for contact in contacts:
        say = partial(_said, others=[*contact.pop("others", []), *siblings], reader=reader)
        contact["text"] = say(Words(contact["text"], "staff_words"))
        contact["with"] = say(Words(contact["with"]))
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
    return "" if value is None else without_status(str(value))
