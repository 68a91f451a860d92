SELECT jsonb_build_object('exit_date', old_exit) AS old, to_jsonb(e) AS new
FROM staging.import_ended e
ORDER BY student_id, school_id, entry_date LIMIT %(most)s
