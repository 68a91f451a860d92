"""A conference that was held is an effort to hold one, also of those written down before."""

from django.conf import settings
from django.db import migrations

HELD = f"""
WITH held AS (
  INSERT INTO attendance_processstep (student_id, school_year, kind, happened_at, has_time,
    recorded_at, evidence_kind, evidence_id, detail)
  SELECT s.student_id,
         extract(year FROM (n.happened_at AT TIME ZONE '{settings.TIME_ZONE}')::date
                           - interval '6 months')::smallint,
         'effort_48262', n.happened_at, true, now(), 'note', n.id::text,
         jsonb_build_object('contact', n.kind, 'outcome', n.outcome, 'reached', n.reached)
  FROM contacts_note n JOIN contacts_notestudent s ON s.note_id = n.id
  WHERE n.kind = 'conference' AND n.outcome = 'held' AND n.with_whom <> 'student'
    AND NOT EXISTS (SELECT FROM contacts_note a WHERE a.amends_id = n.id)
    AND (n.guardian_id IS NULL OR EXISTS (
      SELECT FROM students_guardianship g
      WHERE g.student_id = s.student_id AND g.guardian_id = n.guardian_id AND g.is_current))
  ON CONFLICT DO NOTHING
  RETURNING student_id, school_year
)
SELECT attendance_mark_due(array_agg(student_id), array_agg(school_year))
FROM held HAVING count(*) > 0
"""  # noqa: S608 - the time zone is a setting


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0005_words_of_notes"),
        ("attendance", "0020_days_tardy"),
        ("students", "0008_former_adults"),
    ]

    operations = [migrations.RunSQL(HELD, migrations.RunSQL.noop)]
