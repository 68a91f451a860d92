SELECT to_jsonb(e) FROM staging.import_left_out e ORDER BY student_id, id LIMIT %(most)s
