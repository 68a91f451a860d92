"""The adults around a student and those of before, planned once for a connection.

Every page of a student asks for them, and to plan it takes longer than to find so few rows.
"""

from django.db import migrations

AROUND = """
CREATE FUNCTION students_around(of_student bigint)
RETURNS TABLE (adults json, former json)
LANGUAGE plpgsql STABLE SET plan_cache_mode TO force_generic_plan AS $$
BEGIN
  RETURN QUERY
  SELECT (SELECT coalesce(json_agg(row_to_json(a)
                   ORDER BY a.no_contact, a."primary" DESC, a.lives_with DESC NULLS LAST, a.id), '[]')
          FROM students_adult a
          WHERE a.student_id = of_student),
         (SELECT coalesce(json_agg(json_build_object('first_name', p.first_name,
                   'last_name', p.last_name, 'relation', g.relation, 'relation_text', g.relation_text,
                   'agency_worker', g.agency_worker, 'ended_on', g.ended_on)
                 ORDER BY g.ended_on DESC, g.id), '[]')
          FROM students_guardianship g JOIN students_guardian p ON p.id = g.guardian_id
          WHERE g.student_id = of_student
            AND NOT g.is_current AND g.ended_on IS NOT NULL);
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("students", "0013_places_without_keys")]

    operations = [migrations.RunSQL(AROUND, "DROP FUNCTION students_around(bigint)")]
