"""Populations, and what the student page shows as the SIS wrote it."""

from sis.actions import generated
from sis.actions.examples import show_change
from sis.actions.generated import Merge
from sis.actions.left_out import Left, end_left_out, forget_left_out
from sis.actions.load import BundleLoad
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


def _show_ended(load: BundleLoad, file: str, rows: list[list[dict[str, object]]]) -> None:
    for old, new in rows:
        show_change(load, file, "closed", old, new, line=None)


POPULATIONS = Left(
    file="populations.csv",
    open="records/open_populations",
    ended="records/ended_populations",
    examples="records/examples_left_out",
    end="records/end_populations",
    limit=limits.POPULATIONS_ENDED,
    limit_at_school=limits.POPULATIONS_ENDED_SCHOOL,
    show=_show_ended,
    have="populations",
)


def load_populations(load: BundleLoad, table: BundleTable) -> None:
    """Add memberships, change their ends, and end what a whole file lacks.

    A file without ends names what is: of what it names no past end stands.
    """
    staged = stage(load, table)
    keep_last(load, staged, ["student_id", "kind", "label", "start"])
    if "end" not in staged.columns:
        generated.add_column("populations_last", "end", "date")
        load.run("records/ends_to_come", today=load.act.on)
    plan = Merge(
        file=table.file,
        model=Population,
        source="populations_last",
        key=("student_id", "kind", "label", "start"),
        values=("end",),
        nullable=frozenset({"start"}),
    )
    counts = load.counts[table.file]
    if load.is_whole(table.file):
        counts.closed = end_left_out(load, POPULATIONS)
        forget_left_out()
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
