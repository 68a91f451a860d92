"""Work in a district of 22 November 2026 that would not hang together: counts of what never is."""

CASES = {
    "a case without its first tier": """
        SELECT count(*) FROM cases_case c WHERE NOT EXISTS (
            SELECT FROM cases_tierdecision t WHERE t.case_id = c.id AND t.tier = c.tier)""",
    "a case opened before school began or after today": """
        SELECT count(*) FROM cases_case
        WHERE opened_on NOT BETWEEN '2026-08-13' AND '2026-11-22'""",
    "a case closed before it was opened": """
        SELECT count(*) FROM cases_case WHERE closed_on NOT BETWEEN opened_on AND '2026-11-22'""",
    "two open cases of a student": """
        SELECT count(*) FROM (SELECT FROM cases_case WHERE closed_on IS NULL
                              GROUP BY student_id HAVING count(*) > 1) c""",
    "an owner without an assignment that runs": """
        SELECT count(*) FROM cases_case c WHERE c.closed_on IS NULL AND c.owner_id IS NOT NULL
        AND NOT EXISTS (SELECT FROM cases_caseloadassignment a WHERE a.case_id = c.id
                        AND a.counselor_id = c.owner_id AND a.ends IS NULL)""",
    "an owner who may work no cases": """
        SELECT count(*) FROM cases_case c WHERE c.owner_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM accounts_grant g WHERE g.principal = 'user:' || c.owner_id
            AND g.role IN ('counselor', 'school_administrator', 'field_coordinator'))""",
    "a case of somebody who is rarely absent": """
        SELECT count(*) FROM cases_case c WHERE 5 > (
            SELECT count(DISTINCT m.date) FROM attendance_mark m
            JOIN attendance_attendancecode a ON a.id = m.code_id
            WHERE m.student_id = c.student_id AND a.kind <> 'present')""",
    "a summary of a last contact that no note says": """
        SELECT count(*) FROM cases_lastreached r WHERE NOT EXISTS (
            SELECT FROM contacts_notestudent s JOIN contacts_note n ON n.id = s.note_id
            WHERE s.student_id = r.student_id AND n.reached
            AND (n.happened_at AT TIME ZONE 'America/Los_Angeles')::date = r."on")""",
}
NOTES = {
    "a note about nobody": """
        SELECT count(*) FROM contacts_note n
        WHERE NOT EXISTS (SELECT FROM contacts_notestudent s WHERE s.note_id = n.id)""",
    "a note from before its case or from the future": """
        SELECT count(*) FROM contacts_notestudent s JOIN contacts_note n ON n.id = s.note_id
        JOIN cases_case c ON c.id = s.case_id
        WHERE (n.happened_at AT TIME ZONE 'America/Los_Angeles')::date
            NOT BETWEEN c.opened_on AND '2026-11-22'""",
    "a note of another student's case": """
        SELECT count(*) FROM contacts_notestudent s JOIN cases_case c ON c.id = s.case_id
        WHERE c.student_id <> s.student_id""",
    "a note written down before it happened": """
        SELECT count(*) FROM contacts_note WHERE recorded_at < happened_at""",
    "a person reached by what reaches nobody": """
        SELECT count(*) FROM contacts_note WHERE reached
        AND (kind IN ('letter', 'other') OR outcome IN ('voicemail', 'no_answer', 'sent',
             'wrong_number', 'door_nobody', 'door_closed', 'no_show', 'bounced', 'moved'))""",
    "nobody reached though somebody spoke": """
        SELECT count(*) FROM contacts_note
        WHERE NOT reached AND outcome IN ('spoke', 'door_spoke', 'held', 'replied', 'call_back')""",
    "an adult of another child on a note": """
        SELECT count(*) FROM contacts_notestudent s JOIN contacts_note n ON n.id = s.note_id
        WHERE n.guardian_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM students_guardianship g
            WHERE g.student_id = s.student_id AND g.guardian_id = n.guardian_id)""",
    "an adult called who must not be contacted": """
        SELECT count(*) FROM contacts_notestudent s JOIN contacts_note n ON n.id = s.note_id
        JOIN students_guardianship g
            ON g.student_id = s.student_id AND g.guardian_id = n.guardian_id
        WHERE g.no_contact""",
    "a text with a blank in it": """
        SELECT count(*) FROM contacts_note WHERE text ~ '[{}]'""",
    "an effort without a note that offers a conference, or tells of one held": """
        SELECT count(*) FROM attendance_processstep p
        WHERE p.kind = 'effort_48262' AND p.evidence_kind = 'note' AND NOT EXISTS (
            SELECT FROM contacts_note n
            WHERE n.id::text = p.evidence_id AND (n.purpose = 'conference_48262'
                OR n.kind = 'conference' AND n.outcome = 'held'))""",
    "a task that waits for another than has the case": """
        SELECT count(*) FROM tasks_task t
        JOIN cases_case c ON c.student_id = t.student_id AND c.closed_on IS NULL
        WHERE t.state IN ('open', 'snoozed') AND t.owner_id IS DISTINCT FROM c.owner_id""",
    "a task that waits in a closed case": """
        SELECT count(*) FROM tasks_task t WHERE t.state IN ('open', 'snoozed')
        AND NOT EXISTS (SELECT FROM cases_case c
                        WHERE c.student_id = t.student_id AND c.closed_on IS NULL)""",
}
HEARINGS = {
    "a referral made after today": """
        SELECT count(*) FROM sarb_referral WHERE made_at >= '2026-11-22 08:00+00'""",
    "an answer from before the referral": """
        SELECT count(*) FROM sarb_referral WHERE decided_at <= made_at""",
    "a referral that waits and was answered": """
        SELECT count(*) FROM sarb_referral
        WHERE (state = 'sent') <> (decided_at IS NULL AND decided_by = '')""",
    "a referral returned without a word": """
        SELECT count(*) FROM sarb_referral WHERE (state = 'returned') <> (return_reason <> '')""",
    "a referral on too few reports without a justification": """
        SELECT count(*) FROM sarb_referral
        WHERE level = 'sarb' AND (grounds ->> 'met')::boolean = (justification <> '')""",
    "a truancy ground on less than three reports": """
        SELECT count(*) FROM sarb_referral r WHERE r.reason = 'truancy' AND (grounds ->> 'met')::boolean
        AND 3 > (SELECT count(*) FROM attendance_truancyreport t
                 WHERE t.student_id = r.student_id AND NOT EXISTS (
                     SELECT FROM attendance_reportdecision d WHERE d.report_id = t.id))""",
    "a notice of referral without its step, or a step without": """
        SELECT count(*) FROM sarb_referral r FULL JOIN (
            SELECT * FROM attendance_processstep WHERE kind = 'referral_48263') p
            ON p.evidence_id = r.id::text
        WHERE (r.noticed_on IS NULL) <> (p.id IS NULL)""",
    "two cases in one place or at one time of a day": """
        SELECT count(*) FROM sarb_docketplace a JOIN sarb_docketplace b
            ON a.docket_id = b.docket_id AND a.id < b.id
            AND (a.position = b.position OR a.time = b.time OR a.referral_id = b.referral_id)""",
    "a case on a calendar that the chair did not take": """
        SELECT count(*) FROM sarb_docketplace p JOIN sarb_referral r ON r.id = p.referral_id
        WHERE r.state NOT IN ('accepted', 'heard')""",
    "a case heard on another day than its calendar's, or ahead of it": """
        SELECT count(*) FROM sarb_referral r
        LEFT JOIN sarb_docketplace p ON p.referral_id = r.id
        LEFT JOIN sarb_docket d ON d.id = p.docket_id
        WHERE r.state = 'heard'
            AND (r.heard_on IS DISTINCT FROM d.date OR d.date >= '2026-11-22')""",
}
PEOPLE = {
    "grades of an elementary student": """
        SELECT count(*) FROM students_schoolrecord r JOIN students_enrollment e
            USING (student_id) JOIN students_school s ON s.id = e.school_id
        WHERE r.kind = 'grade' AND s.level = 'elementary'""",
    "a suspension on file without its days": """
        SELECT count(*) FROM students_schoolrecord r WHERE r.kind = 'discipline'
        AND (r.data ->> 'days')::integer <> (
            SELECT count(DISTINCT m.date) FROM attendance_mark m
            JOIN attendance_attendancecode c ON c.id = m.code_id
            WHERE m.student_id = r.student_id AND c.kind IN ('oss', 'iss'))""",
    "a group that ended before it began": """
        SELECT count(*) FROM students_population WHERE "end" < start""",
    "a pregnant boy": """
        SELECT count(*) FROM students_population p JOIN students_student s ON s.id = p.student_id
        WHERE p.kind = 'pregnant_parenting' AND s.sex <> 'F'""",
    "a foster child without a foster parent": """
        SELECT count(*) FROM students_population p WHERE p.kind = 'foster' AND NOT EXISTS (
            SELECT FROM students_guardianship g
            WHERE g.student_id = p.student_id AND g.relation = 'foster_parent')""",
    "two adults to call first": """
        SELECT count(*) FROM (SELECT FROM students_guardianship WHERE "primary"
                              GROUP BY student_id HAVING count(*) > 1) g""",
    "a safe address that is the home": """
        SELECT count(*) FROM students_guardianship g JOIN students_student s ON s.id = g.student_id
        WHERE g.safe_address <> '' AND g.safe_address LIKE '%' || s.street || '%'""",
    "a telephone that could be somebody's": """
        SELECT count(*) FROM students_guardian
        WHERE phone <> '' AND phone NOT LIKE '(___) 555-____'
            OR phone2 <> '' AND phone2 NOT LIKE '(___) 555-____'""",
    "an address for mail that could be somebody's": """
        SELECT count(*) FROM students_guardian
        WHERE email <> '' AND email NOT LIKE '%@example.org'""",
    "a grant before the year or past it": """
        SELECT count(*) FROM accounts_grant
        WHERE starts < '2026-07-01' OR ends < starts
            OR source = 'demonstration' AND ends > '2027-06-30'""",
}
NEVER_EITHER = {**CASES, **NOTES, **HEARINGS, **PEOPLE}

SOMEWHERE_TOO = {
    "cases of several counselors": """
        SELECT FROM cases_case HAVING count(DISTINCT owner_id) > 2""",
    "a case given on to a colleague": """
        SELECT FROM cases_caseloadassignment GROUP BY case_id HAVING count(*) > 1""",
    "a case with an overdue task": """
        SELECT FROM cases_case WHERE closed_on IS NULL AND next_due_on < '2026-11-22'""",
    "a case in which nothing is planned": """
        SELECT FROM cases_case WHERE closed_on IS NULL AND next_due_on IS NULL""",
    "a family nobody reached for weeks": """
        SELECT FROM cases_case c WHERE closed_on IS NULL
        AND coalesce(last_reached_on, opened_on) < '2026-11-08'""",
    "a case of each tier": """
        SELECT FROM cases_case HAVING count(DISTINCT tier) >= 2""",
    "a note in Spanish": "SELECT FROM contacts_note WHERE language = 'es'",
    "a note with an interpreter": "SELECT FROM contacts_note WHERE interpreter",
    "a note with barriers": "SELECT FROM contacts_note WHERE cardinality(barriers) > 0",
    "a note that was signed": "SELECT FROM contacts_note WHERE signed_at IS NOT NULL",
    "a note that was not": "SELECT FROM contacts_note WHERE signed_at IS NULL",
    "a note written down days later": """
        SELECT FROM contacts_note WHERE recorded_at > happened_at + interval '1 day'""",
    "an offer of a conference": """
        SELECT FROM contacts_note WHERE purpose = 'conference_48262'""",
    "a referral of each ground": """
        SELECT FROM sarb_referral HAVING count(DISTINCT reason) = 3""",
    "a referral that the statute does not reach, with a reason": """
        SELECT FROM sarb_referral WHERE justification <> ''""",
    "a case to be heard for truancy, on three reports that stand": """
        SELECT FROM sarb_docketplace p JOIN sarb_referral r ON r.id = p.referral_id
        JOIN sarb_docket d ON d.id = p.docket_id
        WHERE d.date > '2026-11-22' AND r.reason = 'truancy' AND (grounds ->> 'met')::boolean""",
    "a hearing calendar of ten that is to come": """
        SELECT FROM sarb_docketplace p JOIN sarb_docket d ON d.id = p.docket_id
        WHERE d.date > '2026-11-22' GROUP BY d.id HAVING count(*) = 10""",
    "a case heard, and one of that day not confirmed yet": """
        SELECT FROM sarb_docketplace p JOIN sarb_referral r ON r.id = p.referral_id
        JOIN sarb_docket d ON d.id = p.docket_id
        WHERE d.date < '2026-11-22' GROUP BY d.id
        HAVING bool_or(r.state = 'heard') AND bool_or(r.state = 'accepted')""",
    "grades, credits and discipline": """
        SELECT FROM students_schoolrecord HAVING count(DISTINCT kind) = 3""",
    "an adult without a telephone": "SELECT FROM students_guardian WHERE phone = ''",
    "an adult with two": "SELECT FROM students_guardian WHERE phone2 <> ''",
}
