SELECT coalesce(max(id), 0) FROM attendance_mark
