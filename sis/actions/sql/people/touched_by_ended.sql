INSERT INTO staging.import_touched SELECT student_id FROM staging.import_left_out
