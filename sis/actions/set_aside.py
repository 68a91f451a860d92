"""Marks that nothing covers: set aside at the end of a run, returned when they are covered."""

from sis.actions.load import BundleLoad

# Set-aside marks with what covers them today.
STATE = """
    CREATE UNLOGGED TABLE staging.import_asides AS
    SELECT a.*, c.kind = 'present' AS is_present,
           CASE WHEN NOT EXISTS (
                  SELECT FROM students_enrollment e
                  WHERE e.student_id = a.student_id AND e.school_id = a.school_id
                    AND e.entry_date <= a.date
                    AND (e.exit_date IS NULL OR e.exit_date - %(gone)s >= a.date))
                THEN 'no-enrollment'
                WHEN d.is_school_day IS NOT TRUE THEN 'not-a-school-day' END AS now
    FROM sis_setaside a
    JOIN attendance_attendancecode c ON c.id = a.code_id
    LEFT JOIN students_schoolday d ON d.school_id = a.school_id AND d.date = a.date"""

# A present row comes back only if another mark of its day says otherwise.
RETURN = """
    INSERT INTO attendance_mark (student_id, school_id, date, period, code_id, minutes_missed,
      reason, source)
    SELECT student_id, school_id, date, period, code_id, minutes_missed, reason, 'sis'
    FROM staging.import_asides a
    WHERE now IS NULL AND (NOT is_present
      OR EXISTS (SELECT FROM staging.import_asides o WHERE o.student_id = a.student_id
        AND o.date = a.date AND o.now IS NULL AND NOT o.is_present)
      OR EXISTS (SELECT FROM attendance_mark m
        JOIN attendance_attendancecode c ON c.id = m.code_id AND c.kind <> 'present'
        WHERE m.student_id = a.student_id AND m.date = a.date))
    ON CONFLICT (student_id, date, school_id, period) DO NOTHING"""

# Marks on file whose enrollment or school day went away in this run. Marks newer than `newest`
# came with the run and were held against both already.
UNCOVERED = """
    CREATE UNLOGGED TABLE staging.import_uncovered AS
    WITH suspects AS (
      SELECT m.id FROM staging.import_enrollment_changes c
      JOIN attendance_mark m ON m.student_id = c.student_id AND m.school_id = c.school_id
       AND m.id <= %(newest)s
      UNION
      SELECT m.id FROM staging.import_changed_years y
      JOIN attendance_mark m ON m.school_id = y.school_id AND m.id <= %(newest)s
       AND m.date BETWEEN make_date(y.school_year, 7, 1) AND make_date(y.school_year + 1, 6, 30)),
    state AS (
      SELECT m.*, CASE WHEN NOT EXISTS (
                  SELECT FROM students_enrollment e
                  WHERE e.student_id = m.student_id AND e.school_id = m.school_id
                    AND e.entry_date <= m.date
                    AND (e.exit_date IS NULL OR e.exit_date - %(gone)s >= m.date))
                THEN 'no-enrollment'
                WHEN d.is_school_day IS NOT TRUE THEN 'not-a-school-day' END AS why
      FROM suspects JOIN attendance_mark m USING (id)
      LEFT JOIN students_schoolday d ON d.school_id = m.school_id AND d.date = m.date)
    SELECT * FROM state WHERE why IS NOT NULL"""

MOVE_OUT = """
    INSERT INTO sis_setaside (student_id, school_id, date, period, code_id, minutes_missed,
      reason, why)
    SELECT student_id, school_id, date, period, code_id, minutes_missed, reason, why
    FROM staging.import_uncovered"""

# Set aside, it no longer stands: what listed it must learn of it.
TRACE = """
    INSERT INTO attendance_markchange (student_id, school_id, date, period, old_code,
      old_minutes, old_reason, new_code, new_reason, withdrawn, changed_by)
    SELECT u.student_id, u.school_id, u.date, u.period, c.code, u.minutes_missed, u.reason, '', '',
           true, %(by)s
    FROM staging.import_uncovered u JOIN attendance_attendancecode c ON c.id = u.code_id"""


def move_marks(load: BundleLoad) -> None:
    """Return set-aside marks that are covered by now, and set aside marks that no longer are."""
    load.on_progress("Set-aside marks", 0, 1)
    # Mostly empty: the planner must know, or it reads all marks of the district.
    load.run("ANALYZE staging.import_enrollment_changes, staging.import_changed_years")
    load.run(STATE, {"gone": load.gone})
    returned = load.run(RETURN)
    load.run(
        """DELETE FROM sis_setaside a USING staging.import_asides s
           WHERE s.id = a.id AND s.now IS NULL"""
    )
    load.run(
        """UPDATE sis_setaside a SET why = s.now FROM staging.import_asides s
           WHERE s.id = a.id AND s.now <> a.why"""
    )
    load.run(UNCOVERED, {"newest": load.newest_mark, "gone": load.gone})
    taken = load.run(MOVE_OUT)
    load.run(TRACE, {"by": load.changed_by})
    load.run("DELETE FROM attendance_mark m USING staging.import_uncovered u WHERE u.id = m.id")
    load.run(
        """INSERT INTO staging.import_due
           SELECT student_id, extract(year FROM date - interval '6 months')::smallint
           FROM staging.import_asides WHERE now IS NULL UNION
           SELECT student_id, extract(year FROM date - interval '6 months')::smallint
           FROM staging.import_uncovered"""
    )
    if returned:
        load.warnings.append(f"{returned:,} set-aside marks are covered now and count again")
    if taken:
        load.warnings.append(
            f"{taken:,} marks are no longer covered by an enrollment or school day: set aside"
        )
