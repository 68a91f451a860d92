-- Present marks kept without another mark on their day.
SELECT m.id FROM attendance_mark m
JOIN attendance_attendancecode c ON c.id = m.code_id AND c.kind = %(mark_present)s
WHERE NOT EXISTS (
  SELECT FROM attendance_mark o
  JOIN attendance_attendancecode k ON k.id = o.code_id AND k.kind <> %(mark_present)s
  WHERE o.student_id = m.student_id AND o.date = m.date)
  AND NOT EXISTS (
  SELECT FROM attendance_rivalmark o
  JOIN attendance_attendancecode k ON k.id = o.code_id AND k.kind <> %(mark_present)s
  WHERE o.student_id = m.student_id AND o.date = m.date)
