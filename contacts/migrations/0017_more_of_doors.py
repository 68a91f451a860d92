"""Three more outcomes at a door: nobody could get in, the student was home alone, it was unsafe."""

from django.db import migrations, models

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
    ("door_no_way_in", "Could not get in: gate or locked building"),
    ("door_student_alone", "The student is home alone"),
    ("door_unsafe", "Unsafe: left"),
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
    dependencies = [("contacts", "0016_undone_notes")]

    operations = [
        migrations.AlterField(
            model_name="note",
            name="outcome",
            field=models.CharField(blank=True, choices=OUTCOMES, max_length=20),
        ),
    ]
