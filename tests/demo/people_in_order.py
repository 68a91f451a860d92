"""Rows of an SIS that no SIS would send: each statement counts what there never is, whatever the
day. `%(today)s` is the day that the district was made for.
"""

STUDENTS = {
    "a student of an age that does not fit the grade": """
        SELECT count(*) FROM (
            SELECT CASE e.grade WHEN 'TK' THEN -1 WHEN 'K' THEN 0 ELSE e.grade::integer END AS grade,
                extract(year FROM age(make_date(d.school_year, 9, 1), s.birth_date)) AS years
            FROM students_student s JOIN students_enrollment e ON e.student_id = s.id
            JOIN students_schoolday d ON d.school_id = e.school_id AND d.date = e.entry_date) x
        WHERE years NOT IN (grade + 5, grade + 6) OR grade < 1 AND years <> grade + 5""",
    "a brother or sister of the same age": """
        SELECT count(*) FROM students_student a JOIN students_student b
            ON b.household_id = a.household_id AND b.id > a.id
        WHERE abs(a.birth_date - b.birth_date) < 270""",
    "a brother or sister at another address": """
        SELECT count(*) FROM students_student a JOIN students_student b USING (household_id)
        WHERE (a.street, a.city, a.zip) <> (b.street, b.city, b.zip)""",
    "an address for mail of a child, or none of an older student": """
        SELECT count(*) FROM students_student s JOIN students_enrollment e ON e.student_id = s.id
        WHERE (e.grade IN ('TK', 'K', '1', '2', '3', '4', '5')) <> (s.email = '')""",
    "two students of one number": """
        SELECT count(*) FROM students_student HAVING count(*) <> count(DISTINCT ssid)
            OR count(*) <> count(DISTINCT sis_id)""",
    "a household that nobody lives in": """
        SELECT count(*) FROM students_household h
        WHERE NOT EXISTS (SELECT FROM students_student s WHERE s.household_id = h.id)""",
    "a household of more than four": """
        SELECT count(*) FROM (SELECT FROM students_student GROUP BY household_id
                              HAVING count(*) > 4) h""",
    "a zip code outside of what is made up": """
        SELECT count(*) FROM students_student WHERE zip !~ '^909[0-9]{2}$' OR state <> 'CA'""",
}
ENROLLMENTS = {
    "an enrollment that begins before school does, or ends first": """
        SELECT count(*) FROM students_enrollment
        WHERE entry_date < (SELECT min(date) FROM students_schoolday WHERE is_school_day) OR exit_date < entry_date""",
    "an enrollment that begins or ends on a day without school": """
        SELECT count(*) FROM students_enrollment e
        WHERE NOT EXISTS (SELECT FROM students_schoolday d
                          WHERE d.date = e.entry_date AND d.is_school_day)
            OR e.exit_date IS NOT NULL AND NOT EXISTS (
                SELECT FROM students_schoolday d WHERE d.date = e.exit_date AND d.is_school_day)""",
    "a move that lies ahead": """
        SELECT count(*) FROM students_enrollment
        WHERE entry_date > greatest(%(today)s, (SELECT min(date) FROM students_schoolday WHERE is_school_day)) OR exit_date >= %(today)s""",
    "an exit without its type, or a type without an exit": """
        SELECT count(*) FROM students_enrollment WHERE (exit_date IS NULL) <> (exit_type = '')""",
    "somebody new without the type of entry, or who was there with one": """
        SELECT count(*) FROM students_enrollment
        WHERE (entry_date > (SELECT min(date) FROM students_schoolday WHERE is_school_day)) <> (entry_type <> '')""",
    "a move to the same school, or to one of another level": """
        SELECT count(*) FROM students_enrollment a
        JOIN students_enrollment b ON b.student_id = a.student_id AND b.id > a.id
        JOIN students_school x ON x.id = a.school_id JOIN students_school y ON y.id = b.school_id
        WHERE x.id = y.id OR x.level <> y.level
            OR (a.exit_type, b.entry_type) <> ('T160', 'E160') OR a.grade <> b.grade""",
    "a third school in a year": """
        SELECT count(*) FROM (SELECT FROM students_enrollment GROUP BY student_id
                              HAVING count(*) > 2) e""",
    "a group that begins ahead": """
        SELECT count(*) FROM students_population WHERE start > (SELECT min(date) FROM students_schoolday WHERE is_school_day)""",
    "an English learner whose home is English": """
        SELECT count(*) FROM students_population p JOIN students_student s ON s.id = p.student_id
        WHERE p.kind IN ('english_learner', 'newcomer', 'migrant') AND s.home_language = 'en'""",
    "a student in one group twice": """
        SELECT count(*) FROM (SELECT FROM students_population GROUP BY student_id, kind, label
                              HAVING count(*) > 1) p""",
    "a grade for a course that the level does not teach": """
        SELECT count(*) FROM students_schoolrecord r JOIN students_enrollment e USING (student_id)
        JOIN students_school s ON s.id = e.school_id
        WHERE r.kind = 'grade' AND (s.level = 'middle') <> (r.data ->> 'course' IN
            ('Mathematics', 'Science', 'History', 'Art')) AND r.data ->> 'course'
            NOT IN ('English', 'Physical Education')""",
    "credits of somebody who is not in high school, or below none": """
        SELECT count(*) FROM students_schoolrecord r JOIN students_enrollment e USING (student_id)
        JOIN students_school s ON s.id = e.school_id WHERE r.kind = 'credit' AND (s.level <> 'high'
            OR (r.data ->> 'earned')::integer NOT BETWEEN 0 AND (r.data ->> 'on_track_at')::integer)""",
    "a suspension on file of another first day or kind than the marks say": """
        SELECT count(*) FROM students_schoolrecord r CROSS JOIN LATERAL (
            SELECT min(m.date)::text AS first, bool_and(c.kind = 'oss') AS is_out
            FROM attendance_mark m JOIN attendance_attendancecode c ON c.id = m.code_id
            WHERE m.student_id = r.student_id AND c.kind IN ('oss', 'iss')) s
        WHERE r.kind = 'discipline' AND (r.data ->> 'date' IS DISTINCT FROM s.first
            OR (r.data ->> 'action' = 'Suspended out of school') IS DISTINCT FROM s.is_out)""",
}
ADULTS = {
    "an adult whom no student has": """
        SELECT count(*) FROM students_guardian a WHERE NOT EXISTS (
            SELECT FROM students_guardianship g WHERE g.guardian_id = a.id)""",
    "an adult of one child who is not one of the other": """
        SELECT count(*) FROM students_guardianship g JOIN students_student s ON s.id = g.student_id
        JOIN students_student o ON o.household_id = s.household_id AND o.id <> s.id
        WHERE g.relation <> 'self' AND NOT EXISTS (
            SELECT FROM students_guardianship b
            WHERE b.student_id = o.id AND b.guardian_id = g.guardian_id)""",
    "an adult at home who lives elsewhere, or elsewhere at home": """
        SELECT count(*) FROM students_guardianship g
        JOIN students_guardian a ON a.id = g.guardian_id
        JOIN students_student s ON s.id = g.student_id
        WHERE g.lives_with <> (a.street = s.street)""",
    "an interpreter for somebody who speaks English": """
        SELECT count(*) FROM students_guardian WHERE interpreter AND language = 'en'""",
    "an adult without a language": "SELECT count(*) FROM students_guardian WHERE language = ''",
    "an adult of the family who speaks another language than the home": """
        SELECT count(*) FROM students_guardianship g
        JOIN students_guardian a ON a.id = g.guardian_id
        JOIN students_student s ON s.id = g.student_id
        WHERE a.language NOT IN (s.home_language, 'en') AND s.home_language <> ''""",
    "somebody who must not be contacted and holds rights, gets mail or is called first": """
        SELECT count(*) FROM students_guardianship WHERE no_contact AND (
            holds_education_rights OR receives_mail OR "primary" OR lives_with
            OR court_order = '')""",
    "an end of an order that is none": """
        SELECT count(*) FROM students_guardianship
        WHERE order_ends IS NOT NULL AND court_order = ''""",
    "rights of an agency's worker, or of a foster parent": """
        SELECT count(*) FROM students_guardianship
        WHERE holds_education_rights AND (agency_worker OR relation IN
            ('agency_worker', 'foster_parent', 'stepparent'))""",
    "a student of 18 whose mail goes to somebody else, or who is not called first": """
        SELECT count(*) FROM students_student s WHERE s.birth_date <= %(today)s::date - interval '18 years'
        AND 1 <> (SELECT count(*) FROM students_guardianship g WHERE g.student_id = s.id
                  AND (g.holds_education_rights OR g.receives_mail OR g."primary")
                  AND g.relation = 'self')""",
    "rights or mail of another over a student of 18": """
        SELECT count(*) FROM students_guardianship g JOIN students_student s ON s.id = g.student_id
        WHERE s.birth_date <= %(today)s::date - interval '18 years' AND g.relation <> 'self'
            AND (g.holds_education_rights OR g.receives_mail OR g."primary")""",
    "an own adult who is not 18": """
        SELECT count(*) FROM students_guardianship g JOIN students_student s ON s.id = g.student_id
        WHERE g.relation = 'self'
            AND (s.birth_date IS NULL OR s.birth_date > %(today)s::date - interval '18 years')""",
}
MARKS = {
    "a day of a small child by periods": """
        SELECT count(*) FROM attendance_mark m JOIN students_school s ON s.id = m.school_id
        WHERE s.level = 'elementary' AND m.period <> ''""",
    "a whole day and its periods, too": """
        SELECT count(*) FROM (SELECT FROM attendance_mark GROUP BY student_id, date
                              HAVING bool_or(period = '') AND count(*) > 1) m""",
    "a period that the school does not ring": """
        SELECT count(*) FROM attendance_mark m WHERE m.period <> '' AND NOT EXISTS (
            SELECT FROM attendance_bellperiod b
            WHERE b.school_id = m.school_id AND b.period = m.period)""",
    "a suspension in an elementary school": """
        SELECT count(*) FROM attendance_mark m JOIN attendance_attendancecode c ON c.id = m.code_id
        JOIN students_school s ON s.id = m.school_id
        WHERE c.kind IN ('oss', 'iss') AND s.level = 'elementary'""",
    "minutes that do not fit their code": """
        SELECT count(*) FROM attendance_mark m JOIN attendance_attendancecode c ON c.id = m.code_id
        WHERE c.code = 'T' AND m.minutes_missed NOT BETWEEN 4 AND 29
            OR c.code = 'T30' AND m.minutes_missed NOT BETWEEN 31 AND 100
            OR c.code IN ('TE', 'L', 'LE') AND coalesce(m.minutes_missed, 0) NOT BETWEEN 10 AND 119""",
    "minutes of an absence, or a tardy day of hours": """
        SELECT count(*) FROM attendance_mark m JOIN attendance_attendancecode c ON c.id = m.code_id
        WHERE m.minutes_missed IS NOT NULL AND c.kind NOT IN ('tardy', 'early')
            OR m.minutes_missed NOT BETWEEN 1 AND 180""",
    "a change that changes nothing, from before its day or not yet": """
        SELECT count(*) FROM attendance_markchange WHERE old_code = new_code OR changed_at::date <= date
            OR (changed_at AT TIME ZONE 'America/Los_Angeles')::date >= %(today)s""",
    "an absence cleared in the last days, for which it is too early": """
        SELECT count(*) FROM attendance_markchange h JOIN students_schoolday d USING (school_id, date)
        WHERE d.ordinal >= (SELECT max(ordinal) FROM students_schoolday
                            WHERE is_school_day AND date < %(today)s) - 3""",
    "a change to something that is still without a reason": """
        SELECT count(*) FROM attendance_markchange
        WHERE (old_code, old_reason) <> ('A', '') OR new_code NOT IN ('I', 'M', 'E') OR withdrawn""",
    "a day without attendance that is taught nowhere": """
        SELECT count(*) FROM attendance_submission s WHERE NOT EXISTS (
            SELECT FROM students_schoolday d
            WHERE d.school_id = s.school_id AND d.date = s.date AND d.is_school_day)""",
}
PEOPLE = {**STUDENTS, **ENROLLMENTS, **ADULTS, **MARKS}
