DELETE FROM sis_setaside a USING staging.import_set_aside s WHERE s.id = a.id AND s.now IS NULL
