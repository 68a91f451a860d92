"""Schools with their bell schedules and calendars, and attendance codes."""

from django.db.models import Model

from attendance.models import AttendanceCode, BellPeriod
from sis.actions import generated
from sis.actions.examples import as_read, name_ids, show_change, show_row
from sis.actions.generated import Merge
from sis.actions.heard import reject_far
from sis.actions.load import EXAMPLES, BundleLoad
from sis.actions.merge import merge
from sis.actions.staging import Staged, keep_last, stage
from sis.readers.tables import BundleTable
from students.models import School, SchoolDay


def load_schools(load: BundleLoad, table: BundleTable) -> None:
    """Add and change schools and the regions they name; whoever has a mark at a school that
    became a charter, or is one no longer, is judged again. No school is ever closed.
    """
    staged = stage(load, table)
    keep_last(load, staged, ["sis_id"])
    values = [name for name in staged.columns if name not in ("sis_id", "region")]
    if "region" in staged.columns:
        _link_regions(load)
        values.append("region_id")
    load.run("schools/charters_before")
    _merge(load, staged, School, ("sis_id",), tuple(values))
    load.run("schools/due_by_charters")


def _link_regions(load: BundleLoad) -> None:
    load.run("schools/new_regions")
    generated.add_column("schools_last", "region_id", "bigint")
    load.run("schools/link_regions")


def load_codes(load: BundleLoad, table: BundleTable) -> None:
    """Add and change attendance codes; whoever has a mark of a changed code is judged again."""
    staged = stage(load, table)
    keep_last(load, staged, ["code"])
    values = tuple(name for name in staged.columns if name != "code")
    _merge(load, staged, AttendanceCode, ("code",), values)
    if load.counts[table.file].updated:
        load.run("schools/due_by_codes")


def load_bell(load: BundleLoad, table: BundleTable) -> None:
    """Set the bell schedules of the schools named; a period the file lacks is gone."""
    staged = stage(load, table)
    keep_last(load, staged, ["school_id", "period"])
    generated.add_column("bell_last", "position", "smallint")
    load.run("schools/bell_positions")
    _merge(
        load,
        staged,
        BellPeriod,
        ("school_id", "period"),
        ("minutes", "position"),
    )
    counts = load.counts[table.file]
    counts.closed = load.run("schools/close_bell_periods")
    if counts.created or counts.updated or counts.closed:
        load.run("schools/due_by_bell")


def load_calendar(load: BundleLoad, table: BundleTable) -> None:
    """Set the days named, give every other date of their years a row, and count school days.

    Leaves each changed school and year in staging.import_changed_years.
    """
    staged = stage(load, table)
    reject_far(load, table.file, "schools/far_days", column="date")
    keep_last(load, staged, ["school_id", "date"])
    generated.add_column("calendar_last", "note", "text")
    _count_calendar(load, table.file)
    load.run("schools/whole_years", weekends=load.weekends)
    generated.analyze("days")
    plan = Merge(
        file=table.file,
        model=SchoolDay,
        source="days",
        key=("school_id", "date"),
        values=("school_year", "is_school_day", "is_left_out", "ordinal", "note"),
        shown=False,
    )
    merge(load, plan)
    load.run("schools/changed_years")
    if not load.weekends:
        _tell_weekends(load, table.file)


def _tell_weekends(load: BundleLoad, file: str) -> None:
    """Say which Saturdays and Sundays the file calls school days: none of them counts."""
    [found, lines] = load.one("schools/weekends")
    if found:
        noun = "Saturday or Sunday is" if found == 1 else "Saturdays and Sundays are"
        load.warnings.append(
            f"{file}: {found:,} {noun} named as a school day (line {lines}): no day enrolled, and no mark "
            "of such a day counts. Is the date right? A policy with enrollment.weekends = count counts them"
        )


def _count_calendar(load: BundleLoad, file: str) -> None:
    """Count the days the file names, not the dates that are filled in around them."""
    load.run("schools/calendar_diff")
    counts = load.counts[file]
    counts.created, counts.updated = load.one("schools/count_calendar")
    for change, is_new in (("created", True), ("updated", False)):
        days = as_read(load.all("schools/examples_calendar", is_new=is_new, most=EXAMPLES))
        name_ids([new for *_, new in days])
        for line, old, new in days:
            if is_new:
                show_row(load, file, change, new, line=line)
            else:
                show_change(load, file, change, old, new, line=line)


def _merge(
    load: BundleLoad,
    staged: Staged,
    model: type[Model],
    key: tuple[str, ...],
    values: tuple[str, ...],
) -> None:
    counts = load.counts[staged.file]
    plan = Merge(
        file=staged.file,
        model=model,
        source=f"{staged.name}_last",
        key=key,
        values=values,
    )
    counts.created, counts.updated = merge(load, plan)
