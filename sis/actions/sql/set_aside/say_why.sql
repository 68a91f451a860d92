UPDATE sis_setaside a SET why = s.now
FROM staging.import_set_aside s
WHERE s.id = a.id AND s.now <> a.why
