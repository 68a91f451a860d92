"""Students, and the adults around them."""

from sis.actions.births import leave_out_doubted
from sis.actions.examples import as_read, show_row
from sis.actions.generated import Merge, held_by
from sis.actions.heard import reject_rows
from sis.actions.left_out import Left, end_left_out, forget_left_out
from sis.actions.load import EXAMPLES, BundleLoad
from sis.actions.merge import merge
from sis.actions.questions import ask_whose_ids
from sis.actions.staging import Staged, keep_last, stage
from sis.readers.tables import BundleTable
from sis.rules import limits
from students.models import Guardian, Guardianship, Student

REPEATED = (
    "the same id with another name or birth date in another line: two children, and all lines of "
    "the id are left out; correct the ids in the SIS"
)

LOST_ZEROS = (
    "on file as {on_file}: zeros before the number were lost or put there, as spreadsheets do; export "
    "the file again and do not save it from a spreadsheet"
)

TWO_ADULTS = (
    "the same id with another first and last name in another line: two adults, and all lines of the "
    "id are left out; give every adult an id of their own"
)


def load_students(load: BundleLoad, table: BundleTable) -> None:
    """Add and change students. No student is ever closed by a file."""
    staged = stage(load, table)
    if table.has_short_years:
        load.run("people/last_century", today=load.act.on)
    keep_last(load, staged, ["sis_id"], reject=_reject_two_children)
    plan = Merge(
        file=table.file,
        model=Student,
        source="students_last",
        key=("sis_id",),
        values=tuple(name for name in staged.columns if name != "sis_id"),
    )
    _reject_lost_zeros(load, table.file)
    ask_whose_ids(load, table.file)
    leave_out_doubted(load)
    _count_identity_changes(load)
    counts = load.counts[table.file]
    counts.created, counts.updated = merge(load, plan)
    load.run("people/touched_by_students")
    load.run("people/due_by_birth_dates")


def _reject_two_children(load: BundleLoad, file: str) -> None:
    """Rows that repeat an id with another name or birth date: nobody can say which is right."""
    rows = as_read(load.all("people/two_children"))
    if not rows:
        return
    load.run("people/forget_two_children")
    ids = {row["sis_id"] for (row,) in rows}
    on_file = Student.objects.filter(sis_id__in=ids).values_list("sis_id", "pk")
    load.ambiguous |= dict.fromkeys(ids, "") | {sis_id: str(pk) for sis_id, pk in on_file}
    reject_rows(load, file, (row for (row,) in rows), column="student_id", reason=REPEATED)


def _reject_lost_zeros(load: BundleLoad, file: str) -> None:
    """Rows whose id a spreadsheet took the zeros off: a child on file, who would be there twice."""
    found = as_read(load.all("people/lost_zeros"))
    if not found:
        return
    load.run("people/take_out", ids=[row["sis_id"] for row, *_ in found])
    load.ambiguous |= {row["sis_id"]: str(pk) for row, pk, _ in found}
    for row, _, on_file in found:
        reason = LOST_ZEROS.format(on_file=on_file)
        reject_rows(load, file, [row], column="student_id", reason=reason)


def _count_identity_changes(load: BundleLoad) -> None:
    """Hold the birth dates and names that would change against their limits."""
    load.run("people/birth_dates")
    on_file, births, names = load.one("people/identity_changes")
    for limit, count in ((limits.BIRTH_DATES, births), (limits.NAMES, names)):
        if limits.passes(limit, count, on_file):
            load.refusals.append(limits.refusal(limit, count, on_file))


def load_guardians(load: BundleLoad, table: BundleTable) -> None:
    """Add and change adults and what each is to a student; who is no adult of theirs any more is
    a former one.

    One row is one adult of one student; where rows of one adult differ, the last one counts.
    """
    staged = stage(load, table)
    _reject_two_adults(load, table.file)
    keep_last(load, staged, ["student_id", "sis_id"])
    load.run("people/adults")
    if len({"phone", "phone2"} & set(staged.columns)) == 1:
        load.run("people/other_phone", has_first="phone" in staged.columns)
    adults = Merge(
        file=table.file,
        model=Guardian,
        source="adults_last",
        key=("sis_id",),
        values=held_by(Guardian, staged.columns, key=("sis_id",)),
    )
    merge(load, adults)
    counts = load.counts[table.file]
    if load.is_whole(table.file):
        counts.closed = end_left_out(load, ADULTS)
        load.run("people/touched_by_ended")
        forget_left_out()
    counts.created = _load_ties(load, staged)
    _tell_of_two_ids(load, table.file)
    [counts.updated] = load.one("people/count_updated")
    load.run("people/touched_by_guardians")


def _reject_two_adults(load: BundleLoad, file: str) -> None:
    """Rows whose id stands for two people: folded into one, a letter would go to the other home."""
    rows = [row for (row,) in as_read(load.all("people/two_adults"))]
    if rows:
        load.run("people/forget_two_adults", ids=sorted({row["sis_id"] for row in rows}))
        reject_rows(load, file, rows, column="guardian_id", reason=TWO_ADULTS)


def _show_ended(load: BundleLoad, file: str, rows: list[list[dict[str, object]]]) -> None:
    for (row,) in rows:
        show_row(load, file, "closed", row, line=None)


ADULTS = Left(
    file="guardians.csv",
    open="people/open_ties",
    ended="people/ended_ties",
    examples="people/examples_left_out",
    end="people/end_ties",
    limit=limits.ADULTS_ENDED,
    limit_at_school=limits.ADULTS_ENDED_SCHOOL,
    show=_show_ended,
    have="adults",
)


def _tell_of_two_ids(load: BundleLoad, file: str) -> None:
    """Ask about adults whom a student seems to have twice."""
    found, lines = load.one("people/two_ids", most=EXAMPLES)
    if found:
        load.warnings.append(
            f"{file}: {found:,} {'adult' if found == 1 else 'adults'} of a student on file under two ids, "
            f"by name, relation and address ({', '.join(lines)}): is it one person? One letter goes to "
            "both; correct the ids in the SIS"
        )


def _load_ties(load: BundleLoad, staged: Staged) -> int:
    """Say what each adult is to each student; return how many of these are new."""
    load.run("people/ties")
    key = ("student_id", "guardian_id")
    ties = Merge(
        file=staged.file,
        model=Guardianship,
        source="ties_last",
        key=key,
        values=held_by(Guardianship, (*staged.columns, "is_current", "ended_on"), key=key),
    )
    return merge(load, ties)[0]
