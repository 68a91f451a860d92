"""What the reading of a file tells of its rows: rejected, in doubt, or waiting for an answer."""

from collections.abc import Iterable, Mapping
from typing import Any

from sis.actions.examples import as_read, name_ids
from sis.actions.load import BundleLoad, Counts
from sis.readers.rows import REMEDIES, Doubt, Reject, RowWaiting, Told
from sis.rules.columns import Refers
from sis.rules.layouts import BY_FILE
from students.rules import last_day_of, school_year_of

NAMED = 10  # places that a warning names


class Heard:
    """Takes down what is told of one file.

    Students of rows that are not loaded are held: a row that is not loaded must not look like a
    row that the file lacks.
    """

    def __init__(self, load: BundleLoad, counts: Counts) -> None:
        self.load, self.counts = load, counts
        self.held = set(load.waiting.values())
        self.places: dict[str, list[str]] = {}
        self.told = Told(self.reject, self.doubt, self.wait, load.waiting, load.ambiguous)

    def reject(self, bad: Reject) -> None:
        self.counts.rejected += 1
        self.load.on_reject(bad)
        if bad.reason == REMEDIES[Refers.CODE]:
            self.load.codes_refused[bad.value] += 1
        if _is_a_remark(bad.row):
            return
        if not bad.column:  # of a row askew nobody can say whose it is
            self.load.unplaced.add(bad.file)
        self._hold(bad.file, bad.student)

    def doubt(self, doubt: Doubt) -> None:
        self.places.setdefault(doubt.about, []).append(f"line {doubt.line} {doubt.column}")

    def wait(self, row: RowWaiting) -> None:
        self.counts.set_aside += 1
        self.load.rows_waiting.append(row)
        self._hold(row.file, row.student)

    def _hold(self, file: str, student: str) -> None:
        for known in (
            self.load.known.get(Refers.STUDENT, {}),
            self.load.waiting,
            self.load.ambiguous,
        ):
            if known.get(student):
                self.held.add(known[student])
                return
        if not student:
            self.load.unplaced.add(file)

    def settle(self, file: str) -> None:
        """Write down who is held, and say what is in doubt."""
        if self.held:
            self.load.run("bundle/hold", file=file, students=sorted(self.held))
        for about, places in self.places.items():
            more = f" and {len(places) - NAMED:,} more" if len(places) > NAMED else ""
            noun = "value" if len(places) == 1 else "values"
            self.load.warnings.append(
                f"{file}: {len(places):,} {noun} {about}: {', '.join(places[:NAMED])}{more}"
            )


def _is_a_remark(row: Mapping[str, str]) -> bool:
    """A total, or the header again: nobody's row, whatever else is wrong with it. One cell that may
    be an id is what a line that was cut off has.
    """
    filled = {name: cell.strip() for name, cell in row.items() if cell.strip()}
    if len(filled) == 1:
        [cell] = filled.values()
        return " " in cell or not any(map(str.isdigit, cell))
    return bool(filled) and all(name.strip() == cell for name, cell in filled.items())


FAR = (
    "further ahead than the end of the next school year; correct the year in the SIS: it would be "
    "taken for the latest that the school knows"
)


def reject_far(load: BundleLoad, file: str, statement: str, *, column: str) -> None:
    """Reject rows whose day is after the next school year."""
    last = last_day_of(school_year_of(load.act.on) + 1)
    far = as_read(load.all(statement, last=last))
    reject_rows(load, file, (row for (row,) in far), column=column, reason=FAR)


def reject_rows(
    load: BundleLoad, file: str, rows: Iterable[dict[str, Any]], *, column: str, reason: str
) -> None:
    """Reject rows that were read already, by what they say beside each other."""
    found = list(rows)
    name_ids(found)
    columns = BY_FILE[file].columns
    heard = Heard(load, load.counts[file])
    for row in found:
        said = {c.name: str(row.get(c.target) or "") for c in columns if c.target in row}
        value, student = said.get(column, ""), said.get("student_id", "")
        heard.reject(Reject(file, row["line"], column, value, reason, said, student))
    heard.settle(file)
