DELETE FROM attendance_mark m USING staging.import_withdrawn w WHERE w.id = m.id
