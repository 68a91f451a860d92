SELECT to_jsonb(e) FROM staging.import_ended_ties e ORDER BY student_id, id LIMIT %(most)s
