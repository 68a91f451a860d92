"""What a district of 22 November 2026 never holds (counts), and what it always does (rows)."""

NEVER = {
    "a mark without an enrollment": """
        SELECT count(*) FROM attendance_mark m WHERE NOT EXISTS (
            SELECT FROM students_enrollment e
            WHERE e.student_id = m.student_id AND e.school_id = m.school_id
            AND m.date BETWEEN e.entry_date AND coalesce(e.exit_date, m.date))""",
    "a mark on a day without school": """
        SELECT count(*) FROM attendance_mark m WHERE NOT EXISTS (
            SELECT FROM students_schoolday d
            WHERE d.school_id = m.school_id AND d.date = m.date AND d.is_school_day)""",
    "a mark where attendance was not taken": """
        SELECT count(*) FROM attendance_mark m JOIN attendance_submission s USING (school_id, date)
        WHERE NOT s.taken""",
    "a mark of today or later": """
        SELECT count(*) FROM attendance_mark WHERE date >= '2026-11-22'""",
    "a mark with an unknown code": """
        SELECT count(*) FROM attendance_mark m
        WHERE NOT EXISTS (SELECT FROM attendance_attendancecode c WHERE c.id = m.code_id)""",
    "a change of a mark that is not there": """
        SELECT count(*) FROM attendance_markchange h
        LEFT JOIN attendance_mark m USING (student_id, school_id, date, period)
        LEFT JOIN attendance_attendancecode c ON c.id = m.code_id
        WHERE c.code IS DISTINCT FROM h.new_code""",
    "overlapping enrollments": """
        SELECT count(*) FROM students_enrollment a JOIN students_enrollment b
        ON a.student_id = b.student_id AND a.id < b.id
        WHERE a.exit_date IS NULL OR b.entry_date <= a.exit_date""",
    "a student without an enrollment": """
        SELECT count(*) FROM students_student s
        WHERE NOT EXISTS (SELECT FROM students_enrollment e WHERE e.student_id = s.id)""",
    "a date without a calendar row": """
        SELECT count(*) FROM (
            SELECT school_id FROM students_schoolday GROUP BY 1
            HAVING count(*) <> 365 OR min(date) <> '2026-07-01' OR max(date) <> '2027-06-30') s""",
    "an ordinal that miscounts": """
        SELECT count(*) FROM (
            SELECT ordinal, count(*) FILTER (WHERE is_school_day)
                OVER (PARTITION BY school_id ORDER BY date) AS counted
            FROM students_schoolday) d WHERE ordinal <> counted""",
    "a listed day that did not count when the report was filed": """
        SELECT count(*) FROM attendance_truancyreport r CROSS JOIN unnest(r.listed_dates) AS day
        LEFT JOIN attendance_dayoutcome o ON o.student_id = r.student_id AND o.date = day
        WHERE o.occasions IS DISTINCT FROM 1
            OR o.countable_on > (r.filed_at AT TIME ZONE 'America/Los_Angeles')::date""",
    "a first report of fewer than three days": """
        SELECT count(*) FROM attendance_truancyreport
        WHERE source_key LIKE '%-1' AND cardinality(listed_dates) < 3""",
    "a later report without a day after the one before": """
        SELECT count(*) FROM attendance_truancyreport b JOIN attendance_truancyreport a
            ON a.student_id = b.student_id AND a.id = b.id - 1
        WHERE NOT b.listed_dates && ARRAY(
            SELECT d FROM unnest(b.listed_dates) d WHERE d > a.filed_at::date)""",
    "a report filed today or later": """
        SELECT count(*) FROM attendance_truancyreport WHERE filed_at >= '2026-11-22 08:00+00'""",
    "an own adult of 17": """
        SELECT count(*) FROM students_guardianship g JOIN students_student s ON s.id = g.student_id
        WHERE g.relation = 'self' AND s.birth_date > '2008-11-22'""",
    "rights of another over a student of 18": """
        SELECT count(*) FROM students_guardianship g JOIN students_student s ON s.id = g.student_id
        WHERE g.holds_education_rights AND g.relation <> 'self' AND s.birth_date <= '2008-11-22'""",
}

SOMEWHERE = {
    "split custody at two addresses": """
        SELECT FROM students_guardianship g JOIN students_guardian a ON a.id = g.guardian_id
        JOIN students_student s ON s.id = g.student_id
        WHERE g.holds_education_rights AND NOT g.lives_with AND a.street <> s.street""",
    "no contact by court order": """
        SELECT FROM students_guardianship WHERE no_contact AND court_order <> ''""",
    "an order that has ended": """
        SELECT FROM students_guardianship WHERE order_ends < '2026-11-22'""",
    "a safe address": "SELECT FROM students_guardianship WHERE safe_address <> ''",
    "rights with another than the caregiver": """
        SELECT FROM students_guardianship c JOIN students_guardianship h USING (student_id)
        WHERE c.caregiver_affidavit AND NOT c.holds_education_rights
            AND h.holds_education_rights""",
    "an agency worker": "SELECT FROM students_guardianship WHERE agency_worker",
    "rights nobody stated": """
        SELECT FROM students_guardianship WHERE holds_education_rights IS NULL""",
    "a student without any adult": """
        SELECT FROM students_student s
        WHERE NOT EXISTS (SELECT FROM students_guardianship g WHERE g.student_id = s.id)""",
    "siblings at two schools": """
        SELECT FROM students_enrollment a JOIN students_student x ON x.id = a.student_id
        JOIN students_student y ON y.household_id = x.household_id AND y.id <> x.id
        JOIN students_enrollment b ON b.student_id = y.id AND b.school_id <> a.school_id""",
    "a transfer within the district": """
        SELECT FROM students_enrollment GROUP BY student_id HAVING count(*) > 1""",
    "a student who left": """
        SELECT FROM students_enrollment GROUP BY student_id
        HAVING bool_and(exit_date IS NOT NULL)""",
    "a birthday at six within the year": """
        SELECT FROM students_student WHERE birth_date BETWEEN '2020-08-14' AND '2021-06-01'""",
    "a birthday at eighteen within the year": """
        SELECT FROM students_student WHERE birth_date BETWEEN '2008-08-14' AND '2009-06-01'""",
    "an unknown birth date": "SELECT FROM students_student WHERE birth_date IS NULL",
    "a surname with an accent, found without": """
        SELECT FROM students_student WHERE last_name LIKE '%García%'
            AND search_key LIKE '%garcia%'""",
    "two surnames": "SELECT FROM students_student WHERE last_name ~ '^[[:alpha:]]+ [[:alpha:]]+$'",
    "a day cut by periods with the present ones": """
        SELECT FROM attendance_mark m JOIN attendance_attendancecode c ON c.id = m.code_id
        GROUP BY student_id, date HAVING bool_or(c.code = 'U') AND bool_or(c.code = 'P')""",
    "a tardy with its minutes": "SELECT FROM attendance_mark WHERE minutes_missed > 30",
    "a day on which attendance was not taken": "SELECT FROM attendance_submission WHERE NOT taken",
    "a school with a day off of its own": """
        SELECT FROM students_schoolday WHERE note LIKE '%building closed'""",
    "a charter school": "SELECT FROM students_school WHERE is_charter",
    "a withdrawn report": "SELECT FROM attendance_reportdecision WHERE verdict = 'withdrawn'",
    "a notice after a report": """
        SELECT FROM attendance_processstep WHERE kind = 'notice_48260_5'""",
    "a grant that is over": "SELECT FROM accounts_grant WHERE ends < '2026-11-22'",
}
