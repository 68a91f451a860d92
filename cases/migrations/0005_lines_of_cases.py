"""The lines of a page of cases, planned once for a connection.

For so few rows it takes longer to plan what `sql/caseload.sql` asks than to answer it, and every page
of a caseload asks.
"""

from django.db import migrations

LINES = """
CREATE FUNCTION cases_lines(
  of_cases bigint[], of_students bigint[], in_year integer, first_day date, today date)
RETURNS TABLE (id bigint, name text, sis_id text, school text, grade text, status text, reports_due smallint,
               reports_filed smallint, counted_days smallint, days_absent smallint, days_enrolled smallint,
               band text, absent_now bigint, suggested_tier text, waits boolean, reached_who text,
               reached_how text)
LANGUAGE plpgsql STABLE SET plan_cache_mode TO force_generic_plan AS $$
BEGIN
  RETURN QUERY
  SELECT c.id, s.last_name || ', ' || s.first_name, s.sis_id::text,
         p.school::text, coalesce(p.grade, t.grade)::text, t.status::text, t.reports_due, t.reports_filed,
         t.counted_days, t.days_absent, t.days_enrolled, coalesce(t.band, '')::text,
         coalesce(n.days, 0), t.tier::text,
         EXISTS (SELECT FROM attendance_waiting w
                 JOIN attendance_truancyreport f ON f.id = w.report_id
                 WHERE f.student_id = t.student_id AND f.school_year = t.school_year),
         coalesce(nullif(trim(g.first_name || ' ' || g.last_name), ''), r.who)::text,
         r.how::text
  FROM cases_case c
  JOIN students_student s ON s.id = c.student_id
  LEFT JOIN attendance_standing t ON t.student_id = c.student_id AND t.school_year = in_year
  LEFT JOIN attendance_absent_among(of_students, in_year, first_day) n ON n.student = c.student_id
  LEFT JOIN LATERAL students_place_on(c.student_id, today) p ON true
  LEFT JOIN cases_lastreached r ON r.student_id = c.student_id
  LEFT JOIN students_guardian g ON g.id = r.guardian_id
  WHERE c.id = ANY(of_cases);
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("attendance", "0023_absent_among"),
        ("cases", "0004_waiting_cases_counted"),
    ]

    operations = [
        migrations.RunSQL(
            LINES, "DROP FUNCTION cases_lines(bigint[], bigint[], integer, date, date)"
        ),
    ]
