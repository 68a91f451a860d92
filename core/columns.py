"""Columns of a list, or of a table of facts: said once, for the head, each cell and the narrow page.

Where a page is narrow each row is a card, and a cell stands beside the words of its column.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString

from core.markup import fill, joined

ROW, TITLE, CELL = "<tr>{}</tr>\n", '<th scope="row">\n{{}}</th>\n', "<td {}>{{}}</td>\n"


@dataclass(frozen=True)
class Column:
    """`head` is what stands over it. `narrow` is what a cell is called where rows are cards, if the
    head alone says too much or too little there. `sort` is the order that the head leads to: a key
    of the list's `sorts`, without its hyphen. Columns of one `group` stand under its words.
    """

    key: str
    head: str
    sort: str = ""
    narrow: str = ""
    group: str = ""
    is_number: bool = False
    is_unseen: bool = False  # its head is heard only: what its cells hold names itself

    @property
    def css(self) -> str:
        """The classes of its head and cells."""
        return "cell-num" if self.is_number else ""


CHOOSE = Column("choose", "Choose", is_unseen=True)  # a box to tick in each row


class Columns:
    """Columns in their order. What is asked of one that is not among them raises KeyError."""

    def __init__(self, *columns: Column) -> None:
        self._columns = {column.key: column for column in columns}
        self._cells = {column.key: _attributes(column) for column in columns}
        # What is made of them once, since the columns of a list never change.
        self._rows: dict[str, str] = {}
        self._without: dict[tuple[str, ...], Columns] = {}

    def __iter__(self) -> Iterator[Column]:
        return iter(self._columns.values())

    def __len__(self) -> int:
        return len(self._columns)

    def __contains__(self, key: object) -> bool:
        return key in self._columns

    def without(self, *keys: str) -> "Columns":
        """Return the columns but those of these keys."""
        if keys not in self._without:
            left = (column for column in self if column.key not in keys)
            self._without[keys] = Columns(*left)
        return self._without[keys]

    def cell(self, key: str, css: str = "") -> SafeString:
        """Return the attributes of a cell of the column, with a class of its own if `css`."""
        return _attributes(self._columns[key], css) if css else self._cells[key]

    def row(self, title: str, **cells: object) -> SafeString:
        """Return a row of what is given for each column, headed by the column `title`. What is
        given for a column that is not among them is left out.
        """
        if title not in self._rows:
            self._rows[title] = self._mould(title)
        return fill(self._rows[title], *map(cells.__getitem__, self._cells))

    def _mould(self, title: str) -> str:
        """Return a row with a place for each cell: made once, and filled for each row."""
        cells = (
            TITLE.format() if key == title else CELL.format(_as_it_is(attributes))
            for key, attributes in self._cells.items()
        )
        return ROW.format("".join(cells))


def _as_it_is(attributes: str) -> str:
    """Return attributes as a mould holds them, which fills what stands in braces."""
    return attributes.replace("{", "{{").replace("}", "}}")


def _attributes(column: Column, css: str = "") -> SafeString:
    tick = "cell-tick" if column == CHOOSE else ""
    classes = " ".join(filter(None, (tick, column.css, css)))
    words = "" if column.is_unseen else column.narrow or column.head
    return joined(
        (
            fill('class="{}"', classes) if classes else "",
            " " if classes and words else "",
            fill('data-label="{}"', words) if words else "",
        )
    )
