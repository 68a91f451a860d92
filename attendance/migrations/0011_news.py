"""What judging changed since somebody last read, told once for every room that follows it.

A SQL function of one SELECT is taken apart by the planner like a view; what it says depends on how
far the reader has read, which a view could not know.
"""

from django.db import migrations

# One row for each student-year that changed after `since`, with what was before the first of the
# changes and is after the last. A student-year that was never judged before has no news of what a
# first import brings of weeks ago: it is history, and the lists of students have it.
NEWS = """
CREATE FUNCTION attendance_news(since bigint, year integer, first_day date, look_days integer)
RETURNS TABLE (
  student_id bigint, school_year integer, school_id bigint, as_of date, is_first boolean,
  counted_before integer, counted integer, due_before integer, due integer, filed integer,
  band_before text, band text, tier_before text, tier text, told text, evidence jsonb
)
LANGUAGE sql STABLE AS $$
  SELECT x.student_id, x.school_year::integer, t.school_id, x.as_of, x.before IS NULL,
         coalesce((x.before ->> 'counted_days')::integer, 0),
         (x.after ->> 'counted_days')::integer,
         coalesce((x.before ->> 'reports_due')::integer, 0),
         (x.after ->> 'reports_due')::integer,
         (x.after ->> 'reports_filed')::integer,
         coalesce(x.before ->> 'band', 'satisfactory'), x.after ->> 'band',
         coalesce(x.before ->> 'tier', 'prevention'), x.after ->> 'tier',
         -- The last days that changed; the first judgement of a school year names none.
         coalesce(
           CASE WHEN x.before IS NULL THEN ' Last days: ' ELSE ' Days that changed: ' END
           || (SELECT string_agg(to_char(d.day, 'FMMon FMDD'), ', ' ORDER BY d.day)
               FROM (SELECT u.day FROM unnest(x.days_changed) AS u (day)
                     UNION ALL
                     SELECT o.date FROM attendance_dayoutcome o
                     WHERE cardinality(x.days_changed) = 0 AND o.student_id = x.student_id
                       AND o.date BETWEEN first_day AND x.as_of AND o.outcome <> 'not_taken'
                     ORDER BY day DESC LIMIT 5) d) || '.', '')
           || ' Judged as of ' || to_char(x.as_of, 'FMMon FMDD, YYYY') || '.',
         jsonb_build_object('change', x.id, 'as_of', x.as_of, 'before', x.before,
                            'after', x.after, 'days', to_jsonb(x.days_changed))
  FROM (SELECT DISTINCT ON (c.student_id, c.school_year)
               c.id, c.student_id, c.school_year, a.as_of, c.days_changed,
               first_value(c.before) OVER w AS before, c.after, first_value(c.id) OVER w AS first_id
        FROM attendance_standingchange c
        JOIN attendance_assessment a ON a.id = c.assessment_id
        WHERE c.id > since
        WINDOW w AS (PARTITION BY c.student_id, c.school_year ORDER BY c.id)
        ORDER BY c.student_id, c.school_year, c.id DESC) x
  JOIN attendance_standing t
    ON t.student_id = x.student_id AND t.school_year = x.school_year AND t.is_enrolled
  WHERE x.after IS NOT NULL AND x.school_year = year
    AND NOT (
      NOT EXISTS (SELECT FROM attendance_standingchange p
                  WHERE p.student_id = x.student_id AND p.school_year = x.school_year
                    AND p.id < x.first_id)
      -- The first judgement of a school year names no days; all of them are new.
      AND CASE WHEN cardinality(x.days_changed) = 0
          THEN EXISTS (SELECT FROM attendance_dayoutcome o
                       WHERE o.student_id = x.student_id AND o.date >= first_day
                         AND o.date < x.as_of - look_days)
          ELSE x.as_of - look_days > ANY(x.days_changed) END)
$$
"""


class Migration(migrations.Migration):
    dependencies = [("attendance", "0010_state_of_a_year")]

    operations = [
        migrations.RunSQL(NEWS, "DROP FUNCTION attendance_news(bigint, integer, date, integer)")
    ]
