SELECT jsonb_build_object('end', old_end) AS old, to_jsonb(e) AS new
FROM staging.import_left_out e ORDER BY student_id, id LIMIT %(most)s
