"""What one run carries from file to file: counts, warnings, refusals, what is on file."""

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from attendance.choices import MarkKind, ReportSource
from audit.rules import Act
from core import sql
from sis.choices import SetAsideReason
from sis.readers.rows import Reject, RowWaiting
from sis.readers.tables import BundleTable
from sis.rules.columns import Refers

EXAMPLES = 5
# Codes of the field that statements name.
CODES = {
    "present": MarkKind.PRESENT,
    "history": ReportSource.HISTORY,
    "no_enrollment": SetAsideReason.NO_ENROLLMENT,
    "not_a_school_day": SetAsideReason.NOT_A_SCHOOL_DAY,
}
OnProgress = Callable[[str, int, int], None]


@dataclass
class Counts:
    """What became of the rows of one file. Every row is in exactly one of the counts but
    `rows` and `closed`; `closed` counts rows on file that the bundle ended or withdrew.
    """

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    closed: int = 0
    rejected: int = 0
    set_aside: int = 0

    def settle(self) -> None:
        """Whatever else did not become of a row, it left things as they were."""
        self.unchanged = self.rows - self.created - self.updated - self.rejected - self.set_aside


@dataclass
class BundleLoad:
    """One run's state. Its statements are those of sql/, by their names, with their values and CODES."""

    run_id: int
    act: Act
    on_reject: Callable[[Reject], None]
    on_progress: OnProgress
    marks_conflict: str = "last"
    is_partial: bool = False  # it holds some rows only: what it lacks says nothing
    gone: int = 0  # days from the last day enrolled to the exit date, by `enrollment.exit_day`
    weekends: bool = False  # whether a Saturday can be a school day, by `enrollment.weekends`
    newest_mark: int = 0
    tables: dict[str, BundleTable] = field(default_factory=dict)
    counts: dict[str, Counts] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    examples: dict[str, dict[str, list[Any]]] = field(default_factory=dict)
    known: dict[Refers, dict[str, str]] = field(default_factory=dict)
    told: dict[str, int] = field(default_factory=dict)  # see core.planner
    # Students on file, by the SIS's id, whose rows are not loaded: a question about them is open,
    # or the id stands for two children in this bundle.
    waiting: dict[str, str] = field(default_factory=dict)
    ambiguous: dict[str, str] = field(default_factory=dict)
    rows_waiting: list[RowWaiting] = field(default_factory=list)
    codes_refused: Counter[str] = field(default_factory=Counter)  # of marks, with how many rows
    unplaced: set[str] = field(default_factory=set)  # files with a row whose student is not known
    parts: set[str] = field(default_factory=set)  # files that are no whole ones
    parts_of: dict[str, list[int]] = field(default_factory=dict)  # the same, for these schools
    wholes: set[str] = field(default_factory=set)  # files of which the manifest says: whole
    wholes_of: dict[str, list[int]] = field(default_factory=dict)  # the same, for these schools
    settled: list[int] = field(
        default_factory=list
    )  # students whom the file does not question now

    def is_whole(self, file: str) -> bool:
        """Whether what the file lacks has ended in the SIS."""
        return not (self.is_partial or file in self.parts)

    @property
    def changed_by(self) -> str:
        """The run and whoever asked for it, as a changed mark names them."""
        return f"import {self.run_id} ({self.act.actor.name})"[:200]

    def files(self) -> dict[str, dict[str, int]]:
        return {file: asdict(counts) for file, counts in self.counts.items()}

    def example(self, file: str, change: str, what: dict[str, Any]) -> None:
        """Keep a change to show in the preview, up to five of each kind.

        A line of the file that makes two of our rows is one example, with the changes of both.
        """
        shown = self.examples.setdefault(file, {}).setdefault(change, [])
        same = [example for example in shown if what["line"] and example["line"] == what["line"]]
        if same:
            same[0]["changes"] += what["changes"]
        elif len(shown) < EXAMPLES:
            shown.append(what)

    def all(self, name: str, **values: object) -> list[tuple[Any, ...]]:
        """Run a statement and return its rows."""
        return sql.tuples(sql.statement(__file__, name), CODES | values)

    def one(self, name: str, **values: object) -> tuple[Any, ...]:
        """Run a statement and return its only row."""
        return self.all(name, **values)[0]

    def run(self, name: str, **values: object) -> int:
        """Run a statement and return how many rows it touched."""
        return sql.run(sql.statement(__file__, name), CODES | values)
