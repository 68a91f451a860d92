"""Numbers of a page that open, what a page's lists hold, and numbers that someone wrote by hand."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit

VOID = {"input", "br", "img", "hr", "meta", "link", "source", "wbr", "col", "use", "path", "rect"}
HIDDEN = {"visually-hidden"}
# What begins with a number and is no time, no share and no part of a whole, such as "12 tasks".
COUNTED = re.compile(r"^(?:all )?\d[\d,]*(?:$| (?!of |am\b|pm\b|%)[a-z])")
CHOICE = re.compile(r" \(([\d,]+)\)$")
# Links of this kind of page lead to one thing, a file or a form, whatever they say.
NO_LIST = re.compile(r"\.(pdf|csv|zip)\b|[?&]confirm=|/preview$|#day-|[?&]whole=|^/students/\d+/$")


@dataclass
class Choices:
    """A form that narrows a list: where it leads, and what it sends beside a choice."""

    action: str
    sent: dict[str, str] = field(default_factory=dict)
    counted: list[tuple[str, str, int]] = field(default_factory=list)

    def opened(self) -> dict[str, int]:
        """Return the address that each counted choice leads to, with its number."""
        return {
            f"{self.action}?{urlencode({**self.sent, name: value})}": number
            for name, value, number in self.counted
        }


class Opened(HTMLParser):
    """Reads a page. `numbers` are addresses with what is said of them; `lists` the counts of lists
    by their id, '' for none; `strays` links that say a number and are not the component.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[tuple[str, int]] = []
        self.lists: dict[str, int] = {}
        self.strays: list[str] = []
        self.open: list[tuple[str, dict[str, str]]] = []
        self.heard: list[str] = []
        self.forms: list[Choices] = []
        self.select = self.option = ""
        self.feed(page)

    @property
    def numbers(self) -> dict[str, int]:
        return dict(self.links) | {k: v for form in self.forms for k, v in form.opened().items()}

    def holds(self, address: str) -> int | None:
        """Return how many the list of an address holds: of what it names on the page, else of the
        page's own list.
        """
        place = urlsplit(address).fragment
        rows = [count for name, count in self.lists.items() if name.endswith("-rows")]
        return self.lists.get(place, next(iter([*rows, *self.lists.values()]), None))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self.open.append((tag, said))
        if "data-count" in said:
            self.lists[said.get("id", "")] = int(said["data-count"])
        if tag == "a":
            self.heard = []
            if "data-opens" in said:
                self.links.append((said["href"], int(said["data-opens"])))
        if tag == "form" and "filters" in said.get("class", "").split():
            self.forms.append(Choices(said.get("action", "")))
        self._narrow(tag, said)

    def _narrow(self, tag: str, said: dict[str, str]) -> None:
        if not any("filters" in one.get("class", "").split() for _, one in self.open):
            return
        if tag == "input" and said.get("value") and said.get("name"):
            self.forms[-1].sent[said["name"]] = said["value"]
        if tag == "select":
            self.select = said["name"]
        if tag == "option":
            self.option, self.heard = said["value"], []
            if "selected" in said and said["value"]:
                self.forms[-1].sent[self.select] = said["value"]

    def handle_data(self, data: str) -> None:
        if not any(HIDDEN & set(one.get("class", "").split()) for _, one in self.open):
            self.heard.append(data)

    def handle_endtag(self, tag: str) -> None:
        words = " ".join("".join(self.heard).split())
        while any(one == tag for one, _ in self.open):
            last, said = self.open.pop()
            if last == tag:
                self._close(tag, said, words)
                return

    def _close(self, tag: str, said: dict[str, str], words: str) -> None:
        if tag == "a" and "data-opens" not in said and COUNTED.match(words):
            href = said.get("href", "")
            self.strays += [] if NO_LIST.search(href) or href == "#main" else [f"{words}: {href}"]
        if tag == "option" and self.forms and (found := CHOICE.search(words)):
            number = int(found[1].replace(",", ""))
            self.forms[-1].counted.append((self.select, self.option, number))


def target(here: str, href: str) -> str:
    """Return the whole address that a link on a page leads to."""
    return urljoin(here, href)


def compare(here: str, page: Opened, get: Callable[[str], str]) -> list[str]:
    """Return what is wrong with the numbers of a page: those that open another number of rows, or
    nothing that is counted, and those that are not the component.
    """
    wrong = [f"{stray} is no number of the component" for stray in page.strays]
    for href, number in page.numbers.items():
        there = target(here, href)
        holds = Opened(get(there)).holds(there)
        if holds != number:
            wrong.append(f"{number} opens {holds} at {there}")
    return wrong
