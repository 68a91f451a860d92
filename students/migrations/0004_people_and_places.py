"""The people around a student and where a student goes to school, each said once.

SQL functions of one SELECT are taken apart by the planner like a view; what they answer for a
day, a view could not.
"""

from django.db import migrations

# The SIS writes a safe address beside each child: one it left out for this child holds as well.
ADULT = """
CREATE VIEW students_adult WITH (security_invoker = true) AS
SELECT g.id, g.student_id, g.guardian_id, g.relation, g.relation_text, g."primary", g.lives_with,
       g.holds_education_rights, g.receives_mail, g.no_contact, g.court_order, g.order_ends,
       g.caregiver_affidavit, g.agency_worker,
       coalesce(nullif(g.safe_address, ''),
                (SELECT o.safe_address FROM students_guardianship o
                 WHERE o.guardian_id = g.guardian_id AND o.is_current AND o.safe_address ~ '\\S'
                 ORDER BY o.id LIMIT 1), '') AS safe_address,
       p.first_name, p.last_name, p.phone, p.phone2, p.email, p.language, p.interpreter,
       p.street, p.city, p.state, p.zip
FROM students_guardianship g JOIN students_guardian p ON p.id = g.guardian_id
WHERE g.is_current
"""
COLUMNS = "(enrollment_id bigint, school_id bigint, school varchar, grade varchar, region_id bigint)"
# Where a student is enrolled on a day: of several schools the one entered last.
PLACE_ON = f"""
CREATE FUNCTION students_place_on(student bigint, day date) RETURNS TABLE {COLUMNS}
LANGUAGE sql STABLE AS $$
  SELECT e.id, e.school_id, k.name, e.grade, k.region_id
  FROM students_enrollment e JOIN students_school k ON k.id = e.school_id
  WHERE e.student_id = student AND e.entry_date <= day
    AND (e.exit_date IS NULL OR e.exit_date >= day)
  ORDER BY e.entry_date DESC, e.id DESC LIMIT 1
$$
"""
# Where a student is on a day, or was last before it: for a list that names who has left, too.
LAST_PLACE = f"""
CREATE FUNCTION students_last_place(student bigint, day date) RETURNS TABLE {COLUMNS}
LANGUAGE sql STABLE AS $$
  SELECT e.id, e.school_id, k.name, e.grade, k.region_id
  FROM students_enrollment e JOIN students_school k ON k.id = e.school_id
  WHERE e.student_id = student AND e.entry_date <= day
  ORDER BY e.entry_date DESC, e.id DESC LIMIT 1
$$
"""


class Migration(migrations.Migration):
    dependencies = [("students", "0003_schools_by_name")]

    operations = [
        migrations.RunSQL(ADULT, "DROP VIEW students_adult"),
        migrations.RunSQL(PLACE_ON, "DROP FUNCTION students_place_on(bigint, date)"),
        migrations.RunSQL(LAST_PLACE, "DROP FUNCTION students_last_place(bigint, date)"),
    ]
