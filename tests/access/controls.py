"""A page as those hear it who see none: its ids, its controls, and what each is called.

What a closed part of the page or a dialog holds counts as well: it is there to be opened.
"""

import re
from collections import Counter
from html.parser import HTMLParser

EMPTY = {"input", "br", "img", "hr", "meta", "link", "source", "wbr", "col", "use", "path"}
FILLED = ("input", "select", "textarea")
PRESSED = ("button", "summary", "a")
POINTS = ("aria-labelledby", "aria-describedby", "aria-controls")
SPOKEN = ("aria-label", "alt", "title")
# Code that a page shows as words: something was escaped that was HTML already.
CODE = re.compile(r"</?(?:a|b|i|p|span|strong|li|ul|div|br|svg)\b[^<]*>")


class Controls(HTMLParser):
    """Reads a page. `ids` are counted; `nameless` are controls that nobody can name, `lost` the
    ids that something names and the page has not, `mute` the faults of no control.
    """

    def __init__(self, body: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.points: set[str] = set()
        self.labels: set[str] = set()
        self.boxes: list[tuple[str, dict[str, str]]] = []
        self.open: list[tuple[str, dict[str, str], list[str]]] = []
        self.nameless: list[str] = []
        self.code: list[str] = []
        self.faulty: set[str] = set()
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if not self._is_in("template"):  # what it holds is not of the page until it is copied
            self._read(tag, said)
        if tag not in EMPTY:
            self.open.append((tag, said, []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.open.pop()

    def _read(self, tag: str, said: dict[str, str]) -> None:
        self.ids += Counter([said["id"]] if said.get("id") else [])
        self.points |= {one for name in POINTS for one in said.get(name, "").split()}
        if tag == "label" and said.get("for"):
            self.labels.add(said["for"])
        if tag in FILLED and said.get("type") not in ("hidden", "submit"):
            in_label = self._is_in("label")
            self.boxes.append((f"<{tag} name={said.get('name')}>", {**said, "in": str(in_label)}))
        for name in SPOKEN:
            self._hear(said.get(name, ""))

    def handle_data(self, data: str) -> None:
        self._hear(data)
        if "<" in data and not (self._is_in("script") or self._is_in("style")):
            self.code += [f"{found[0]} to be read" for found in CODE.finditer(data)]

    def _hear(self, words: str) -> None:
        for _, _, heard in self.open:
            heard.append(words)

    def handle_endtag(self, tag: str) -> None:
        while self._is_in(tag):
            last, said, heard = self.open.pop()
            name = "".join([*heard, said.get("aria-label", "")]).strip()
            if last in PRESSED and not name and not self._is_in("template"):
                self.nameless.append(f"<{last} {said}>")
            if last == tag:
                return

    def _is_in(self, tag: str) -> bool:
        return any(outer == tag for outer, _, _ in self.open)

    def faults(self) -> list[str]:
        twice = [f"id {name} {count} times" for name, count in self.ids.items() if count > 1]
        lost = [f"no {name} to point to" for name in sorted(self.points - set(self.ids))]
        return [
            *twice,
            *lost,
            *self.nameless,
            *self.code,
            *(box for box, said in self.boxes if self._is_nameless(said)),
        ]

    def _is_nameless(self, said: dict[str, str]) -> bool:
        by_label = said.get("id") in self.labels or said["in"] == "True"
        return not (by_label or said.get("aria-label") or said.get("aria-labelledby"))

    def mute(self) -> list[str]:
        """Controls that are said to be wrong and not what is wrong with them."""
        wrong = [(box, said) for box, said in self.boxes if said.get("aria-invalid") == "true"]
        grouped = {name.removesuffix("_error") for name in self.points if name.endswith("_error")}
        return [
            box
            for box, said in wrong
            if not any(said.get("id", "").startswith(g) for g in grouped)
        ]
