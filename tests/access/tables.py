"""Tables of a page whose rows are cards on a phone: does each cell say which column it is of?"""

from dataclasses import dataclass, field
from html.parser import HTMLParser

Cell = tuple[str, str | None]  # th or td, and what it is called on a phone


@dataclass
class Read:
    """A table as it came: the words of its columns, and its rows."""

    heads: list[str] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)

    def faults(self) -> list[str]:
        many = len(self.heads)
        wrong = [f"{len(row)} cells under {self.heads}" for row in self.rows if len(row) != many]
        for head, cells in zip(self.heads, zip(*self.rows, strict=False), strict=False):
            called = {words for tag, words in cells if tag == "td"}
            wrong += [f"{head} is called {called}"] if len(called) > 1 else []
        return wrong


class Tables(HTMLParser):
    """Reads the tables of a page that have the class `stack`."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.tables: list[Read] = []
        self.is_within = self.is_head = self.is_heading = False
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "table":
            self.is_within = "stack" in (said.get("class") or "").split()
            self.tables += [Read()] if self.is_within else []
        elif self.is_within and tag in ("thead", "tbody"):
            self.is_head = tag == "thead"
        elif self.is_within and self.is_head:
            self.is_heading = (tag == "th" and said.get("scope") == "col") or self.is_heading
            self.tables[-1].heads += [""] if tag == "th" and self.is_heading else []
        elif self.is_within and tag == "tr":
            self.tables[-1].rows.append([])
        elif self.is_within and tag in ("th", "td"):
            self.tables[-1].rows[-1].append((tag, said.get("data-label")))

    def handle_data(self, data: str) -> None:
        if self.is_within and self.is_heading:
            self.tables[-1].heads[-1] += data.strip()

    def handle_endtag(self, tag: str) -> None:
        self.is_heading = self.is_heading and tag != "th"
        self.is_within = self.is_within and tag != "table"

    def faults(self) -> list[str]:
        return [fault for table in self.tables for fault in table.faults()]
