"""The student of a packet and the people around, as far as its reader may read."""

from datetime import date
from typing import Any

from packets.rules.readers import shows
from students.queries import adults_from
from students.rules.around import NAMELESS, Adult, Veil, hides_home, siblings_seen
from students.rules.names import CALLED, full_name
from students.rules.people import age_on, written_address

WITHHELD = "Withheld for safety; Pupil Services has it"


# A packet names every adult and every child of the home, without a word of placements; what else
# its reader may not have is left out by the table of readers.
VEIL = Veil(contacts=True, agencies=False, far_children=True)


def adults_on_file(rows: dict[str, Any], *, on: date) -> list[Adult]:
    """Return the adults of a packet, the primary one first. No statement."""
    return adults_from(rows["adults"], veil=VEIL, on=on)


def person_from(
    rows: dict[str, Any], adults: list[Adult], *, reader: str, today: date
) -> dict[str, Any]:
    """Return the student's own facts, with school and grade of the newest enrollment."""
    student, stays = rows["student"], rows["stays"]
    here = stays[0] if stays else {}
    birth = date.fromisoformat(student["birth_date"]) if student["birth_date"] else None
    return {
        "sis_id": student["sis_id"],
        "name": full_name(student) or NAMELESS,
        "first_name": student[CALLED],
        "birth_date": student["birth_date"],
        "age": age_on(birth, today),
        "home_language": student["home_language"],
        "school": here.get("school", ""),
        "region": here.get("region") or "",
        "grade": here.get("grade", ""),
        "address": _home(rows, adults, reader),
        "enrollments": [
            {
                **{key: stay[key] for key in ("school", "grade", "entry_date", "exit_date")},
                "never_came": bool(stay["exit_date"]) and stay["exit_date"] < stay["entry_date"],
            }
            for stay in stays
        ],
    }


def visible_adults(adults: list[Adult], *, reader: str) -> list[dict[str, Any]]:
    """Return the adults as a reader may have them, in their order."""
    return [_adult(adult, reader) for adult in adults]


def visible_siblings(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the other children of the household with school and grade."""
    found = siblings_seen(rows, veil=VEIL)
    return [{"name": one.name, "school": one.school, "grade": one.grade} for one in found]


def _adult(adult: Adult, reader: str) -> dict[str, Any]:
    is_told = shows(reader, "adult_contacts") and not adult.no_contact
    return {
        "name": adult.name,
        "relation": adult.relation,
        "lives_with": adult.lives_with,
        "holds_rights": adult.holds_rights,
        "language": adult.language,
        "interpreter": adult.needs_interpreter,
        "phone": adult.phone.shown if is_told and adult.phone else "",
        "address": _address(adult) if is_told else "",
        "order": _order(adult) if shows(reader, "court_order") else "",
    }


def _order(adult: Adult) -> str:
    """Say which order stands. One that is over allows nothing by itself."""
    if not (adult.court_order or adult.no_contact):
        return ""
    words = adult.court_order or "No contact"
    if adult.order_ends is None:
        return words
    return f"{words}, {'ended' if adult.order_is_over else 'until'} {adult.order_ends:%B %-d, %Y}"


def _address(adult: Adult) -> str:
    return WITHHELD if adult.is_safe or adult.is_hidden else adult.address


def _home(rows: dict[str, Any], adults: list[Adult], reader: str) -> str:
    if not shows(reader, "home_address"):
        return ""
    return WITHHELD if hides_home(adults) else written_address(rows["student"])
