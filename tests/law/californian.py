"""Words that only California says: how it cites, what it calls things, the numbers it counts by.

They are taken from its packs, so that what is added there is looked for at once. A text that
Testland has as well is nobody's own, and a code such as `effort_48262` is no word: files and
addresses have them in every state.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from law.packs import PolicyPack, load_pack
from law.packs.numbers import ordinal
from law.packs.wording import PLACEHOLDER

PACKS = ("california", "lausd")
# What no list of its words holds: the law's own terms in each of their forms, and its offices.
STEMS = (
    r"[Tt]ruan|[Hh]abitual|[Cc]hronic(?! illness)|[Ii]nsubordinat|California|District Attorney"
    r"|Education Code|Penal Code|attendance supervisor|(?i:review board)"
)
# Sections whose texts name things, from one word on; the others hold sentences.
NAMES = ("words", "teams", "roles", "steps", "letters", "reasons", "states", "badges", "tasks")
# Words from which on a text, or what stands between two braces, is nobody's but California's.
SENTENCE, PART = 4, 6
SPOKEN = {"aria-label", "title", "alt", "placeholder", "label", "data-label", "content"}
# A dotted or joined name, the key of a line and that of JSON.
CODE = re.compile(r"""\b[a-z]\w*(?:[._]\w+)+|(?m:^\s*[a-z]\w*:)|["'][a-z]\w*["']:""")


def looked_for(testland: PolicyPack) -> re.Pattern[str]:
    """Return what matches a word of California's in a text of Testland's."""
    ours = " ".join(text for one in testland.passages.values() for text in one.texts.values())
    found: dict[str, None] = {}
    for pack in map(load_pack, PACKS):
        for one in (*_cited(pack), *_names(pack, ours), *_sentences(pack, testland)):
            found[one] = None
        found |= dict.fromkeys(_counted(pack, testland))
    return re.compile("|".join([*found, STEMS]))


def _cited(pack: PolicyPack) -> Iterator[str]:
    """Numbers of sections, and the short names of codes and offices."""
    passages = pack.passages.values()
    texts = {
        *(one.citation for one in (*passages, *pack.sources.values(), *pack.tests)),
        *(text for one in passages for text in one.texts.values()),
        *(rule.statute for rule in pack.letters.rules.values()),
    }
    for text in texts:
        yield from (rf"\b{re.escape(one)}" for one in re.findall(r"\d{5}(?:\.\d+)?", text))
        yield from (rf"\b{one}\b" for one in re.findall(r"\b[A-Z]{2,}\b", text))
    yield from (re.escape(pack.title), rf"\b{pack.name.upper()}\b")
    yield from (rf"\b{key.upper()}\b" for key in pack.section("teams") if "_" not in key)


def _names(pack: PolicyPack, ours: str) -> Iterator[str]:
    for section in NAMES:
        for text in pack.section(section).values():
            if not re.search(rf"\b{re.escape(text)}\b", ours):
                yield rf"\b{re.escape(text)}\b"


def _sentences(pack: PolicyPack, testland: PolicyPack) -> Iterator[str]:
    same = {text for one in testland.passages.values() for text in one.texts.values()}
    for key, passage in pack.passages.items():
        if key.startswith("mentions."):
            continue
        for text in {*passage.texts.values(), *passage.own.values()} - same:
            parts = [part.strip() for part in PLACEHOLDER.split(text)[::3]]
            least = SENTENCE if len(parts) == 1 else PART
            yield from (re.escape(part) for part in parts if len(part.split()) >= least)
    for template in pack.letters.templates:
        yield from (re.escape(text) for text in template["title"].values())


def _counted(pack: PolicyPack, testland: PolicyPack) -> Iterator[str]:
    """Numbers in words where Testland has others."""
    for name, said in (
        ("truancy.minutes", r"\b{} minutes"),
        ("chronic.percent", r"\b{} ?(?:%|percent)"),
    ):
        assert pack.value(name) != testland.value(name)
        yield said.format(pack.value(name))
    yield f"(?i:{ordinal(pack.value('truancy.occasions'), 'en')}) counted"


class Text(HTMLParser):
    """What a page says, to eyes and ears."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.silent = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.silent = tag in {"script", "style", "code"}  # what is marked as a code is no word
        self.said += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, _):
        self.silent = False

    def handle_data(self, data):
        if not self.silent:
            self.said.append(data)


def of_page(page: str) -> str:
    return " ".join(Text(page).said)


def of_text(text: str) -> str:
    """Return a text without its codes: a command's, a file's."""
    return CODE.sub(" ", text)
