"""Which students bear which word of the SIS, for every statement that asks."""

from django.db import migrations

BEARERS = """
CREATE VIEW sis_wordbearer WITH (security_invoker = true) AS
SELECT 'language' AS kind, g.language::text AS word, t.student_id
FROM students_guardianship t JOIN students_guardian g ON g.id = t.guardian_id
WHERE t.is_current AND g.language <> ''
UNION ALL
SELECT 'language', home_language, id FROM students_student WHERE home_language <> ''
UNION ALL
SELECT 'sex', sex, id FROM students_student WHERE sex <> ''
UNION ALL
SELECT 'grade', grade, student_id FROM students_enrollment WHERE grade <> ''
UNION ALL
SELECT 'relation', relation_text, student_id FROM students_guardianship
WHERE is_current AND relation = 'other' AND relation_text <> ''
UNION ALL
SELECT 'population', label, student_id FROM students_population
WHERE kind = 'other' AND label <> ''
UNION ALL
SELECT 'exit', exit_type, student_id FROM students_enrollment
WHERE exit_date = entry_date
"""


class Migration(migrations.Migration):
    dependencies = [("sis", "0004_source_words"), ("students", "0012_words_of_the_sis")]

    operations = [migrations.RunSQL(BEARERS, "DROP VIEW sis_wordbearer")]
