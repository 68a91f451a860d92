-- Adults whom one student joins get the lowest label among them.
UPDATE staging.import_homes h SET label = n.label
FROM (SELECT address, student_id, min(label) AS label
      FROM staging.import_homes GROUP BY address, student_id) n
WHERE n.address = h.address AND n.student_id = h.student_id AND n.label < h.label
