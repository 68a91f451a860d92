"""Work that actions would not have written so: each statement counts what there never is, whatever
the day. `%(today)s` is the day that the district was made for.
"""

CASES = {
    "a case opened or closed on a weekend": """
        SELECT count(*) FROM cases_case
        WHERE extract(isodow FROM opened_on) > 5 OR extract(isodow FROM closed_on) > 5""",
    "a case closed by another than whose it was": """
        SELECT count(*) FROM cases_case WHERE closed_by_id <> owner_id""",
    "a case closed without a word, or open with one": """
        SELECT count(*) FROM cases_case WHERE (closed_on IS NULL) <> (close_note = '')""",
    "an open case of a school where the student is not": """
        SELECT count(*) FROM cases_case c WHERE closed_on IS NULL AND NOT EXISTS (
            SELECT FROM students_enrollment e WHERE e.student_id = c.student_id
            AND e.school_id = c.school_id AND e.exit_date IS NULL)""",
    "a first assignment that is not of whoever opened the case, from then on": """
        SELECT count(*) FROM cases_case c JOIN (
            SELECT DISTINCT ON (case_id) * FROM cases_caseloadassignment ORDER BY case_id, id
        ) a ON a.case_id = c.id
        WHERE (a.counselor_id, a.assigned_by_id, a.starts)
            IS DISTINCT FROM (c.opened_by_id, c.opened_by_id, c.opened_on)""",
    "an assignment that does not begin as the one before ends": """
        SELECT count(*) FROM (
            SELECT starts, lag(ends) OVER own AS ended, row_number() OVER own AS turn
            FROM cases_caseloadassignment WINDOW own AS (PARTITION BY case_id ORDER BY id)) a
        WHERE turn > 1 AND starts IS DISTINCT FROM ended""",
    "an assignment that outlives its case, or ends before it": """
        SELECT count(*) FROM cases_case c JOIN (
            SELECT DISTINCT ON (case_id) * FROM cases_caseloadassignment
            ORDER BY case_id, id DESC) a ON a.case_id = c.id
        WHERE a.ends IS DISTINCT FROM c.closed_on OR a.counselor_id <> c.owner_id""",
    "an assignment that ended without a reason, or runs with one": """
        SELECT count(*) FROM cases_caseloadassignment WHERE (ends IS NULL) <> (ended_because = '')""",
    "an assignment written down on another day than it starts": """
        SELECT count(*) FROM cases_caseloadassignment
        WHERE (assigned_at AT TIME ZONE 'America/Los_Angeles')::date <> starts""",
    "a case given on by somebody who assigns none at its school": """
        SELECT count(*) FROM cases_caseloadassignment a JOIN cases_case c ON c.id = a.case_id
        WHERE a.assigned_by_id <> a.counselor_id AND NOT EXISTS (
            SELECT FROM accounts_grant g WHERE g.person = a.assigned_by_id
            AND g.role = 'school_administrator' AND g.school_id = c.school_id)""",
    "a case that somebody took from a colleague": """
        SELECT count(*) FROM cases_caseloadassignment a
        WHERE a.assigned_by_id = a.counselor_id AND EXISTS (
            SELECT FROM cases_caseloadassignment b WHERE b.case_id = a.case_id AND b.id < a.id)""",
    "an assignment from today on or later": """
        SELECT count(*) FROM cases_caseloadassignment WHERE starts >= %(today)s""",
    "a grant to somebody who took the case, or none from another": """
        SELECT count(*) FROM cases_caseloadassignment
        WHERE (grant_id IS NULL) <> (assigned_by_id = counselor_id)""",
    "a grant that says something else than its assignment": """
        SELECT count(*) FROM cases_caseloadassignment a JOIN accounts_grant g ON g.id = a.grant_id
        JOIN cases_case c ON c.id = a.case_id
        WHERE (g.person, g.student_id, g.starts, g.ends, g.source, g.reason)
            IS DISTINCT FROM (a.counselor_id, c.student_id, a.starts, a.starts + 365,
                              'assignment', 'Caseload: ' || a.reason)
            OR (g.revoked_at IS NULL) <> (a.ends IS NULL)""",
    "a grant over a caseload that no assignment names": """
        SELECT count(*) FROM accounts_grant g WHERE source = 'assignment' AND NOT EXISTS (
            SELECT FROM cases_caseloadassignment a WHERE a.grant_id = g.id)""",
    "a tier decided before the case was opened or when it was over": """
        SELECT count(*) FROM cases_tierdecision t JOIN cases_case c ON c.id = t.case_id
        WHERE (t.decided_at AT TIME ZONE 'America/Los_Angeles')::date
            NOT BETWEEN c.opened_on AND coalesce(c.closed_on, %(today)s::date - 1)""",
    "a tier decided by somebody who did not have the case": """
        SELECT count(*) FROM cases_tierdecision t WHERE NOT EXISTS (
            SELECT FROM cases_caseloadassignment a
            WHERE a.case_id = t.case_id AND a.counselor_id = t.decided_by_id)""",
    "a tier that was decided once more, or is not the case's": """
        SELECT count(*) FROM (
            SELECT t.tier, lag(t.tier) OVER own AS before, lead(t.id) OVER own AS later, c.tier AS kept
            FROM cases_tierdecision t JOIN cases_case c ON c.id = t.case_id
            WINDOW own AS (PARTITION BY case_id ORDER BY t.id)) t
        WHERE tier = before OR later IS NULL AND tier <> kept""",
}
NOTES = {
    "a note that was written down or signed in the future": """
        SELECT count(*) FROM contacts_note WHERE greatest(happened_at, recorded_at, signed_at)
            >= (%(today)s::date::timestamp AT TIME ZONE 'America/Los_Angeles')""",
    "a note signed before it was written down": """
        SELECT count(*) FROM contacts_note WHERE signed_at <= recorded_at""",
    "a contact on a weekend or at night": """
        SELECT count(*) FROM (SELECT happened_at AT TIME ZONE 'America/Los_Angeles' AS at
                              FROM contacts_note) n
        WHERE extract(isodow FROM at) > 5 OR at::time NOT BETWEEN '08:00' AND '16:30'""",
    "a note by somebody who never had the case": """
        SELECT count(*) FROM contacts_note n JOIN contacts_notestudent s ON s.note_id = n.id
        WHERE NOT EXISTS (SELECT FROM cases_caseloadassignment a
                          WHERE a.case_id = s.case_id AND a.counselor_id = n.author_id)""",
    "a note after its case was closed": """
        SELECT count(*) FROM contacts_note n JOIN contacts_notestudent s ON s.note_id = n.id
        JOIN cases_case c ON c.id = s.case_id
        WHERE (n.happened_at AT TIME ZONE 'America/Los_Angeles')::date > c.closed_on""",
    "a talk with an adult in a language of somebody else": """
        SELECT count(*) FROM contacts_note n JOIN students_guardian g ON g.id = n.guardian_id
        WHERE n.language <> g.language OR n.interpreter <> g.interpreter""",
    "a barrier that nobody can have told": """
        SELECT count(*) FROM contacts_note WHERE cardinality(barriers) > 0 AND NOT reached""",
    "an adult on a note about a talk with the student, or about nobody": """
        SELECT count(*) FROM contacts_note
        WHERE kind IN ('meeting', 'other') AND with_whom <> 'adult'
        AND (guardian_id IS NOT NULL OR language <> '')""",
    "an offer of a conference without its effort": """
        SELECT count(*) FROM contacts_note n WHERE purpose = 'conference_48262' AND NOT EXISTS (
            SELECT FROM attendance_processstep p WHERE p.kind = 'effort_48262'
            AND p.evidence_kind = 'note' AND p.evidence_id = n.id::text
            AND p.happened_at = n.happened_at)""",
    "words in Spanish to a family that speaks something else": """
        SELECT count(*) FROM contacts_note WHERE language <> 'es' AND text ~* 'autobús|español|médico'""",
}
TASKS = {
    "a task made on another day than it says, or on a weekend": """
        SELECT count(*) FROM tasks_task
        WHERE (made_at AT TIME ZONE 'America/Los_Angeles')::date <> made_on
            OR extract(isodow FROM made_on) > 5""",
    "a task that follows from a contact that was yet to come": """
        SELECT count(*) FROM tasks_task t
        JOIN contacts_note n ON n.id = (t.evidence ->> 'note')::integer
        WHERE t.made_at <= n.happened_at OR t.owner_id <> n.author_id""",
    "a task due on a weekend or before it was made": """
        SELECT count(*) FROM tasks_task WHERE extract(isodow FROM due_on) > 5 OR due_on < made_on""",
    "a task from today on or later": """
        SELECT count(*) FROM tasks_task WHERE made_on >= %(today)s""",
    "a decision from before the task or from the future": """
        SELECT count(*) FROM tasks_task WHERE decided_at < made_at
            OR decided_at >= (%(today)s::date::timestamp AT TIME ZONE 'America/Los_Angeles')""",
    "an open task that somebody decided": """
        SELECT count(*) FROM tasks_task
        WHERE (state = 'open') <> (decided_at IS NULL AND decided_by_id IS NULL)""",
    "a task put off or dropped without a reason, or done with one": """
        SELECT count(*) FROM tasks_task
        WHERE (state IN ('snoozed', 'dismissed')) <> (state_reason <> '')""",
    "a task that was put off and is late": """
        SELECT count(*) FROM tasks_task WHERE state = 'snoozed' AND due_on <= %(today)s""",
    "a task from before its case": """
        SELECT count(*) FROM tasks_task t WHERE NOT EXISTS (
            SELECT FROM cases_case c
            WHERE c.student_id = t.student_id AND t.made_on >= c.opened_on)""",
    "a task that a rule proposed": "SELECT count(*) FROM tasks_task WHERE key IS NOT NULL",
}
REPORTS = {
    "a report filed by another than an administrator of the student's school": """
        SELECT count(*) FROM attendance_truancyreport r WHERE NOT EXISTS (
            SELECT FROM students_enrollment e
            JOIN accounts_grant g ON g.school_id = e.school_id AND g.role = 'school_administrator'
            JOIN accounts_user u ON u.id = g.person
            WHERE e.student_id = r.student_id AND u.name = r.filed_by)""",
    "a report filed on a day without school or at night": """
        SELECT count(*) FROM attendance_truancyreport r
        CROSS JOIN LATERAL (SELECT r.filed_at AT TIME ZONE 'America/Los_Angeles' AS at) f
        WHERE f.at::time NOT BETWEEN '08:30' AND '16:00' OR NOT EXISTS (
            SELECT FROM students_enrollment e JOIN students_schoolday d USING (school_id)
            WHERE e.student_id = r.student_id AND d.date = f.at::date AND d.is_school_day)""",
    "a report written down at another moment": """
        SELECT count(*) FROM attendance_truancyreport WHERE created_at <> filed_at OR NOT has_time""",
    "a report that lists a day twice, out of order or from after it": """
        SELECT count(*) FROM attendance_truancyreport r
        WHERE listed_dates <> ARRAY(SELECT DISTINCT d FROM unnest(listed_dates) d ORDER BY d)
            OR listed_dates[cardinality(listed_dates)] >= filed_at::date""",
    "a report of a student of a charter school, or of two schools": """
        SELECT count(*) FROM attendance_truancyreport r WHERE 1 <> (
            SELECT count(*) FROM students_enrollment e WHERE e.student_id = r.student_id)
            OR EXISTS (SELECT FROM students_enrollment e JOIN students_school s
                       ON s.id = e.school_id AND s.is_charter WHERE e.student_id = r.student_id)""",
    "a report of a student who is not of compulsory age": """
        SELECT count(*) FROM attendance_truancyreport r JOIN students_student s
            ON s.id = r.student_id
        WHERE coalesce(s.birth_date, '1900-01-01') <= %(today)s::date - interval '18 years'
            OR s.birth_date > (SELECT min(date) FROM students_schoolday WHERE is_school_day)
                - interval '6 years'""",
    "a step from before its report or on a day without school": """
        SELECT count(*) FROM attendance_processstep p
        LEFT JOIN attendance_truancyreport r ON r.source_key = p.evidence_id
        WHERE p.evidence_kind = 'demonstration' AND (
            p.student_id IS DISTINCT FROM r.student_id OR p.happened_at <= r.filed_at
            OR NOT EXISTS (
                SELECT FROM students_schoolday d WHERE d.is_school_day
                AND d.date = (p.happened_at AT TIME ZONE 'America/Los_Angeles')::date))""",
    "a step of today or later": """
        SELECT count(*) FROM attendance_processstep WHERE happened_at
            >= (%(today)s::date::timestamp AT TIME ZONE 'America/Los_Angeles')""",
    "a step that leans on a report which was withdrawn before": """
        SELECT count(*) FROM attendance_processstep p
        JOIN attendance_truancyreport r ON r.source_key = p.evidence_id
        JOIN attendance_reportdecision d ON d.report_id = r.id
        WHERE p.happened_at > d.decided_at""",
    "a report withdrawn on a weekend, in the future or by somebody else": """
        SELECT count(*) FROM attendance_reportdecision d
        JOIN attendance_truancyreport r ON r.id = d.report_id
        CROSS JOIN LATERAL (SELECT d.decided_at AT TIME ZONE 'America/Los_Angeles' AS at) l
        WHERE extract(isodow FROM l.at) > 5 OR d.decided_by <> r.filed_by
            OR l.at::date >= %(today)s OR d.decided_at <= r.filed_at""",
    "a report that was withdrawn though another follows": """
        SELECT count(*) FROM attendance_reportdecision d
        JOIN attendance_truancyreport r ON r.id = d.report_id
        JOIN attendance_truancyreport l USING (student_id) WHERE l.filed_at > r.filed_at""",
}
HEARINGS = {
    "a hearing on a day without school": """
        SELECT count(*) FROM sarb_docket k WHERE NOT EXISTS (
            SELECT FROM students_schoolday d WHERE d.date = k.date AND d.is_school_day)""",
    "a calendar made less than three weeks ahead, or not yet": """
        SELECT count(*) FROM sarb_docket WHERE date - made_at::date < 21 OR made_at::date >= %(today)s""",
    "a case placed before the calendar was there or the case was taken, or not yet": """
        SELECT count(*) FROM sarb_docketplace p JOIN sarb_docket d ON d.id = p.docket_id
        JOIN sarb_referral r ON r.id = p.referral_id
        WHERE p.placed_at <= greatest(d.made_at, r.decided_at) OR p.placed_at::date >= %(today)s""",
    "a case placed when its day was over": """
        SELECT count(*) FROM sarb_docketplace p JOIN sarb_docket d ON d.id = p.docket_id
        WHERE p.placed_at::date >= d.date""",
    "a place at another time than its order gives": """
        SELECT count(*) FROM sarb_docketplace p JOIN sarb_docket d ON d.id = p.docket_id
        WHERE p.time <> d.starts_at + (p.position - 1) * d.minutes * interval '1 minute'""",
    "a calendar that skips a place or holds too many": """
        SELECT count(*) FROM (
            SELECT max(p.position) AS last, count(*) AS n, min(d.capacity) AS capacity
            FROM sarb_docketplace p JOIN sarb_docket d ON d.id = p.docket_id GROUP BY d.id) k
        WHERE last <> n OR n > capacity""",
    "a referral sent or answered on a weekend": """
        SELECT count(*) FROM sarb_referral
        WHERE extract(isodow FROM made_at AT TIME ZONE 'America/Los_Angeles') > 5
            OR extract(isodow FROM decided_at AT TIME ZONE 'America/Los_Angeles') > 5""",
    "a referral from before school began, or answered in the future": """
        SELECT count(*) FROM sarb_referral
        WHERE made_at < (SELECT min(date) FROM students_schoolday WHERE is_school_day)
            OR decided_at::date >= %(today)s""",
    "a referral by somebody who does not serve the student's school": """
        SELECT count(*) FROM sarb_referral r WHERE NOT EXISTS (
            SELECT FROM students_enrollment e
            JOIN accounts_grant g ON g.school_id = e.school_id
                AND g.role IN ('counselor', 'school_administrator') AND g.ends >= %(today)s
            WHERE e.student_id = r.student_id AND g.person::text = r.made_by_id)""",
    "an answer, a hearing or a calendar that is not the chair's": """
        SELECT count(*) FROM sarb_referral r, sarb_docket d, accounts_grant g
        JOIN accounts_user u ON u.id = g.person
        WHERE g.role = 'sarb_chair' AND (
            r.decided_by NOT IN ('', u.name) OR r.heard_by NOT IN ('', u.name)
            OR (d.chair_id, d.made_by) IS DISTINCT FROM (u.id, u.name))""",
    "a notice from before its referral, of a Sunday or not yet": """
        SELECT count(*) FROM sarb_referral WHERE extract(isodow FROM noticed_on) = 7
            OR noticed_on NOT BETWEEN made_at::date AND %(today)s::date - 1""",
    "a step of a referral on another day than its notice": """
        SELECT count(*) FROM attendance_processstep p JOIN sarb_referral r
            ON r.id::text = p.evidence_id AND p.evidence_kind = 'referral'
        WHERE p.has_time OR p.student_id <> r.student_id
            OR (p.happened_at AT TIME ZONE 'America/Los_Angeles')::date <> r.noticed_on""",
    "a referral of a student who is enrolled nowhere": """
        SELECT count(*) FROM sarb_referral r WHERE NOT EXISTS (
            SELECT FROM students_enrollment e WHERE e.student_id = r.student_id
            AND coalesce(e.exit_date, %(today)s) >= %(today)s)""",
    "a truancy ground that rests on a report filed later": """
        SELECT count(*) FROM sarb_referral r WHERE reason = 'truancy' AND (grounds ->> 'met')::boolean
        AND 3 > (SELECT count(*) FROM attendance_truancyreport t
                 WHERE t.student_id = r.student_id AND t.filed_at < r.made_at)""",
    "a number of reports in a ground that is not how many stood on the day": """
        SELECT count(*) FROM sarb_referral r WHERE reason = 'truancy'
        AND substring(grounds ->> 'because' FROM '^[0-9]+')::integer <> (
            SELECT count(*) FROM attendance_truancyreport t
            WHERE t.student_id = r.student_id AND t.filed_at < r.made_at
            AND NOT EXISTS (SELECT FROM attendance_reportdecision d WHERE d.report_id = t.id))""",
    "a ground not met by three reports": """
        SELECT count(*) FROM sarb_referral
        WHERE reason = 'truancy' AND NOT (grounds ->> 'met')::boolean
            AND grounds ->> 'because' NOT LIKE '2 reports%%'""",
    "a truancy ground without an effort made before": """
        SELECT count(*) FROM sarb_referral r WHERE reason = 'truancy' AND (grounds ->> 'met')::boolean
        AND NOT EXISTS (SELECT FROM attendance_processstep p WHERE p.student_id = r.student_id
                        AND p.kind = 'effort_48262' AND p.happened_at < r.made_at)""",
    "a ground of chronic absence that the days before do not bear out": """
        SELECT count(*) FROM sarb_referral r WHERE reason = 'chronic_absence'
        AND 10 * (SELECT count(DISTINCT m.date) FROM attendance_mark m
                  JOIN attendance_attendancecode c ON c.id = m.code_id
                  WHERE m.student_id = r.student_id AND m.date < r.made_at::date
                  AND c.kind IN ('absent', 'oss', 'is_incomplete'))
            <= (SELECT max(d.ordinal) FROM students_schoolday d WHERE d.date < r.made_at::date)""",
    "a ground of behavior from before the incident": """
        SELECT count(*) FROM sarb_referral r WHERE reason = 'behavior' AND NOT EXISTS (
            SELECT FROM students_schoolrecord d WHERE d.student_id = r.student_id
            AND d.kind = 'discipline' AND (d.data ->> 'date')::date < r.made_at::date)""",
}
WORK = {**CASES, **NOTES, **TASKS, **REPORTS, **HEARINGS}
