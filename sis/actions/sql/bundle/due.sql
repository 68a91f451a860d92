-- Student-years that a step changed something of, each once.
SELECT DISTINCT student_id, school_year FROM staging.import_due
