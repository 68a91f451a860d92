DELETE FROM students_schoolrecord t USING staging.import_records_changed c
WHERE c.student_id = t.student_id AND t.kind = %(kind)s
