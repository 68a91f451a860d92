-- One student's enrollments with their days, populations, records and adults, in one row. What the
-- viewer may not read stays here. Names are looked up and not joined: for so few rows it takes
-- longer to plan a join than to run it.
SELECT (SELECT coalesce(json_agg(row_to_json(s) ORDER BY s.entry_date DESC, s.id DESC), '[]')
        FROM (SELECT e.id, e.school_id,
                     (SELECT k.name FROM students_school k WHERE k.id = e.school_id) AS school,
                     e.grade, e.entry_date, e.exit_date,
                     e.entry_type, e.exit_type,
                     ARRAY(SELECT d.date FROM students_schoolday d
                           WHERE d.school_id = e.school_id AND d.school_year = %(school_year)s
                             AND d.is_school_day AND d.date >= e.entry_date
                             AND d.date <= coalesce(e.exit_date, %(last_day)s)
                           ORDER BY d.date) AS taught,
                     ARRAY(SELECT b.date FROM attendance_submission b
                           WHERE b.school_id = e.school_id AND NOT b.taken
                             AND b.period = '' AND b.section = ''
                             AND b.date BETWEEN %(first_day)s AND %(last_day)s) AS untaken,
                     (SELECT attendance_has_come_in(e.school_id, t.as_of)
                      FROM attendance_standing t
                      WHERE t.student_id = %(student)s
                        AND t.school_year = %(school_year)s) AS has_come_in
              FROM students_enrollment e
              WHERE e.student_id = %(student)s) s) AS stays,
       (SELECT coalesce(json_agg(json_build_object(
                 'kind', p.kind, 'label', p.label, 'start', p.start, 'end', p."end")
               ORDER BY p.kind, p.start DESC, p.id), '[]')
        FROM students_population p
        WHERE p.student_id = %(student)s AND p.kind = ANY(%(populations)s)) AS populations,
       (SELECT coalesce(json_agg(json_build_object('kind', r.kind, 'data', r.data)
               ORDER BY r.kind, r.position), '[]')
        FROM students_schoolrecord r
        WHERE r.student_id = %(student)s AND r.kind = ANY(%(records)s)) AS records,
       coalesce(around.adults, '[]') AS adults, coalesce(around.former, '[]') AS former,
       (SELECT json_build_object('on', r."on", 'how', r.how)
        FROM cases_lastreached r WHERE %(reads_cases)s AND r.student_id = %(student)s) AS reached
FROM (SELECT) one LEFT JOIN LATERAL students_around(%(student)s) around ON %(reads_contacts)s
