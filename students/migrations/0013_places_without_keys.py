"""Of two schools entered on one day the one stayed at longer, then the one of the later id of the
SIS: never the one that was imported last.
"""

from django.db import migrations

COLUMNS = "(enrollment_id bigint, school_id bigint, school varchar, grade varchar, region_id bigint)"
FUNCTION = """
CREATE OR REPLACE FUNCTION {name}(student bigint, day date) RETURNS TABLE {columns}
LANGUAGE sql STABLE AS $$
  SELECT e.id, e.school_id, k.name, e.grade, k.region_id
  FROM students_enrollment e JOIN students_school k ON k.id = e.school_id
  WHERE e.student_id = student AND e.entry_date <= day{only}
  ORDER BY e.entry_date DESC, {ties} LIMIT 1
$$
"""
ENROLLED = " AND (e.exit_date IS NULL OR e.exit_date >= day)"
TIES = 'least(e.exit_date, day) DESC, k.sis_id COLLATE "C" DESC'


def function(name: str, *, only: str, ties: str) -> str:
    return FUNCTION.format(name=name, columns=COLUMNS, only=only, ties=ties)


class Migration(migrations.Migration):
    dependencies = [("students", "0012_words_of_the_sis")]

    operations = [
        migrations.RunSQL(
            function(name, only=only, ties=TIES), function(name, only=only, ties="e.id DESC")
        )
        for name, only in (("students_place_on", ENROLLED), ("students_last_place", ""))
    ]
