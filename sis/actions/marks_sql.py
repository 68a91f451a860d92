"""The statements of loading marks. Nothing from a file is ever put into their text."""

from psycopg2.sql import SQL, Composed

ORDER_OF_CONFLICT = {"last": SQL("DESC"), "first": SQL("ASC"), "skip": SQL("DESC")}

# One row per student, date, school and period, in the order of Mark's unique index, so that
# inserting walks the index. `why` is null where an enrollment and a school day cover it;
# what is on file under the key of an
# `is_held` row stays as it is.
KEPT = SQL("""
    CREATE UNLOGGED TABLE staging.import_kept AS
    WITH chosen AS (
      SELECT DISTINCT ON (student_id, date, school_id, period)
             line, student_id, date, school_id, period, code_id, minutes_missed, reason
      FROM staging.import_marks
      ORDER BY student_id, date, school_id, period, line {order}),
    covered AS (
      SELECT s.*, c.kind = 'present' AS is_present, false AS is_held,
             CASE WHEN NOT EXISTS (
                    SELECT FROM students_enrollment e
                    WHERE e.student_id = s.student_id AND e.school_id = s.school_id
                      AND e.entry_date <= s.date
                      AND (e.exit_date IS NULL OR e.exit_date - %(gone)s >= s.date))
                  THEN 'no-enrollment'
                  WHEN d.is_school_day IS NOT TRUE THEN 'not-a-school-day' END AS why
      FROM chosen s
      JOIN attendance_attendancecode c ON c.id = s.code_id
      LEFT JOIN students_schoolday d ON d.school_id = s.school_id AND d.date = s.date)
    SELECT k.*, m.id AS mark_id, m.code_id AS old_code_id, m.minutes_missed AS old_minutes,
           m.reason AS old_reason,
           NOT is_present OR bool_or(NOT is_present AND why IS NULL) OVER (
             PARTITION BY k.student_id, k.date) AS is_stored
    FROM covered k
    LEFT JOIN attendance_mark m
      ON m.student_id = k.student_id AND m.date = k.date
     AND m.school_id = k.school_id AND m.period = k.period
    ORDER BY k.student_id, k.date, k.school_id, k.period""")

# Another school, outside this file, says the student was not in attendance: then what this
# school says decides the day with it, and is stored.
ELSEWHERE = """
    UPDATE staging.import_kept k SET is_stored = true
    WHERE NOT k.is_stored AND k.why IS NULL AND NOT k.is_held AND EXISTS (
      SELECT FROM attendance_mark m
      JOIN attendance_attendancecode c ON c.id = m.code_id AND c.kind <> 'present'
      LEFT JOIN staging.import_windows w
        ON w.school_id = m.school_id AND m.date BETWEEN w.first AND w.last
      WHERE m.student_id = k.student_id AND m.date = k.date AND m.school_id <> k.school_id
        AND w.school_id IS NULL)"""

# OFFSET 0: the marks within the windows first. Left to itself the planner expects hardly any
# mark without its twin in the file, and holds every mark of the district against each window.
WITHDRAWN = """
    CREATE UNLOGGED TABLE staging.import_withdrawn AS
    SELECT m.*
    FROM (
      SELECT m.id, m.student_id, m.school_id, m.date, m.period, m.code_id, m.minutes_missed,
             m.reason
      FROM staging.import_windows w
      JOIN attendance_mark m ON m.school_id = w.school_id AND m.date BETWEEN w.first AND w.last
      OFFSET 0) m
    WHERE NOT EXISTS (
      SELECT FROM staging.import_kept k
      WHERE k.student_id = m.student_id AND k.date = m.date
        AND k.school_id = m.school_id AND k.period = m.period)
      AND NOT EXISTS (SELECT FROM staging.import_held h
        WHERE h.file = 'marks.csv' AND h.student_id = m.student_id)"""


# What becomes of a row of import_kept.
IS_NEW = SQL("(NOT is_held AND why IS NULL AND is_stored AND mark_id IS NULL)")
IS_CHANGED = SQL(
    """(NOT is_held AND why IS NULL AND is_stored AND mark_id IS NOT NULL
        AND (code_id, minutes_missed, reason)
          IS DISTINCT FROM (old_code_id, old_minutes, old_reason))"""
)
IS_PRESENT_NOW = SQL("(NOT is_held AND why IS NULL AND NOT is_stored AND mark_id IS NOT NULL)")
IS_ASIDE = SQL("(NOT is_held AND why IS NOT NULL)")


def _with_states(statement: str) -> Composed:
    return SQL(statement).format(
        is_new=IS_NEW, is_changed=IS_CHANGED, is_present_now=IS_PRESENT_NOW, is_aside=IS_ASIDE
    )


TRACE_CHANGED = _with_states("""
    INSERT INTO attendance_markchange (student_id, school_id, date, period, old_code,
      old_minutes, old_reason, new_code, new_minutes, new_reason, withdrawn, changed_by)
    SELECT k.student_id, k.school_id, k.date, k.period, coalesce(o.code, ''), k.old_minutes,
           k.old_reason, n.code, k.minutes_missed, k.reason, false, %(by)s
    FROM staging.import_kept k
    LEFT JOIN attendance_attendancecode o ON o.id = k.old_code_id
    JOIN attendance_attendancecode n ON n.id = k.code_id
    WHERE {is_changed} OR {is_present_now}""")
# A mark that counted and is set aside now no longer stands: what listed it must learn of it.
TRACE_ASIDE = _with_states("""
    INSERT INTO attendance_markchange (student_id, school_id, date, period, old_code,
      old_minutes, old_reason, new_code, new_reason, withdrawn, changed_by)
    SELECT k.student_id, k.school_id, k.date, k.period, coalesce(o.code, ''), k.old_minutes,
           k.old_reason, '', '', true, %(by)s
    FROM staging.import_kept k
    LEFT JOIN attendance_attendancecode o ON o.id = k.old_code_id
    WHERE {is_aside} AND k.mark_id IS NOT NULL""")
TRACE_WITHDRAWN = """
    INSERT INTO attendance_markchange (student_id, school_id, date, period, old_code,
      old_minutes, old_reason, new_code, new_reason, withdrawn, changed_by)
    SELECT w.student_id, w.school_id, w.date, w.period, coalesce(c.code, ''),
           w.minutes_missed, w.reason, '', '', true, %(by)s
    FROM staging.import_withdrawn w
    LEFT JOIN attendance_attendancecode c ON c.id = w.code_id"""
DELETE_WITHDRAWN = """
    DELETE FROM attendance_mark m USING staging.import_withdrawn w WHERE w.id = m.id"""
COUNT_MOVES = _with_states("""
    SELECT count(*) FILTER (WHERE {is_present_now}), count(*) FILTER (WHERE {is_aside})
    FROM staging.import_kept""")
# Present again, or no longer covered: the row goes, in the second case to the set-aside marks.
DELETE_UNSTORED = _with_states("""
    DELETE FROM attendance_mark m USING staging.import_kept k
    WHERE k.mark_id = m.id AND ({is_present_now} OR {is_aside})""")
UPDATE_CHANGED = _with_states("""
    UPDATE attendance_mark m SET code_id = k.code_id, minutes_missed = k.minutes_missed,
      reason = k.reason
    FROM (SELECT * FROM staging.import_kept WHERE {is_changed}) k WHERE k.mark_id = m.id""")
INSERT_NEW = _with_states("""
    INSERT INTO attendance_mark (student_id, school_id, date, period, code_id,
      minutes_missed, reason, source)
    SELECT student_id, school_id, date, period, code_id, minutes_missed, reason, 'sis'
    FROM staging.import_kept WHERE {is_new}
    ORDER BY student_id, date, school_id, period""")
# What the file covers replaces what was set aside there, too.
FORGET_ASIDE = """
    DELETE FROM sis_setaside a USING staging.import_windows w
    WHERE w.school_id = a.school_id AND a.date BETWEEN w.first AND w.last AND NOT EXISTS (
      SELECT FROM staging.import_kept k
      WHERE k.student_id = a.student_id AND k.date = a.date AND k.school_id = a.school_id
        AND k.period = a.period AND (k.is_held OR k.why IS NOT NULL))
      AND NOT EXISTS (SELECT FROM staging.import_held h
        WHERE h.file = 'marks.csv' AND h.student_id = a.student_id)"""
KEEP_ASIDE = _with_states("""
    INSERT INTO sis_setaside (student_id, school_id, date, period, code_id,
      minutes_missed, reason, why)
    SELECT student_id, school_id, date, period, code_id, minutes_missed, reason, why
    FROM staging.import_kept WHERE {is_aside}
    ON CONFLICT (student_id, date, school_id, period) DO UPDATE
    SET code_id = excluded.code_id, minutes_missed = excluded.minutes_missed,
        reason = excluded.reason, why = excluded.why
    WHERE (sis_setaside.code_id, sis_setaside.minutes_missed, sis_setaside.reason,
           sis_setaside.why)
      IS DISTINCT FROM (excluded.code_id, excluded.minutes_missed, excluded.reason,
           excluded.why)""")
DUE = _with_states("""
    INSERT INTO staging.import_due
    SELECT DISTINCT student_id, extract(year FROM date - interval '6 months')::smallint
    FROM (SELECT student_id, date FROM staging.import_kept
          WHERE {is_new} OR {is_changed} OR {is_present_now} OR (mark_id IS NOT NULL AND {is_aside})
          UNION ALL SELECT student_id, date FROM staging.import_withdrawn) touched""")
STATES_SHOWN = {
    "created": IS_NEW,
    "updated": SQL("({} OR {})").format(IS_CHANGED, IS_PRESENT_NOW),
    "set_aside": IS_ASIDE,
}
EXAMPLES_OF = SQL("""
    SELECT k.line,
           jsonb_build_object('code_id', k.old_code_id, 'minutes_missed', k.old_minutes,
             'reason', coalesce(k.old_reason, '')),
           to_jsonb(k)
    FROM (SELECT * FROM staging.import_kept WHERE {} LIMIT {}) k ORDER BY k.line""")
EXAMPLES_WITHDRAWN = """
    SELECT to_jsonb(w) FROM (SELECT * FROM staging.import_withdrawn LIMIT %s) w"""
