"""Schools with their bell schedules and calendars, and attendance codes."""

from sis.actions.examples import name_ids, rows_of, show_change, show_row
from sis.actions.load import EXAMPLES, BundleLoad
from sis.actions.merge import Merge, merge
from sis.actions.staging import Staged, keep_last, stage
from sis.readers.tables import BundleTable

SCHOOL_DEFAULTS = {"level": "other", "cds_code": "", "is_charter": False}


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
    load.run(
        """CREATE UNLOGGED TABLE staging.import_charters_before AS
           SELECT id FROM students_school WHERE is_charter"""
    )
    _merge(load, staged, "students_school", ("sis_id",), tuple(values), SCHOOL_DEFAULTS)
    load.run(
        """INSERT INTO staging.import_due
           SELECT DISTINCT m.student_id, extract(year FROM m.date - interval '6 months')::smallint
           FROM attendance_mark m JOIN students_school s ON s.id = m.school_id
           LEFT JOIN staging.import_charters_before b ON b.id = s.id
           WHERE s.is_charter <> (b.id IS NOT NULL)"""
    )


def _link_regions(load: BundleLoad) -> None:
    load.run(
        """INSERT INTO students_region (code, name)
           SELECT DISTINCT left(region, 40), region FROM staging.import_schools_last
           WHERE region <> '' ON CONFLICT (code) DO NOTHING"""
    )
    load.run("ALTER TABLE staging.import_schools_last ADD COLUMN region_id bigint")
    load.run(
        """UPDATE staging.import_schools_last s SET region_id = r.id
           FROM students_region r WHERE r.code = left(s.region, 40)"""
    )


def load_codes(load: BundleLoad, table: BundleTable) -> None:
    """Add and change attendance codes; whoever has a mark of a changed code is judged again."""
    staged = stage(load, table)
    keep_last(load, staged, ["code"])
    values = tuple(name for name in staged.columns if name != "code")
    _merge(load, staged, "attendance_attendancecode", ("code",), values, {"label": ""})
    if load.counts[table.file].updated:
        load.run(
            """INSERT INTO staging.import_due
               SELECT DISTINCT m.student_id,
                      extract(year FROM m.date - interval '6 months')::smallint
               FROM attendance_mark m
               JOIN attendance_attendancecode c ON c.id = m.code_id
               JOIN staging.import_codes_diff d ON d.code = c.code AND NOT d.is_new"""
        )


def load_bell(load: BundleLoad, table: BundleTable) -> None:
    """Set the bell schedules of the schools named; a period the file lacks is gone."""
    staged = stage(load, table)
    keep_last(load, staged, ["school_id", "period"])
    load.run("""ALTER TABLE staging.import_bell_last ADD COLUMN position smallint""")
    load.run(
        """UPDATE staging.import_bell_last b SET position = o.position FROM (
             SELECT school_id, period, row_number() OVER (
               PARTITION BY school_id
               ORDER BY nullif(substring(period FROM '[0-9]+'), '')::numeric NULLS LAST, period
             ) AS position FROM staging.import_bell_last) o
           WHERE o.school_id = b.school_id AND o.period = b.period"""
    )
    _merge(
        load,
        staged,
        "attendance_bellperiod",
        ("school_id", "period"),
        ("minutes", "position"),
        {},
    )
    counts = load.counts[table.file]
    counts.closed = load.run(
        """DELETE FROM attendance_bellperiod b USING (
             SELECT DISTINCT school_id FROM staging.import_bell_last) named
           WHERE named.school_id = b.school_id AND NOT EXISTS (
             SELECT FROM staging.import_bell_last s
             WHERE s.school_id = b.school_id AND s.period = b.period)"""
    )
    if counts.created or counts.updated or counts.closed:
        load.run(
            """INSERT INTO staging.import_due
               SELECT DISTINCT student_id,
                      extract(year FROM date - interval '6 months')::smallint
               FROM attendance_mark WHERE school_id IN (
                 SELECT school_id FROM staging.import_bell_last)"""
        )


def load_calendar(load: BundleLoad, table: BundleTable) -> None:
    """Set the days named, give every other date of their years a row, and count school days.

    Leaves each changed school and year in staging.import_changed_years.
    """
    staged = stage(load, table)
    keep_last(load, staged, ["school_id", "date"])
    _count_calendar(load, table.file)
    load.run(WHOLE_YEARS)
    load.run("ANALYZE staging.import_days")
    plan = Merge(
        file=table.file,
        target="students_schoolday",
        source="days",
        key=("school_id", "date"),
        values=("school_year", "is_school_day", "ordinal", "note"),
        shown=False,
    )
    merge(load, plan)
    load.run(
        """INSERT INTO staging.import_changed_years
           SELECT DISTINCT school_id, school_year FROM staging.import_days_diff"""
    )


# A calendar file may name a few days only: what it does not name stays as it was, and a date
# nobody ever named is no school.
WHOLE_YEARS = """
    CREATE UNLOGGED TABLE staging.import_days AS
    WITH years AS (
      SELECT DISTINCT school_id, extract(year FROM date - interval '6 months')::smallint AS year
      FROM staging.import_calendar_last),
    dates AS (
      SELECT school_id, year, day::date AS date FROM years, generate_series(
        make_date(year, 7, 1)::timestamp, make_date(year + 1, 6, 30)::timestamp, '1 day') day),
    days AS (
      SELECT d.school_id, d.date, d.year, coalesce(c.line, 0) AS line,
             coalesce(c.is_school_day, t.is_school_day, false) AS is_school_day,
             coalesce(c.note, t.note, '') AS note
      FROM dates d
      LEFT JOIN staging.import_calendar_last c USING (school_id, date)
      LEFT JOIN students_schoolday t USING (school_id, date))
    SELECT school_id, date, line, year AS school_year, is_school_day, note,
           sum(is_school_day::int) OVER (
             PARTITION BY school_id, year ORDER BY date)::smallint AS ordinal
    FROM days"""


def _count_calendar(load: BundleLoad, file: str) -> None:
    """Count the days the file names, not the dates that are filled in around them."""
    load.run(
        """CREATE UNLOGGED TABLE staging.import_calendar_diff AS
           SELECT c.*, t.school_id IS NULL AS is_new,
                  jsonb_build_object('is_school_day', t.is_school_day, 'note', t.note) AS old
           FROM staging.import_calendar_last c
           LEFT JOIN students_schoolday t ON t.school_id = c.school_id AND t.date = c.date
           WHERE t.school_id IS NULL
              OR (t.is_school_day, t.note) IS DISTINCT FROM (c.is_school_day, c.note)"""
    )
    counts = load.counts[file]
    counts.created, counts.updated = load.one(
        """SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new)
           FROM staging.import_calendar_diff"""
    )
    for change, is_new in (("created", True), ("updated", False)):
        days = rows_of(
            load,
            """SELECT line, old, to_jsonb(d) FROM staging.import_calendar_diff d
               WHERE is_new = %s ORDER BY line LIMIT %s""",
            [is_new, EXAMPLES],
        )
        name_ids(load, [new for *_, new in days])
        for line, old, new in days:
            if is_new:
                show_row(load, file, change, new, line=line)
            else:
                show_change(load, file, change, old, new, line=line)


def _merge(
    load: BundleLoad,
    staged: Staged,
    target: str,
    key: tuple[str, ...],
    values: tuple[str, ...],
    defaults: dict[str, object],
) -> None:
    counts = load.counts[staged.file]
    plan = Merge(
        file=staged.file,
        target=target,
        source=f"{staged.name}_last",
        key=key,
        values=values,
        defaults=defaults,
    )
    counts.created, counts.updated = merge(load, plan)
