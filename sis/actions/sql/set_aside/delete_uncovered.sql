DELETE FROM attendance_mark m USING staging.import_uncovered u WHERE u.id = m.id
