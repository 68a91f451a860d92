"""Enrollments: a snapshot per school and school year."""

from sis.actions import generated
from sis.actions.examples import as_read, name_ids, show_change
from sis.actions.generated import Merge
from sis.actions.heard import reject_far
from sis.actions.load import EXAMPLES, BundleLoad
from sis.actions.merge import merge
from sis.actions.staging import keep_last, stage
from sis.choices import WordKind
from sis.readers.tables import BundleTable
from sis.rules import limits
from sis.rules.meanings import KEPT
from sis.rules.meanings import NEVER_CAME as SAID_NEVER
from sis.rules.words import NEVER_CAME
from students.models import Enrollment

MOST_DAYS_MOVED = 10  # school days over which an entry date is corrected
KEY = ("student_id", "school_id", "entry_date")


def load_enrollments(load: BundleLoad, table: BundleTable) -> None:
    """Add and change enrollments, and end open ones that the snapshot lacks."""
    staged = stage(load, table)
    reject_far(load, table.file, "enrollments/far_entries", column="entry_date")
    _fill_blank_entries(load, table.file)
    _leave_out_no_shows(load, table.file, says_why="exit_type" in staged.columns)
    keep_last(load, staged, KEY)
    load.run("enrollments/open_before", today=load.act.on)
    counts = load.counts[table.file]
    moved, is_whole = 0, load.is_whole(table.file)
    if is_whole:
        moved, counts.closed = _move_entries(load), _end_missing(load, table.file)
    plan = Merge(
        file=table.file,
        model=Enrollment,
        source="enrollments_last",
        key=KEY,
        values=tuple(name for name in staged.columns if name not in KEY),
    )
    _follow_merge(load)
    counts.created, counts.updated = merge(load, plan)
    _count_moved(load, counts.updated, moved, table.file)
    if is_whole:
        _hold_against_limits(load)
    load.run("enrollments/due", today=load.act.on)


def _fill_blank_entries(load: BundleLoad, file: str) -> None:
    """A blank entry date is 1 July of the latest year that has begun and that the school, or any
    school, knows.
    """
    filled = load.run("enrollments/fill_blank_entries", today=load.act.on)
    if filled:
        load.warnings.append(
            f"{file}: {filled:,} rows have no entry_date; taken as 1 July of the latest school "
            "year the calendar knows"
        )


def _leave_out_no_shows(load: BundleLoad, file: str, *, says_why: bool) -> None:
    """End the enrollment of a student who never came before it begins: no day of it counts."""
    if not says_why:
        generated.add_column("enrollments", "exit_type", "text NOT NULL DEFAULT ''")
    exits = {"exit": WordKind.EXIT, "never": SAID_NEVER, "kept": KEPT}
    never = load.run("enrollments/never_came", words=[*NEVER_CAME], **exits)
    if never:
        load.warnings.append(
            f"{file}: {never:,} enrollments are of students who never came, by their exit_type: no day "
            "of them counts, as enrolled or as absent"
        )
    found, lines = load.one("enrollments/no_shows", **exits)
    if found:
        where = ", ".join(map(str, lines))
        load.warnings.append(
            f"{file}: {found:,} enrollments end on the day they begin (line {where}): one day each. "
            "Of who never came, say so in exit_type: no show; or say what their types of exit mean: "
            "Imports, Words"
        )


def _move_entries(load: BundleLoad) -> int:
    """Take a new row as the correction of an entry date, where the row on file has no other."""
    load.run("enrollments/moved_entries", today=load.act.on, most_days=MOST_DAYS_MOVED)
    load.run("enrollments/note_moved")
    return load.run("enrollments/move_entries")


def _end_missing(load: BundleLoad, file: str) -> int:
    """End open enrollments that the snapshot lacks; return how many."""
    generated.index("enrollments_last", "student_id")
    load.run(
        "enrollments/ended",
        today=load.act.on,
        is_placed=file not in load.unplaced,
        spared=load.parts_of.get(file, []),
        gone=load.gone,
    )
    ended = as_read(load.all("enrollments/examples_ended", most=EXAMPLES))
    name_ids([new for _, new in ended])
    for old, new in ended:
        show_change(load, file, "closed", old, new, line=None)
    load.run("enrollments/note_ended")
    return load.run("enrollments/end")


def _follow_merge(load: BundleLoad) -> None:
    """Note the days that the coming merge touches, while the old values are still there."""
    generated.add_column("enrollments_last", "grade", "text")
    load.run("enrollments/note_merge")


def _count_moved(load: BundleLoad, updated: int, moved: int, file: str) -> None:
    """A moved entry is one updated row, also when the merge had nothing more to change on it."""
    if not moved:
        return
    [again] = load.one("enrollments/moved_and_changed")
    load.counts[file].updated = updated + moved - int(again)


def _hold_against_limits(load: BundleLoad) -> None:
    """Hold the students who would have no open enrollment any more against the limits."""
    before, ended = load.one("enrollments/left_the_district", today=load.act.on)
    if limits.passes(limits.ENDED_DISTRICT, ended, before):
        load.refusals.append(limits.refusal(limits.ENDED_DISTRICT, ended, before))
    limit = limits.ENDED_SCHOOL
    for school, before_here, ended_here in load.all(
        "enrollments/left_a_school", today=load.act.on
    ):
        if limits.passes(limit, ended_here, before_here):
            load.refusals.append(limits.refusal(limit, ended_here, before_here, school))
