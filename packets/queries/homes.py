"""In which languages a family's edition is told in full: its fixed words, frozen with the facts."""

from collections.abc import Iterable
from typing import Any

from law.packs import NoSuchSentence, PolicyPack
from packets.clauses import Words, words_in
from students.rules.languages import language_code, side_of

# The sections of the pack of which a packet says a word, and single sentences.
OF_LAW = (
    "checklist.",
    "grounds.",
    "left_out.",
    "letters.",
    "packet.reports",
    "packet_numbers.",
    "reasons.",
    "steps.",
    "teams.",
)


def homes_of(pack: PolicyPack, spoken: Iterable[str], *, more: Words) -> list[dict[str, Any]]:
    """Return the languages of the home, without English, that have every word of a packet: each with
    its side and with what is `said` in it, by the English words. Those that lack one are left out.

    `more` are the words of the room that the packet is about.
    """
    languages = [one for one in dict.fromkeys(map(language_code, spoken)) if one not in ("", "en")]
    told = [(one, said_in(pack, one, more=more)) for one in languages]
    return [{"language": one, "side": side_of(one), "said": said} for one, said in told if said]


def said_in(pack: PolicyPack, language: str, *, more: Words) -> dict[str, str]:
    """Return what is said in a language by the English words, the law's among them; nothing where the
    law or the product lacks a word in it.
    """
    product = words_in(language, more=more)
    keys = [key for key in pack.passages if key.startswith(OF_LAW)]
    try:
        law = {pack.sentence(key): pack.sentence(key, language) for key in keys}
    except NoSuchSentence:
        return {}
    return {**law, **product} if product else {}
