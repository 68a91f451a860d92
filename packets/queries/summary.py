"""The first page of a packet: its numbers, each of what the same packet lists; and what a family keeps."""

from collections.abc import Iterable, Mapping
from typing import Any

from law.packs import PolicyPack
from letters.queries.wordings import letterhead_in_force
from packets.choices import TOLD
from students.rules.languages import language_code

KEPT = "packet_family"


def summary_of(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what the first page says in short: label, value, and the day of the newest, or None."""
    reports = [one for one in (facts["attendance"] or {}).get("reports", ()) if one["stands"]]
    letters = [one for one in facts["letters"] if one["counts"]]
    contacts = facts["contacts"]
    reached = [one for one in contacts if one["reached"]]
    supports = [one for one in (*contacts, *facts["steps"]) if one.get("is_support")]
    return [
        *_of_attendance(facts["attendance"]),
        _line("reports", len(reports), [one["filed_at"] for one in reports]),
        _line("letters", len(letters), [one["mailed_on"] for one in letters]),
        _line("contacts", len(contacts), [one["at"] for one in contacts]),
        _line("reached", len(reached), [one["at"] for one in reached]),
        _line("supports", len(supports), [one["at"] for one in supports]),
    ]


def _of_attendance(judged: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    if judged is None:
        return []
    numbers = {one["key"]: one["value"] for one in judged["numbers"]}
    counted = [one["date"] for one in judged["days"] if one["verdict"] == "counted"]
    absent = f"{numbers['days_absent']} of {numbers['days_enrolled']}, {judged['share']}"
    lines = [_line("absent", absent, [])]
    if "counted_days" in numbers:
        lines.append(_line("counted", numbers["counted_days"], counted))
    return lines


def _line(key: str, value: Any, days: list[str]) -> dict[str, Any]:
    return {"label": TOLD[key], "value": str(value), "newest": max(days, default="")[:10] or None}


def theirs(pack: PolicyPack, spoken: Iterable[str]) -> list[dict[str, str]]:
    """Return what a family's edition says of itself: that it is theirs, and their rights, in the
    languages of the home where the law's pack has it, and in English.

    Source: EC 49069.7, EC 49070, EC 48263, as the pack has them.
    """
    phone = letterhead_in_force().get("contact_phone", "")
    said = pack.section(KEPT, contact_phone=phone)
    languages = dict.fromkeys([*map(language_code, spoken), "en"])
    texts = {one: _in_language(said, one, has_phone=bool(phone)) for one in languages}
    return [{"language": one, "text": text} for one, text in texts.items() if text]


def _in_language(said: Mapping[str, str], language: str, *, has_phone: bool) -> str:
    """Return what is said in a language; where to call only where the district has a telephone."""
    mine = {key: text for key, text in said.items() if key.startswith(f"{language}_")}
    return " ".join(t for key, t in mine.items() if has_phone or not key.endswith("_call"))
