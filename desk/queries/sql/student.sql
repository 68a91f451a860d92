-- One student's enrollments with their days, populations, records, adults and siblings, in one
-- row. What the viewer may not read stays here. Names are looked up and not joined: for so few rows
-- it takes longer to plan a join than to run it.
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
                             AND b.date BETWEEN %(first_day)s AND %(last_day)s) AS untaken
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
       -- The SIS writes a safe address beside each child: one it left out for this child holds
       -- as well.
       (SELECT coalesce(json_agg(row_to_json(a)
                 ORDER BY a.no_contact, a."primary" DESC, a.lives_with DESC, a.id), '[]')
        FROM (SELECT g.id, g.relation, g.relation_text, g."primary", g.lives_with,
                     g.holds_education_rights, g.receives_mail, g.no_contact, g.court_order,
                     g.order_ends, g.caregiver_affidavit, g.agency_worker,
                     coalesce(nullif(g.safe_address, ''),
                              (SELECT o.safe_address FROM students_guardianship o
                               WHERE o.guardian_id = g.guardian_id AND o.is_current
                                 AND o.safe_address <> ''
                               ORDER BY o.id LIMIT 1), '') AS safe_address,
                     (SELECT json_build_object(
                        'first_name', p.first_name, 'last_name', p.last_name, 'phone', p.phone,
                        'phone2', p.phone2, 'email', p.email, 'language', p.language,
                        'interpreter', p.interpreter, 'street', p.street, 'city', p.city,
                        'state', p.state, 'zip', p.zip)
                      FROM students_guardian p WHERE p.id = g.guardian_id) AS guardian
              FROM students_guardianship g
              WHERE %(reads_contacts)s AND g.student_id = %(student)s AND g.is_current) a)
         AS adults,
       -- The other children of the household. Out of reach, only for those who may read
       -- populations, which leaves out the office.
       (SELECT coalesce(json_agg(row_to_json(b)
                 ORDER BY b.last_name, b.first_name, b.id), '[]')
        FROM (SELECT o.id, o.first_name, o.middle_name, o.last_name,
                     {reached} AS in_reach,
                     (SELECT t.status FROM attendance_standing t
                      WHERE t.student_id = o.id AND t.school_year = %(this_year)s) AS status,
                     (SELECT json_build_object(
                               'school', (SELECT k.name FROM students_school k
                                          WHERE k.id = e.school_id),
                               'grade', e.grade,
                               'colleagues', ARRAY(
                                 SELECT u.name FROM accounts_user u
                                 WHERE u.is_active AND u.id = ANY(ARRAY(
                                   SELECT c.person FROM accounts_grant c
                                   WHERE c.school_id = e.school_id AND c.role = 'counselor'
                                     AND c.scope = 'school' AND c.revoked_at IS NULL
                                     AND c.starts <= %(today)s AND c.ends >= %(today)s))
                                 ORDER BY u.name LIMIT 2))
                      FROM students_enrollment e
                      WHERE e.student_id = o.id AND e.entry_date <= %(today)s
                        AND (e.exit_date IS NULL OR e.exit_date >= %(today)s)
                      ORDER BY e.entry_date DESC, e.id DESC LIMIT 1) AS place
              FROM students_student o
              WHERE %(reads_contacts)s AND o.household_id = %(household)s
                AND o.id <> %(student)s) b
        WHERE b.in_reach OR %(reads_populations)s) AS siblings
