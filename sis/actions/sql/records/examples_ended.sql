SELECT jsonb_build_object('end', old_end) AS old, to_jsonb(e) AS new
FROM staging.import_ended_populations e ORDER BY student_id, id LIMIT %(most)s
