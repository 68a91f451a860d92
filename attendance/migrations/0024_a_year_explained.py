"""One student's year with everything behind it, planned once for a connection.

For so few rows it takes longer to plan what `sql/explain.sql` asks than to answer it, and every page
of a student asks. For days in a row of a few students it was planned anew each time, since the
database took a plan for just these to be cheaper than what it costs to make one.
"""

from django.db import migrations

EXPLAINED = """
CREATE FUNCTION attendance_year_explained(
  of_student bigint, in_year integer, first_day date, last_day date, known_by date, zone text)
RETURNS TABLE (standing json, is_due boolean, reports json, steps json, days json, findings json, policy json)
LANGUAGE plpgsql STABLE SET plan_cache_mode TO force_generic_plan AS $$
BEGIN
  RETURN QUERY
  SELECT row_to_json(t) AS standing,
         EXISTS (SELECT FROM attendance_judgementdue j
                 WHERE j.student_id = of_student AND j.school_year = in_year) AS is_due,
         (SELECT coalesce(json_agg(row_to_json(r) ORDER BY r.filed_at, r.listed_dates, r.source_key), '[]')
          FROM (SELECT r.id, r.filed_at, r.listed_dates, r.source, r.source_key, r.source_key !~ '^history:.*:$' AS is_dated,
                       r.is_countable, r.receiver,
                       r.filed_by,
                       EXISTS (SELECT FROM attendance_waiting w WHERE w.report_id = r.id) AS waits,
                       (SELECT row_to_json(d) FROM attendance_reportdecision d
                        WHERE d.report_id = r.id ORDER BY d.decided_at DESC, d.id DESC LIMIT 1)
                         AS decision
                FROM attendance_truancyreport r
                WHERE r.student_id = of_student AND r.school_year = in_year
                  AND (r.filed_at AT TIME ZONE zone)::date <= known_by) r) AS reports,
         (SELECT coalesce(json_agg(row_to_json(p) ORDER BY p.happened_at, p.kind, p.evidence_id), '[]')
          FROM attendance_processstep p
          WHERE p.student_id = of_student AND p.school_year = in_year
            AND p.withdrawn_at IS NULL
            AND (p.happened_at AT TIME ZONE zone)::date <= known_by) AS steps,
         (SELECT coalesce(json_agg(json_build_object(
                   'date', d.date, 'school_id', d.school_id,
                   'school', (SELECT k.name FROM students_school k WHERE k.id = d.school_id),
                   'outcome', d.outcome, 'excuse', d.excuse, 'gap_minutes', d.gap_minutes,
                   'occasions', d.occasions, 'countable_on', d.countable_on,
                   'pending_until', d.pending_until, 'why', d.why, 'quality', d.quality, 'is_tardy', d.is_tardy,
                   'marks',
                   (SELECT coalesce(json_agg(
                             (SELECT json_build_object(
                                'period', m.period, 'code', c.code, 'label', c.label,
                                'kind', c.kind, 'minutes', coalesce(m.minutes_missed, c.minutes),
                                'reason', m.reason, 'school', m.school_id, 'is_rival', m.is_rival)
                              FROM attendance_attendancecode c WHERE c.id = m.code_id)
                           ORDER BY (SELECT k.sis_id FROM students_school k WHERE k.id = m.school_id), m.period), '[]')
                    FROM (SELECT student_id, school_id, date, period, code_id, minutes_missed, reason,
                                 false AS is_rival
                          FROM attendance_mark
                          UNION ALL
                          SELECT student_id, school_id, date, period, code_id, minutes_missed, reason,
                                 true
                          FROM attendance_rivalmark) m
                    WHERE m.student_id = d.student_id AND m.date = d.date),
                   'changes',
                   (SELECT coalesce(json_agg(json_build_object(
                             'period', g.period, 'old_code', g.old_code, 'new_code', g.new_code,
                             'withdrawn', g.withdrawn, 'changed_by', g.changed_by,
                             'changed_at', g.changed_at)
                           ORDER BY g.changed_at), '[]')
                    FROM attendance_markchange g
                    WHERE g.student_id = d.student_id AND g.date = d.date)) ORDER BY d.date), '[]')
          FROM attendance_dayoutcome d
          WHERE d.student_id = of_student AND d.date BETWEEN first_day AND last_day) AS days,
         (SELECT coalesce(json_agg(json_build_object(
                   'test', f.test, 'period', f.period, 'verdict', f.verdict, 'numbers', f.numbers,
                   'citation', f.citation) ORDER BY f.test, f.period), '[]')
          FROM attendance_finding f
          WHERE f.student_id = of_student AND f.school_year = in_year) AS findings,
         -- Whose words these are: the policy by which the year was last judged, else the one that was
         -- in force then.
         coalesce(
           (SELECT row_to_json(p)
            FROM attendance_assessment a JOIN law_policy p ON p.id = a.policy_id
            WHERE a.school_year = in_year AND a.finished_at IS NOT NULL
            ORDER BY a.id DESC LIMIT 1),
           (SELECT row_to_json(p) FROM law_policy p WHERE p.effective_from <= t.as_of
            ORDER BY p.effective_from DESC, p.id DESC LIMIT 1)) AS policy
  FROM attendance_standing t
  WHERE t.student_id = of_student AND t.school_year = in_year;
END
$$
"""


PLANNED_ONCE = """
ALTER FUNCTION attendance_absent_among(bigint[], integer, date)
SET plan_cache_mode TO force_generic_plan
"""
PLANNED_AS_BEFORE = "ALTER FUNCTION attendance_absent_among(bigint[], integer, date) RESET plan_cache_mode"


class Migration(migrations.Migration):
    dependencies = [("attendance", "0023_absent_among")]

    operations = [
        migrations.RunSQL(
            EXPLAINED,
            "DROP FUNCTION attendance_year_explained(bigint, integer, date, date, date, text)",
        ),
        migrations.RunSQL(PLANNED_ONCE, PLANNED_AS_BEFORE),
    ]
