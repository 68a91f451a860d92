-- What the automatic dialer did about whole days missed in the last weeks.
INSERT INTO attendance_automaticcontact (student_id, date, channel, result, by)
SELECT m.student_id, m.date, 'call',
       CASE WHEN d.turn < 45 THEN 'machine' WHEN d.turn < 70 THEN 'answered'
            WHEN d.turn < 92 THEN 'no_answer' ELSE 'failed' END, 'Dialer'
FROM (SELECT DISTINCT m.student_id, m.date
      FROM attendance_mark m
      JOIN attendance_attendancecode c ON c.id = m.code_id AND c.kind = 'absent'
      WHERE m.period = '' AND m.date > %(today)s - 30 AND m.date < %(today)s) m
CROSS JOIN LATERAL (
  SELECT staging.pick(m.student_id, 'dialer ' || m.date, 100) AS turn) d
ORDER BY m.student_id, m.date
