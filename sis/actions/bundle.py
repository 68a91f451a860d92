"""One bundle, in the right order, inside one transaction."""

from collections.abc import Callable

from attendance.actions.assess import hold_judging
from core import planner
from sis.actions import generated
from sis.actions.births import ask_about_births
from sis.actions.enrollments import load_enrollments
from sis.actions.events import load_absence_contacts, load_history, load_submissions
from sis.actions.found import find_words
from sis.actions.households import rebuild_households
from sis.actions.load import BundleLoad, Counts
from sis.actions.marks import load_marks
from sis.actions.people import load_guardians, load_students
from sis.actions.questions import keep_questions, remember_questions
from sis.actions.records import load_populations, load_records
from sis.actions.schools import load_bell, load_calendar, load_codes, load_schools
from sis.actions.set_aside import move_marks
from sis.actions.staging import create_shared, drop_staging, keep_last, stage
from sis.actions.turns import ONE_IMPORT_AT_A_TIME
from sis.models import FileSize
from sis.readers.tables import BundleTable
from sis.rules import limits
from sis.rules.columns import Refers
from sis.rules.layouts import FULL_FILES

Step = Callable[[BundleLoad, BundleTable], None]

EARLIER_FILES = 10


def load_manifest(load: BundleLoad, table: BundleTable) -> None:
    """Read which days a file covers beyond those it names, and which files are whole ones."""
    staged = stage(load, table)
    keep_last(load, staged, ["file", "school_id"])
    load.run("marks/named_days")
    generated.add_column("manifest_last", "whole", "boolean")
    for file, school, is_whole in load.all("bundle/wholes"):
        files, of_schools = (
            (load.wholes, load.wholes_of) if is_whole else (load.parts, load.parts_of)
        )
        if school is None:
            files.add(file)
        else:
            of_schools.setdefault(file, []).append(school)


ORDER: dict[str, Step] = {
    "schools.csv": load_schools,
    "manifest.csv": load_manifest,
    "codes.csv": load_codes,
    "bell.csv": load_bell,
    "calendar.csv": load_calendar,
    "students.csv": load_students,
    "guardians.csv": load_guardians,
    "enrollments.csv": load_enrollments,
    "populations.csv": load_populations,
    "grades.csv": load_records,
    "credits.csv": load_records,
    "discipline.csv": load_records,
    "programs.csv": load_records,
    "submissions.csv": load_submissions,
    "marks.csv": load_marks,
    "absence_contacts.csv": load_absence_contacts,
    "history.csv": load_history,
}
KNOWN = {
    Refers.SCHOOL: "bundle/known_schools",
    Refers.STUDENT: "bundle/known_students",
    Refers.CODE: "bundle/known_codes",
}


def load_bundle(load: BundleLoad) -> None:
    """Load every table found. Leaves counts, warnings and refusals in `load`.

    The caller holds the transaction and rolls it back when there are refusals. One run at a
    time; a second one waits, and so does judging.
    """
    load.one("bundle/wait_for_others", number=ONE_IMPORT_AT_A_TIME)
    hold_judging()  # a judging that began before and ended after would mix both states
    load.one("bundle/memory")
    create_shared()
    remember_questions(load)
    [load.newest_mark] = load.one("bundle/newest_mark")
    for file, step in ORDER.items():
        table = load.tables.get(file)
        if table:
            _learn(load, table)
            counts = load.counts.setdefault(file, Counts())
            step(load, table)
            planner.tell(load.told)
            counts.settle()
            if not load.is_partial:
                _check_file(load, file, counts)
    # What the steps remembered is not needed any more; the rest is SQL alone.
    load.known.clear()
    if "students.csv" in load.tables or "guardians.csv" in load.tables:
        rebuild_households(load)
    _finish(load)
    drop_staging(load)


def _learn(load: BundleLoad, table: BundleTable) -> None:
    """Know the ids on file that the table may name, the ones just loaded included."""
    for column in table.layout.columns:
        if column.refers and column.refers not in load.known:
            load.known[column.refers] = dict(load.all(KNOWN[column.refers]))
            if column.refers is Refers.STUDENT:
                for sis_id in (*load.ambiguous, *load.waiting):
                    load.known[column.refers].pop(sis_id, None)


def _finish(load: BundleLoad) -> None:
    keep_questions(load)
    ask_about_births(load)
    move_marks(load)
    find_words(load)
    load.run("bundle/due_by_calendar")
    load.all("bundle/mark_due")


def _check_file(load: BundleLoad, file: str, counts: Counts) -> None:
    """Hold a file's bad rows and its size against the limits; remember the size."""
    if limits.passes(limits.BAD_ROWS, counts.rejected, counts.rows):
        load.refusals.append(
            limits.refusal(limits.BAD_ROWS, counts.rejected, counts.rows, where=file)
        )
    is_part = file in load.parts or file in load.parts_of
    if file not in FULL_FILES or not counts.rows or is_part:
        return
    earlier = list(
        FileSize.objects.filter(file=file)
        .order_by("-at", "-pk")
        .values_list("rows", flat=True)[:EARLIER_FILES]
    )
    if limits.is_too_small(counts.rows, earlier):
        load.refusals.append(limits.small_file_refusal(file, counts.rows, earlier))
    FileSize.objects.create(run_id=load.run_id, file=file, rows=counts.rows)
