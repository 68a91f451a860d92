SELECT count(*) FROM attendance_mark WHERE date <= %(today)s
