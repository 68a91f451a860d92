"""A page as lines of text: what a person reads and where the links lead, markup left out."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from html import unescape
from html.parser import HTMLParser

from django.utils import timezone

SILENT = {"script", "style", "template", "svg", "head"}
EMPTY = {"input", "br", "img", "hr", "meta", "link", "source", "wbr", "use", "col", "path"}
INLINE = {
    "a", "abbr", "b", "bdi", "button", "code", "em", "i", "img", "input", "kbd", "label", "mark",
    "small", "span", "strong", "sub", "sup", "td", "th", "time", "wbr", "option", "dt",
}  # fmt: skip
SPOKEN = ("aria-label", "alt", "title", "placeholder", "data-label")
PASSING = ("csrfmiddlewaretoken", "client_uuid", "nonce")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.words: list[str] = []
        self.silent: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.silent or tag in SILENT:
            self.silent += [tag] if tag not in EMPTY else []
            return
        if tag not in INLINE:
            self.break_line()
        found = {name: value or "" for name, value in attrs}
        self.words += _said(tag, found)
        if tag == "a":
            self.targets.append(found.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            if tag in self.silent:
                del self.silent[self.silent.index(tag) :]
            return
        if tag == "a" and self.targets:
            self.words.append(f" <{self.targets.pop()}> ")
        if tag in {"td", "th", "dt", "option"}:
            self.words.append(" | ")
        if tag not in INLINE:
            self.break_line()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)

    def break_line(self) -> None:
        line = re.sub(r"\s+", " ", "".join(self.words)).strip(" |")
        self.lines += [line] if line else []
        self.words = []


def _said(tag: str, found: dict[str, str]) -> Iterator[str]:
    """Yield what an element says by its attributes, as words for the line it stands in."""
    if "hidden" in found and tag != "input":
        yield " (hidden) "
    for name in SPOKEN:
        if found.get(name):
            yield f" [{found[name]}] "
    if tag == "form":
        yield f" form {found.get('method', 'get')} <{found.get('action', '')}> "
    if tag in {"input", "textarea", "select"} and found.get("name") not in PASSING:
        yield f" {_field(tag, found)} "
    if tag == "option":
        yield f" {'*' if 'selected' in found else ''}{found.get('value', '')}: "


def _field(tag: str, found: dict[str, str]) -> str:
    kind = found.get("type", tag)
    ticked = " ticked" if "checked" in found else ""
    return f"({kind} {found.get('name', '')}={found.get('value', '')}{ticked})"


def of_page(html: str) -> str:
    """Return a page's text, a line for each block, with the address behind each link."""
    reader = _Reader()
    reader.feed(html)
    reader.break_line()
    return masked("\n".join(reader.lines) + "\n")


def masked(text: str) -> str:
    """Return the text without what no two runs share: moments of this run, tokens, digests."""
    for pattern, put in _masks(timezone.localtime()):
        text = pattern.sub(put, text)
    return text


OF_DAY = r"(?:\d{1,2}(?::\d\d)? [ap]\.m\.|noon|midnight|\d\d:\d\d(?::\d\d)?)"


def _masks(now: datetime) -> list[tuple[re.Pattern[str], str]]:
    """Patterns of passing things. A time of day passes only beside the date of today."""
    days = {f"{now:{form}}" for form in ("%b %-d, %Y", "%B %-d, %Y", "%b %-d", "%B %-d")}
    today = "|".join(re.escape(day) for day in sorted(days, key=len, reverse=True))
    dates = "|".join(f"{now + timedelta(days=shift):%Y-%m-%d}" for shift in (0, 1))
    zone = r"(?:Z|[+-]\d\d:?\d\d)?"
    return [
        (re.compile(rf"({today})(,| at|) {OF_DAY}"), r"\1\2 TIME"),
        (re.compile(rf"(?:{dates})[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?{zone}"), "MOMENT"),
        (re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"), "UUID"),
        (re.compile(r"\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{12,64}\b"), "DIGEST"),
    ]


def links(html: str) -> list[str]:
    """Return where the links of a page lead, as written."""
    found = re.findall(r"<a\b[^>]*?\bhref=\"([^\"]*)\"", html)
    return [unescape(link) for link in found if not link.startswith("#")]


def main(html: str) -> str:
    """Return what is between the frame of a page, or all of a page without a frame."""
    found = re.search(r"<main\b.*</main>", html, re.DOTALL)
    return found[0] if found else html
