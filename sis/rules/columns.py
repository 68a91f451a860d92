"""What a column and a file are: how each is read, and what its absence means."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sis.rules import values, words
from sis.rules.ids import sis_id
from sis.rules.mending import written_text
from sis.rules.unsaid import NO_ADDRESS, UNSAID
from sis.rules.values import Reader

Row = dict[str, str | None]


class Absent(StrEnum):
    """What it means when a file lacks a column."""

    REFUSE = "refuse"
    BLANK = "blank"
    KEEP = "keep"


class Refers(StrEnum):
    """What a cell names; it must be on file, or come earlier in the bundle."""

    STUDENT = "student"
    SCHOOL = "school"
    CODE = "code"


@dataclass(frozen=True)
class FileColumn:
    """One column. `into` is its name with us, `sql` its type there.

    `shared` says that many rows hold the same few texts, so that each is read only once.
    """

    name: str
    read: Reader
    absent: Absent = Absent.KEEP
    into: str = ""
    sql: str = "text"
    refers: Refers | None = None
    shared: bool = False

    @property
    def target(self) -> str:
        return self.into or self.name


@dataclass(frozen=True)
class Wrong:
    """Why a whole row cannot be loaded, and which column to look at."""

    column: str
    reason: str


@dataclass(frozen=True)
class Layout:
    """One file. `key` are the columns (by our names) of which the last row of a file wins.

    `derived` names what `derive` adds, with the columns it is made of: without any of them it is
    left alone as they are.
    """

    file: str
    columns: tuple[FileColumn, ...]
    key: tuple[str, ...]
    check: Callable[[Row], Wrong | None] | None = None
    derive: Callable[[Row], Row] | None = None
    derived: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    keeps_all_columns: bool = False
    by_target: dict[str, FileColumn] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        self.by_target.update({column.target: column for column in self.columns})

    def derived_from(self, given: Collection[str]) -> tuple[str, ...]:
        """Return what is derived for a file that holds these columns, by our names."""
        return tuple(name for name, parts in self.derived.items() if set(parts) & set(given))

    def needed(self, given: Collection[str]) -> list[FileColumn]:
        """Return the columns that a file must have, but those given otherwise."""
        return [c for c in self.columns if c.absent is Absent.REFUSE and c.name not in given]


def text(name: str, limit: int, absent: Absent = Absent.KEEP, into: str = "") -> FileColumn:
    """Text of at most `limit` characters. Source: docs/import.md."""
    return FileColumn(name, values.text_up_to(limit), absent, into)


def known(name: str, limit: int, unsaid: frozenset[str] = UNSAID) -> FileColumn:
    """Text that is blank where a word says that nothing is known. Source: docs/import.md."""
    return FileColumn(name, values.unless(unsaid, values.text_up_to(limit)))


def word(
    name: str, read: Reader, absent: Absent = Absent.KEEP, into: str = "", sql: str = "text"
) -> FileColumn:
    """A word of the field, put into our own. Source: docs/import.md."""
    return FileColumn(name, read, absent, into, sql, shared=True)


def day(name: str, absent: Absent = Absent.KEEP, *, read: Reader = values.iso_date) -> FileColumn:
    """A day. Source: docs/import.md."""
    return FileColumn(name, read, absent, sql="date", shared=True)


def flag(name: str, absent: Absent = Absent.KEEP) -> FileColumn:
    """Yes, no or not said. Source: docs/import.md."""
    return FileColumn(name, values.yes_no, absent, sql="boolean", shared=True)


def certain(name: str) -> FileColumn:
    """A flag that is false unless the file says otherwise. Source: docs/import.md."""
    return FileColumn(name, lambda text: values.yes_no(text) or "f", sql="boolean", shared=True)


def minutes(name: str, absent: Absent = Absent.KEEP) -> FileColumn:
    """Minutes of a day. Source: docs/import.md."""
    return FileColumn(name, values.whole_minutes, absent, sql="smallint", shared=True)


STUDENT = FileColumn(
    "student_id",
    sis_id,
    Absent.REFUSE,
    sql="bigint",
    refers=Refers.STUDENT,
)
SCHOOL = FileColumn(
    "school_id",
    sis_id,
    Absent.REFUSE,
    sql="bigint",
    refers=Refers.SCHOOL,
    shared=True,
)


def spoken(name: str) -> FileColumn:
    """A language. Source: docs/import.md."""
    return FileColumn(name, words.language, shared=True)


ADDRESS = (
    FileColumn("street", values.unless(NO_ADDRESS, written_text(200))),
    FileColumn("city", values.unless(NO_ADDRESS, written_text(80))),
    FileColumn("state", values.unless(UNSAID, values.text_up_to(40)), shared=True),
    FileColumn("zip", values.unless(UNSAID, values.zip_code), shared=True),
)
REFUSE, BLANK, KEEP = Absent.REFUSE, Absent.BLANK, Absent.KEEP
