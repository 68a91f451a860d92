INSERT INTO staging.import_due
SELECT DISTINCT student_id, extract(year FROM date - interval '6 months')::smallint
FROM (SELECT student_id, date
      FROM staging.import_becoming k
      WHERE becomes IN ('new', 'changed', 'unstored now')
         OR mark_id IS NOT NULL AND becomes = 'aside'
      UNION ALL SELECT student_id, date FROM staging.import_withdrawn) touched
