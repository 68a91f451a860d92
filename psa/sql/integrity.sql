-- Each proof finds what is wrong and returns its keys; no row is the proof.

-- proof: marks of a student, school or code that is not there
SELECT m.id FROM attendance_mark m
WHERE NOT EXISTS (SELECT FROM students_student s WHERE s.id = m.student_id)
   OR NOT EXISTS (SELECT FROM students_school k WHERE k.id = m.school_id)
   OR NOT EXISTS (SELECT FROM attendance_attendancecode c WHERE c.id = m.code_id);

-- proof: marks on a day that is no school day, or that no enrollment covers
SELECT m.id FROM attendance_mark m
LEFT JOIN students_schoolday d ON d.school_id = m.school_id AND d.date = m.date
WHERE NOT coalesce(d.is_school_day, false)
   OR NOT EXISTS (
     SELECT FROM students_enrollment e
     WHERE e.student_id = m.student_id AND e.school_id = m.school_id
       AND m.date >= e.entry_date AND (e.exit_date IS NULL OR m.date <= e.exit_date));

-- proof: marks set aside that an enrollment and a school day cover
SELECT a.id FROM sis_setaside a
JOIN students_schoolday d
  ON d.school_id = a.school_id AND d.date = a.date AND d.is_school_day
WHERE EXISTS (
  SELECT FROM students_enrollment e
  WHERE e.student_id = a.student_id AND e.school_id = a.school_id
    AND a.date >= e.entry_date
    AND (e.exit_date IS NULL OR a.date < e.exit_date
         OR a.date = e.exit_date AND %(exit_day)s = 'last'));

-- proof: mark changes of a student that is not there
SELECT c.id FROM attendance_markchange c
WHERE NOT EXISTS (SELECT FROM students_student s WHERE s.id = c.student_id);

-- proof: present marks kept without another mark on their day
SELECT m.id FROM attendance_mark m
JOIN attendance_attendancecode c ON c.id = m.code_id AND c.kind = 'present'
WHERE NOT EXISTS (
  SELECT FROM attendance_mark o
  JOIN attendance_attendancecode k ON k.id = o.code_id AND k.kind <> 'present'
  WHERE o.student_id = m.student_id AND o.date = m.date);

-- proof: school days whose ordinal does not count up
SELECT x.school_id, x.date
FROM (SELECT d.school_id, d.date, d.ordinal,
             sum(d.is_school_day::int) OVER (PARTITION BY d.school_id, d.school_year
                                             ORDER BY d.date) AS counted
      FROM students_schoolday d) x
WHERE x.ordinal <> x.counted;

-- proof: school years of a school without every date
SELECT d.school_id, d.school_year FROM students_schoolday d
GROUP BY d.school_id, d.school_year
HAVING count(*) <> make_date(d.school_year + 1, 7, 1) - make_date(d.school_year, 7, 1);
