"""What the summary columns of cases come to, for the actions that keep them and for the proof."""

from django.db import migrations

SUMMARY = """
CREATE VIEW cases_summary AS
SELECT c.id, c.student_id, r."on" AS last_reached_on,
       coalesce(t.title, '') AS next_action, t.due_on AS next_due_on, p.school_id
FROM cases_case c
LEFT JOIN cases_lastreached r ON r.student_id = c.student_id
LEFT JOIN LATERAL (SELECT k.title, k.due_on FROM tasks_task k
                   WHERE k.student_id = c.student_id AND c.closed_on IS NULL
                     AND k.state IN ('open', 'snoozed')
                   ORDER BY k.due_on, k.id LIMIT 1) t ON true
-- Where the student was enrolled when last judged, so that the night moves a case with its student.
LEFT JOIN LATERAL (SELECT y.school_id FROM attendance_standing y
                   WHERE y.student_id = c.student_id AND y.is_enrolled
                   ORDER BY y.school_year DESC LIMIT 1) p ON true
"""


class Migration(migrations.Migration):
    dependencies = [
        ("attendance", "0001_initial"),
        ("cases", "0002_privileges"),
        ("tasks", "0001_tasks"),
    ]

    operations = [migrations.RunSQL(sql=SUMMARY, reverse_sql="DROP VIEW cases_summary")]
