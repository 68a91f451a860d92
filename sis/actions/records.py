"""Populations, and what the student page shows as the SIS wrote it."""

from sis.actions import generated
from sis.actions.examples import as_read, name_ids, show_change
from sis.actions.generated import Merge
from sis.actions.load import EXAMPLES, BundleLoad
from sis.actions.merge import merge
from sis.actions.staging import keep_last, stage
from sis.readers.tables import BundleTable
from sis.rules import limits
from students.choices import RecordKind
from students.models import Population

KIND_OF_FILE = {
    "grades.csv": RecordKind.GRADE,
    "credits.csv": RecordKind.CREDIT,
    "discipline.csv": RecordKind.DISCIPLINE,
    "programs.csv": RecordKind.PROGRAM,
}


def load_populations(load: BundleLoad, table: BundleTable) -> None:
    """Add memberships, change their ends, and end what a whole file lacks."""
    staged = stage(load, table)
    keep_last(load, staged, ["student_id", "kind", "label", "start"])
    plan = Merge(
        file=table.file,
        model=Population,
        source="populations_last",
        key=("student_id", "kind", "label", "start"),
        values=tuple(name for name in staged.columns if name == "end"),
        nullable=frozenset({"start"}),
    )
    counts = load.counts[table.file]
    if load.is_whole(table.file):
        counts.closed = _end_populations(load, table.file)
    counts.created, counts.updated = merge(load, plan)


def _end_populations(load: BundleLoad, file: str) -> int:
    """End what the whole file lacks; return how many."""
    load.run(
        "records/ended_populations",
        today=load.act.on,
        is_placed=file not in load.unplaced,
        spared=load.parts_of.get(file, []),
    )
    ended = as_read(load.all("records/examples_ended", most=EXAMPLES))
    name_ids([new for _, new in ended])
    for old, new in ended:
        show_change(load, file, "closed", old, new, line=None)
    closed = load.run("records/end_populations")
    if closed >= limits.MINIMUM_ROWS:
        [left] = load.one("records/populations_on_file", today=load.act.on)
        if limits.passes(limits.POPULATIONS_ENDED, closed, left + closed):
            load.refusals.append(limits.refusal(limits.POPULATIONS_ENDED, closed, left + closed))
    return closed


def load_records(load: BundleLoad, table: BundleTable) -> None:
    """Replace the records of this kind of every student the file names.

    Their order is that of their content, so that the order of the file's rows means nothing.
    """
    kind = KIND_OF_FILE[table.file]
    stage(load, table)
    name = table.file.removesuffix(".csv")
    counts = load.counts[table.file]
    generated.rename(name, "records")
    load.run("records/last", kind=kind)
    load.run("records/changed", kind=kind)
    counts.created, counts.closed = load.one("records/count_changed")
    load.run("records/delete_changed", kind=kind)
    load.run("records/insert_changed")
    generated.drop("records_changed", "records", "records_last")
