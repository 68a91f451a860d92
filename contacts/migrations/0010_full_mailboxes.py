"""A full mailbox is told apart from no answer. Offers of a conference that could reach nobody are no
effort (EC 48262): a wrong or dead number, and what came back. Each is in the audit, and their student-years
are judged again.
"""

from django.db import migrations, models

MISSED = """
WITH missed AS (
  UPDATE attendance_processstep p SET withdrawn_at = now()
  FROM contacts_note n
  WHERE p.kind = 'effort_48262' AND p.evidence_kind = 'note' AND p.evidence_id = n.id::text
    AND p.withdrawn_at IS NULL AND n.outcome IN ('wrong_number', 'bounced')
  RETURNING p.id, p.student_id, p.school_year, n.outcome
), said AS (
  INSERT INTO audit_auditevent
    (actor_kind, actor_id, actor_name, request_id, action, target_kind, target_id, student_id, detail)
  SELECT 'command', 'migrate', 'upgrade', '', 'step.withdrawn', 'process_step', id::text, student_id,
         jsonb_build_object('kind', 'effort_48262', 'because', outcome)
  FROM missed
)
SELECT attendance_mark_due(array_agg(student_id), array_agg(school_year))
FROM missed HAVING count(*) > 0
"""
OUTCOMES = [
    ("spoke", "Spoke"),
    ("voicemail", "Left a voicemail"),
    ("no_answer", "No answer"),
    ("mailbox_full", "Mailbox full or not set up"),
    ("call_back", "Will call back"),
    ("wrong_number", "Wrong or dead number"),
    ("door_spoke", "Spoke at the door"),
    ("door_nobody", "Nobody, or not the custodian"),
    ("door_not_here", "Neighbor: they do not live here"),
    ("door_no_answer", "Someone inside, no answer"),
    ("door_closed", "Door closed on us"),
    ("held", "Held"),
    ("no_show", "Did not come"),
    ("refused", "Refused"),
    ("moved", "Put off to another day"),
    ("sent", "Sent"),
    ("replied", "They replied"),
    ("bounced", "Came back undelivered"),
    ("handed", "Handed over"),
    ("", "—"),
]


class Migration(migrations.Migration):
    dependencies = [("contacts", "0009_why_a_note_is_withdrawn")]

    operations = [
        migrations.AlterField(
            model_name="note",
            name="outcome",
            field=models.CharField(blank=True, choices=OUTCOMES, max_length=20),
        ),
        migrations.RunSQL(MISSED, migrations.RunSQL.noop),
    ]
