"""Marks: what the file covers is replaced; what changes leaves a trace."""

from sis.actions import generated
from sis.actions.examples import as_read, name_ids, show_change, show_row
from sis.actions.load import EXAMPLES, BundleLoad, Counts
from sis.actions.staging import stage
from sis.readers.tables import BundleTable
from sis.rules import limits

# What a row becomes (sql/marks/becoming.sql), by the kind of example that it is shown as.
BECOMES = {"created": ["new"], "updated": ["changed", "unstored now"], "set_aside": ["aside"]}


def load_marks(load: BundleLoad, table: BundleTable) -> None:
    """Replace the marks of the days covered, per school; set aside what nothing covers."""
    held = stage(load, table).columns
    generated.add_column("marks", "minutes_missed", "smallint")
    generated.add_column("marks", "reason", "text")
    load.on_progress("Comparing marks", 0, 1)
    load.run("marks/windows", is_partial=load.is_partial)
    generated.analyze("windows")
    if load.waiting:
        load.run("marks/forget_waiting")
    load.run(
        "marks/kept",
        has_minutes="minutes_missed" in held,
        has_reason="reason" in held,
    )
    generated.index("kept", "student_id", "date", "school_id", "period")
    generated.analyze("kept")
    load.run("marks/becoming")
    _settle_conflicts(load, table.file)
    load.run("marks/withdrawn")
    generated.analyze("withdrawn")
    _keep_examples(load, table.file)
    _hold_against_limit(load)
    load.on_progress("Writing marks", 0, 1)
    _apply(load, load.counts[table.file])


def _settle_conflicts(load: BundleLoad, file: str) -> None:
    """Count rows that repeat a key with another code, and keep the first and the last of each."""
    rows, kept = load.one("marks/repeats")
    if rows > kept:
        conflicts, first = load.one("marks/conflicts")
        load.warnings.append(
            f"{file}: {rows - kept:,} rows repeat a student, date, school and period; "
            f"{conflicts:,} with another code"
            + (f" (first in line {first}); " if conflicts else "; ")
            + f"marks.conflict = {load.marks_conflict} decides when a year is judged"
        )
    load.run("marks/rivals", repeats=rows > kept)
    if rows > kept:
        load.run("marks/beside_rivals")
    load.run("marks/elsewhere")


def _hold_against_limit(load: BundleLoad) -> None:
    [removed] = load.one("marks/past_withdrawn", today=load.act.on)
    if removed < limits.MINIMUM_ROWS:
        return
    [past] = load.one("marks/past_on_file", today=load.act.on)
    if limits.passes(limits.MARKS_REMOVED, removed, past):
        load.refusals.append(limits.refusal(limits.MARKS_REMOVED, removed, past))


def _apply(load: BundleLoad, counts: Counts) -> None:
    load.run("marks/trace_changed", by=load.changed_by)
    load.run("marks/trace_withdrawn", by=load.changed_by)
    load.run("marks/trace_set_aside", by=load.changed_by)
    present_now, aside = load.one("marks/count_moves")
    counts.set_aside += aside
    counts.closed = load.run("marks/delete_withdrawn")
    load.run("marks/delete_unstored")
    counts.updated = load.run("marks/update_changed") + present_now
    counts.created = load.run("marks/insert_new")
    load.run("marks/forget_set_aside")
    if aside:
        load.run("marks/set_aside")
    load.run("marks/due")
    load.run("marks/settle_rivals")


def _keep_examples(load: BundleLoad, file: str) -> None:
    """Remember up to five rows of each kind, before they are moved."""
    shown = {
        change: as_read(load.all("marks/examples", becomes=becomes, most=EXAMPLES))
        for change, becomes in BECOMES.items()
    }
    withdrawn = as_read(load.all("marks/examples_withdrawn", most=EXAMPLES))
    olds = [row for rows in shown.values() for _, row, _ in rows]
    news = [row for rows in shown.values() for *_, row in rows]
    name_ids([*olds, *news, *(row for (row,) in withdrawn)])
    for line, _, new in shown["created"]:
        show_row(load, file, "created", new, line=line)
    for line, old, new in shown["updated"]:
        show_change(load, file, "updated", old, new, line=line)
    for line, _, new in shown["set_aside"]:
        show_row(load, file, "set_aside", new, line=line, why=new["why"])
    for (row,) in withdrawn:
        show_row(load, file, "closed", row, line=None)
