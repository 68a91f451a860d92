-- Everything of one student that a packet tells, beside attendance, in one row. What no packet
-- may hold (foster care, living situation, confidential addresses) stays here.
SELECT json_build_object(
  'sis_id', s.sis_id, 'first_name', s.first_name, 'middle_name', s.middle_name,
  'last_name', s.last_name, 'birth_date', s.birth_date, 'home_language', s.home_language,
  'street', s.street, 'city', s.city, 'state', s.state, 'zip', s.zip) AS student,
  (SELECT coalesce(json_agg(row_to_json(e) ORDER BY e.entry_date DESC, e.id DESC), '[]')
   FROM (SELECT e.id, k.name AS school, r.name AS region, e.grade, e.entry_date, e.exit_date,
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
         JOIN students_school k ON k.id = e.school_id
         LEFT JOIN students_region r ON r.id = k.region_id
         WHERE e.student_id = s.id) e) AS stays,
  (SELECT coalesce(json_agg(row_to_json(a) ORDER BY a."primary" DESC, a.id), '[]')
   FROM students_adult a WHERE a.student_id = s.id) AS adults,
  (SELECT coalesce(json_agg(row_to_json(b) ORDER BY b.name_order, b.id), '[]')
   FROM (SELECT o.id, o.sis_id, o.first_name, o.middle_name, o.last_name, o.name_order, true AS in_reach,
                place.school_id, place.school, place.grade
         FROM students_student o
         LEFT JOIN LATERAL students_place_on(o.id, %(today)s) place ON true
         WHERE o.household_id = s.household_id AND o.id <> s.id) b) AS siblings,
  (SELECT coalesce(json_agg(json_build_object('kind', p.kind, 'start', p.start)
                            ORDER BY p.kind, p.start), '[]')
   FROM students_population p
   WHERE p.student_id = s.id AND p.kind = ANY(%(populations)s)
     AND (p.start IS NULL OR p.start <= %(today)s)
     AND (p."end" IS NULL OR p."end" >= %(today)s)) AS populations,
  (SELECT coalesce(json_agg(json_build_object('kind', r.kind, 'data', r.data)
                            ORDER BY r.kind, r.position), '[]')
   FROM students_schoolrecord r
   WHERE r.student_id = s.id AND r.kind = ANY(%(records)s)) AS records,
  (SELECT coalesce(json_agg(json_build_object(
             'school_year', t.school_year, 'days_enrolled', t.days_enrolled,
             'days_absent', t.days_absent, 'days_absent_excused', t.days_absent_excused,
             'days_absent_unexcused', t.days_absent_unexcused, 'tardy_days', t.tardy_days,
             'counted_days', t.counted_days, 'reports_filed', t.reports_filed)
           ORDER BY t.school_year DESC), '[]')
   FROM attendance_standing t
   WHERE t.student_id = s.id AND t.school_year < %(school_year)s) AS earlier_years,
  (SELECT coalesce(json_agg(json_build_object(
             'kind', p.kind, 'happened_at', p.happened_at, 'has_time', p.has_time,
             'evidence', p.evidence_kind, 'key', p.evidence_id, 'detail', p.detail) ORDER BY p.happened_at, p.id), '[]')
   FROM attendance_processstep p
   WHERE p.student_id = s.id AND p.school_year = %(school_year)s
     AND p.withdrawn_at IS NULL) AS steps,
  (SELECT coalesce(json_agg(json_build_object(
             'code', c.code, 'label', c.label, 'kind', c.kind, 'excuse', c.excuse)
           ORDER BY c.code), '[]')
   FROM attendance_attendancecode c
   WHERE c.id IN (SELECT m.code_id FROM attendance_mark m
                  WHERE m.student_id = s.id
                    AND m.date BETWEEN %(first_day)s AND %(last_day)s)) AS codes
FROM students_student s
WHERE s.id = %(student)s
