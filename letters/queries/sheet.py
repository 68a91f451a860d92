"""A letter as it is read: the approved wording, filled with the facts it was approved on."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString

from letters.models import LetterTemplate
from letters.rules import PLACEHOLDER, own_name, written_date
from students.rules.languages import side_of

BOLD = re.compile(r"\*\*(.+?)\*\*")
CLOSING = 2  # paragraphs that stay together with what follows them
SHORT_LIST = 6  # days; more are set in two columns
STYLE = "letter.css"


def html_of(
    facts: Mapping[str, Any],
    wordings: Sequence[LetterTemplate],
    *,
    number: str,
    style: str = STYLE,
) -> str:
    """Return the letter as HTML: one part in each language, in the order of the wordings: the home's
    first, unless it was approved before that.

    `facts` are those frozen on the copy; `number` names the copy in the footer.
    """
    parts = [_part(facts, wording) for wording in wordings]
    context = {
        "facts": facts,
        "parts": parts,
        "number": number,
        "style": style,
        "title": f"{parts[0]['title']}: {facts['student']['name']}",
        "statute": wordings[0].content["statute"],
        "template": wordings[
            0
        ].version,  # its key is a word of ours, and this is a family's letter
    }
    return render_to_string("letters/print/notice.html", context)


def _part(facts: Mapping[str, Any], wording: LetterTemplate) -> dict[str, Any]:
    language, content = wording.language, wording.content
    head, words = facts["letterhead"], content["words"]
    days = [_day(day, language, words) for day in facts.get("days", ())]
    return {
        "language": language,
        "title": content["title"],
        "words": words,
        "written": written_date(date.fromisoformat(facts["date"]), language),
        "days": days,
        "is_long": len(days) > SHORT_LIST,
        "alternatives": [one.get(language, one["en"]) for one in head["alternatives"]],
        "signer": _signer(head, language),
        "on_file": _on_file(facts, language, words),
        "call": _call(facts, language),
        **_clauses(content, _values(facts, language)),
    }


def _clauses(content: Mapping[str, Any], values: Mapping[str, str]) -> dict[str, Any]:
    """The passages, and the last of them apart: they stay on a page with what follows them."""
    found = [
        {"slot": clause["slot"], "text": _filled(clause["text"], values)}
        for clause in content["clauses"]
    ]
    return {
        "clauses": found[:-CLOSING],
        "closing": found[-CLOSING:],
        "interpreter": content["words"]["interpreter"].format(**values),
    }


def _values(facts: Mapping[str, Any], language: str) -> dict[str, str]:
    head, about = facts["letterhead"], facts.get("letter_date")
    return {
        "student": facts["student"]["name"],
        "first_name": facts["student"]["first_name"],
        "contact_name": head.get(f"contact_name_{language}", head["contact_name"]),
        "contact_phone": head["contact_phone"],
        "district": head["district"],
        "letter_date": written_date(date.fromisoformat(about), language) if about else "",
    }


def _filled(text: str, values: Mapping[str, str]) -> SafeString:
    """Fill the placeholders and set what stands between double stars in bold; all escaped."""
    bold = BOLD.sub(r"<strong>\1</strong>", str(escape(text)))
    return SafeString(PLACEHOLDER.sub(lambda found: escape(values[found[1]]), bold))


def _day(day: Mapping[str, Any], language: str, words: Mapping[str, str]) -> dict[str, str]:
    outcome, minutes = day["outcome"], day["minutes"]
    known = outcome in words and (minutes is not None or "{minutes}" not in words[outcome])
    return {
        "date": written_date(date.fromisoformat(day["date"]), language),
        "what": words[outcome if known else "other"].format(minutes=minutes),
    }


def _on_file(facts: Mapping[str, Any], language: str, words: Mapping[str, str]) -> str:
    """The adult's own language, where there is neither an approved wording nor a sentence in it."""
    wanted = facts["recipient"]["language"]
    if language != "en" or not wanted or wanted in facts["languages"] or facts.get("call"):
        return ""
    return words["on_file"].format(language=own_name(wanted))


def _call(facts: Mapping[str, Any], language: str) -> dict[str, str]:
    """The sentence in the adult's own language on where to call, where there is no wording in it."""
    if language != "en" or not facts.get("call"):
        return {}
    wanted = facts["recipient"]["language"]
    return {
        "language": wanted,
        "side": side_of(wanted),
        "text": facts["call"],
    }


def _signer(head: Mapping[str, Any], language: str) -> dict[str, str]:
    """Who signs, by name and title; nobody on a letter of before that was asked for."""
    signer = head.get("signer", {})
    if not signer:
        return {}
    return {"name": signer["name"], "title": signer.get(f"title_{language}", signer["title"])}
