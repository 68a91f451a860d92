"""Enrollments: a snapshot per school and school year."""

from sis.actions.examples import name_ids, rows_of, show_change
from sis.actions.load import EXAMPLES, BundleLoad
from sis.actions.merge import Merge, merge
from sis.actions.staging import keep_last, stage
from sis.readers.tables import BundleTable
from sis.rules import limits

DEFAULTS = {"grade": "", "entry_type": "", "exit_type": ""}


def load_enrollments(load: BundleLoad, table: BundleTable) -> None:
    """Add and change enrollments, and end open ones that the snapshot lacks."""
    staged = stage(load, table)
    _fill_blank_entries(load, table.file)
    keep_last(load, staged, ["student_id", "school_id", "entry_date"])
    load.run(OPEN_BEFORE, [load.act.on])
    counts = load.counts[table.file]
    moved = _move_entries(load)
    counts.closed = _end_missing(load, table.file)
    plan = Merge(
        file=table.file,
        target="students_enrollment",
        source="enrollments_last",
        key=("student_id", "school_id", "entry_date"),
        values=tuple(name for name in staged.columns if name in ("exit_date", "grade", *DEFAULTS)),
        defaults=DEFAULTS,
    )
    _follow_merge(load)
    counts.created, counts.updated = merge(load, plan)
    _count_moved(load, counts.updated, moved, table.file)
    _hold_against_limits(load)
    load.run(DUE, [load.act.on, load.act.on])


def _fill_blank_entries(load: BundleLoad, file: str) -> None:
    """A blank entry date is 1 July of the latest year that the school, or any school, knows."""
    filled = load.run(
        """UPDATE staging.import_enrollments e
           SET entry_date = least(make_date(y.year, 7, 1), CASE WHEN e.exit_date IS NOT NULL
             THEN make_date(extract(year FROM e.exit_date - interval '6 months')::int, 7, 1) END)
           FROM (SELECT s.id, coalesce(
                   (SELECT max(d.school_year) FROM students_schoolday d WHERE d.school_id = s.id),
                   (SELECT max(d.school_year) FROM students_schoolday d),
                   extract(year FROM %s::date - interval '6 months'))::int AS year
                 FROM students_school s) y
           WHERE e.entry_date IS NULL AND y.id = e.school_id""",
        [load.act.on],
    )
    if filled:
        load.warnings.append(
            f"{file}: {filled:,} rows have no entry_date; taken as 1 July of the latest school "
            "year the calendar knows"
        )


# Who had an open enrollment where, before this file.
OPEN_BEFORE = """
    CREATE UNLOGGED TABLE staging.import_open_before AS
    SELECT DISTINCT student_id, school_id FROM students_enrollment
    WHERE exit_date IS NULL OR exit_date >= %s"""


def _move_entries(load: BundleLoad) -> int:
    """Take a new row as the correction of an entry date, where the row on file has no other.

    One row on file that the snapshot lacks and one new row, of one student at one school in
    one school year: the SIS moved the day, nobody enrolled twice.
    """
    load.run(
        """CREATE UNLOGGED TABLE staging.import_moved_entries AS
           WITH gone AS (
             SELECT min(t.id) AS id, student_id, school_id,
                    extract(year FROM entry_date - interval '6 months') AS year
             FROM students_enrollment t
             WHERE (student_id, school_id) IN (
                 SELECT student_id, school_id FROM staging.import_enrollments_last)
               AND NOT EXISTS (SELECT FROM staging.import_enrollments_last s
                 WHERE (s.student_id, s.school_id, s.entry_date)
                     = (t.student_id, t.school_id, t.entry_date))
               AND NOT EXISTS (SELECT FROM staging.import_held h
                 WHERE h.file = 'enrollments.csv' AND h.student_id = t.student_id)
             GROUP BY 2, 3, 4 HAVING count(*) = 1),
           new AS (
             SELECT min(entry_date) AS entry_date, student_id, school_id,
                    extract(year FROM entry_date - interval '6 months') AS year
             FROM staging.import_enrollments_last s
             WHERE NOT EXISTS (SELECT FROM students_enrollment t
                 WHERE (s.student_id, s.school_id, s.entry_date)
                     = (t.student_id, t.school_id, t.entry_date))
             GROUP BY 2, 3, 4 HAVING count(*) = 1)
           SELECT gone.id, t.student_id, t.school_id, t.entry_date AS old_entry,
                  new.entry_date AS new_entry, t.exit_date
           FROM gone JOIN new USING (student_id, school_id, year)
           JOIN students_enrollment t ON t.id = gone.id
           WHERE t.exit_date IS NULL OR t.exit_date >= new.entry_date"""
    )
    load.run(
        """INSERT INTO staging.import_enrollment_changes
           SELECT student_id, school_id, least(old_entry, new_entry), exit_date
           FROM staging.import_moved_entries"""
    )
    return load.run(
        """UPDATE students_enrollment t SET entry_date = m.new_entry
           FROM staging.import_moved_entries m WHERE m.id = t.id"""
    )


# An open enrollment that the snapshot of its school lacks. It ended the day before the student
# entered another school, else yesterday, or with the school year if the snapshot is of a later
# one.
ENDED = """
    CREATE UNLOGGED TABLE staging.import_ended AS
    WITH snapshot AS (
      SELECT DISTINCT school_id, extract(year FROM entry_date - interval '6 months')::int AS year
      FROM staging.import_enrollments_last)
    SELECT t.id, t.student_id, t.school_id, t.entry_date, t.exit_date AS old_exit,
           greatest(t.entry_date, least(min(o.entry_date) - 1,
             CASE WHEN min(n.year) = min(y.year)
               THEN least(%(today)s::date - 1, make_date(min(y.year) + 1, 6, 30))
               ELSE make_date(min(n.year), 6, 30) END)) AS exit_date
    FROM students_enrollment t
    CROSS JOIN LATERAL (
      SELECT extract(year FROM t.entry_date - interval '6 months')::int AS year) y
    JOIN snapshot n ON n.school_id = t.school_id AND n.year >= y.year
    LEFT JOIN LATERAL (
      SELECT min(entry_date) AS entry_date FROM staging.import_enrollments_last s
      WHERE s.student_id = t.student_id AND s.school_id <> t.school_id
        AND s.entry_date > t.entry_date AND NOT EXISTS (SELECT FROM students_enrollment k
          WHERE (k.student_id, k.school_id, k.entry_date)
              = (s.student_id, s.school_id, s.entry_date))) o ON true
    WHERE (t.exit_date IS NULL OR t.exit_date >= %(today)s)
      AND NOT EXISTS (SELECT FROM staging.import_enrollments_last s
        WHERE (s.student_id, s.school_id, s.entry_date)
            = (t.student_id, t.school_id, t.entry_date))
      AND NOT EXISTS (SELECT FROM staging.import_held h
        WHERE h.file = 'enrollments.csv' AND h.student_id = t.student_id)
    GROUP BY t.id"""


def _end_missing(load: BundleLoad, file: str) -> int:
    load.run("CREATE INDEX ON staging.import_enrollments_last (student_id)")
    load.run(ENDED, {"today": load.act.on})
    ended = rows_of(
        load,
        """SELECT jsonb_build_object('exit_date', old_exit), to_jsonb(e) FROM staging.import_ended e
           ORDER BY student_id, school_id, entry_date LIMIT %s""",
        [EXAMPLES],
    )
    name_ids(load, [new for _, new in ended])
    for old, new in ended:
        show_change(load, file, "closed", old, new, line=None)
    load.run(
        """INSERT INTO staging.import_enrollment_changes
           SELECT student_id, school_id, exit_date, old_exit FROM staging.import_ended"""
    )
    return load.run(
        """UPDATE students_enrollment t SET exit_date = e.exit_date
           FROM staging.import_ended e WHERE e.id = t.id"""
    )


def _follow_merge(load: BundleLoad) -> None:
    """Note the days that the coming merge touches, while the old values are still there."""
    load.run("ALTER TABLE staging.import_enrollments_last ADD COLUMN IF NOT EXISTS grade text")
    load.run(
        """INSERT INTO staging.import_enrollment_changes
           SELECT s.student_id, s.school_id, s.entry_date,
                  nullif(greatest(coalesce(s.exit_date, 'infinity'),
                    CASE WHEN t.id IS NULL THEN s.entry_date
                         ELSE coalesce(t.exit_date, 'infinity') END), 'infinity')
           FROM staging.import_enrollments_last s
           LEFT JOIN students_enrollment t
             ON (t.student_id, t.school_id, t.entry_date)
              = (s.student_id, s.school_id, s.entry_date)
           WHERE t.id IS NULL OR (t.exit_date, t.grade)
             IS DISTINCT FROM (s.exit_date, coalesce(s.grade, t.grade))"""
    )


def _count_moved(load: BundleLoad, updated: int, moved: int, file: str) -> None:
    """A moved entry is one updated row, also when the merge had nothing more to change on it."""
    if not moved:
        return
    [again] = load.one(
        """SELECT count(*) FROM staging.import_enrollments_diff d
           JOIN staging.import_moved_entries m
             ON (m.student_id, m.school_id, m.new_entry) = (d.student_id, d.school_id, d.entry_date)
           WHERE NOT d.is_new"""
    )
    load.counts[file].updated = updated + moved - int(again)


LEFT_THE_DISTRICT = """
    SELECT count(*), count(*) FILTER (WHERE NOT EXISTS (
      SELECT FROM students_enrollment e WHERE e.student_id = b.student_id
        AND (e.exit_date IS NULL OR e.exit_date >= %s)))
    FROM (SELECT DISTINCT student_id FROM staging.import_open_before) b"""

LEFT_A_SCHOOL = """
    SELECT c.sis_id, count(*), count(*) FILTER (WHERE NOT EXISTS (
      SELECT FROM students_enrollment e
      WHERE e.student_id = b.student_id AND e.school_id = b.school_id
        AND (e.exit_date IS NULL OR e.exit_date >= %s)))
    FROM staging.import_open_before b
    JOIN students_school c ON c.id = b.school_id GROUP BY 1 ORDER BY 1"""


def _hold_against_limits(load: BundleLoad) -> None:
    """Hold the students who would have no open enrollment any more against the limits."""
    before, ended = load.one(LEFT_THE_DISTRICT, [load.act.on])
    if limits.passes(limits.ENDED_DISTRICT, ended, before):
        load.refusals.append(limits.refusal(limits.ENDED_DISTRICT, ended, before))
    limit = limits.ENDED_SCHOOL
    for school, before_here, ended_here in load.all(LEFT_A_SCHOOL, [load.act.on]):
        if limits.passes(limit, ended_here, before_here):
            load.refusals.append(limits.refusal(limit, ended_here, before_here, school))


# A changed enrollment is judged again in every year that its days touch, where the school knows
# the year or the district has judged it: an open enrollment of old reaches into this year too.
DUE = """
    INSERT INTO staging.import_due
    SELECT DISTINCT c.student_id, y.school_year
    FROM staging.import_enrollment_changes c
    JOIN (SELECT DISTINCT school_id, school_year FROM students_schoolday
          UNION SELECT NULL, school_year FROM attendance_assessment) y
      ON (y.school_id = c.school_id OR y.school_id IS NULL)
     AND make_date(y.school_year + 1, 6, 30) >= c.since
     AND make_date(y.school_year, 7, 1) <= coalesce(c.until, greatest(%s, c.since))
    UNION
    SELECT DISTINCT student_id, extract(year FROM since - interval '6 months')::smallint
    FROM staging.import_enrollment_changes WHERE since <= %s"""
