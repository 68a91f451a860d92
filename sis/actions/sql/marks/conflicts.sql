-- How many keys come with different codes, and the first line of the first of them.
SELECT count(*) AS conflicts, min(line) AS first
FROM (SELECT min(line) AS line
      FROM staging.import_marks
      GROUP BY student_id, date, school_id, period
      HAVING count(DISTINCT code_id) > 1) conflict
