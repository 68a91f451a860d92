"""Populations, and what the student page shows as the SIS wrote it."""

from sis.actions import generated
from sis.actions.generated import Merge
from sis.actions.load import BundleLoad
from sis.actions.merge import merge
from sis.actions.staging import keep_last, stage
from sis.readers.tables import BundleTable
from students.choices import RecordKind
from students.models import Population

KIND_OF_FILE = {
    "grades.csv": RecordKind.GRADE,
    "credits.csv": RecordKind.CREDIT,
    "discipline.csv": RecordKind.DISCIPLINE,
    "programs.csv": RecordKind.PROGRAM,
}


def load_populations(load: BundleLoad, table: BundleTable) -> None:
    """Add memberships and change their ends. None is closed by omission."""
    staged = stage(load, table)
    keep_last(load, staged, ["student_id", "kind", "label", "start"])
    plan = Merge(
        file=table.file,
        model=Population,
        source="populations_last",
        key=("student_id", "kind", "label", "start"),
        values=("end",),
        nullable=frozenset({"start"}),
    )
    counts = load.counts[table.file]
    counts.created, counts.updated = merge(load, plan)


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
