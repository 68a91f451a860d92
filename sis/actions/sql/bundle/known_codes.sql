SELECT code, id::text FROM attendance_attendancecode
