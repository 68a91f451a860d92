"""The first page of a packet: its numbers, each of what the same packet lists; and what a family keeps."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from law.packs import PolicyPack
from letters.queries.wordings import called, letterhead_in_force, phone_in
from letters.rules import written_date, written_time
from packets.choices import TOLD
from packets.rules.dossier import Meeting
from students.rules.languages import ENGLISH_NAMES, language_code, language_name, side_of

KEPT = "packet_family"


def summary_of(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what the first page says in short: label, value, and the day of the newest, or None."""
    reports = [one for one in (facts["attendance"] or {}).get("reports", ()) if one["stands"]]
    letters = [one for one in facts["letters"] if one["counts"]]
    contacts = facts["contacts"]
    tried = [one for one in contacts if not one.get("is_missed")]  # a full mailbox is no attempt
    reached = [one for one in contacts if one["reached"]]
    supports = [one for one in (*contacts, *facts["steps"]) if one.get("is_support")]
    return [
        *_of_attendance(facts["attendance"]),
        _line("reports", len(reports), [one["filed_at"] for one in reports]),
        _line("letters", len(letters), [one["mailed_on"] for one in letters]),
        _line("contacts", len(tried), [one["at"] for one in tried]),
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


def theirs(
    pack: PolicyPack,
    spoken: Iterable[str],
    *,
    homes: Sequence[Mapping[str, Any]] = (),
    meeting: Meeting | None,
) -> list[dict[str, Any]]:
    """Return what a family's edition says of itself: that it is theirs, their rights, and when and where
    they are expected, in the languages of the home where the law's pack has it, and in English. In a
    language that has only the sentence on where to call, it says that; of one that has not even that,
    the English says that it is on file. `has_pages` tells which languages have all pages, of `homes`.

    Source: EC 49069.7, EC 49070, EC 48263, as the pack has them.
    """
    phone, paged = (
        letterhead_in_force().get("contact_phone", ""),
        [one["language"] for one in homes],
    )
    languages = dict.fromkeys([*map(language_code, spoken), "en"])
    unknown = [one for one in languages if one and one not in ENGLISH_NAMES]
    texts = {
        one: _in_language(pack, one, phone, meeting, unknown if one == "en" else [])
        or called(pack.letters.call, one, phone=phone) * bool(phone)
        for one in languages
    }
    return [
        {"language": one, "side": side_of(one), "text": text, "has_pages": one in paged}
        for one, text in texts.items()
        if text
    ]


def _in_language(
    pack: PolicyPack, language: str, phone: str, meeting: Meeting | None, unknown: list[str]
) -> str:
    """Return what is said in a language; where to call only where the district has a telephone, when to
    come only where a day is set, and which language is on file only of those that nothing is said in.
    """
    named = ", ".join(map(language_name, unknown))
    facts = {"contact_phone": phone_in(language, phone), "on_file": named}
    said = pack.section(KEPT, **facts, **_when(meeting, language))
    is_told = {"_call": phone, "_day": meeting, "_file": phone and unknown}
    lacks = tuple(end for end, has in is_told.items() if not has)
    mine = {key: text for key, text in said.items() if key.startswith(f"{language}_")}
    return " ".join(text for key, text in mine.items() if not key.endswith(lacks or ("?",)))


def _when(meeting: Meeting | None, language: str) -> dict[str, str]:
    if meeting is None:
        return {}
    day, at = written_date(meeting.date, language), written_time(meeting.time, language)
    return {"day": day, "time": at, "place": meeting.place}
