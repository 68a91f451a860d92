-- Students whom one adult joins get the lowest label among them.
UPDATE staging.import_homes h SET label = n.label
FROM (SELECT address, guardian_id, min(label) AS label
      FROM staging.import_homes GROUP BY address, guardian_id) n
WHERE n.address = h.address AND n.guardian_id = h.guardian_id AND n.label < h.label
