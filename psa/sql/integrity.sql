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

-- proof: open cases without the assignment of their owner
SELECT c.id FROM cases_case c
LEFT JOIN cases_caseloadassignment a ON a.case_id = c.id AND a.ends IS NULL
WHERE (c.closed_on IS NULL AND a.counselor_id IS DISTINCT FROM c.owner_id)
   OR (c.closed_on IS NOT NULL AND a.id IS NOT NULL);

-- proof: tiers of cases that nobody decided
SELECT c.id FROM cases_case c
WHERE c.tier IS DISTINCT FROM (
  SELECT d.tier FROM cases_tierdecision d WHERE d.case_id = c.id ORDER BY d.id DESC LIMIT 1);

-- proof: summaries of cases
SELECT c.id FROM cases_case c JOIN cases_summary x ON x.id = c.id
WHERE (c.last_reached_on, c.next_action, c.next_due_on)
  IS DISTINCT FROM (x.last_reached_on, x.next_action, x.next_due_on)
   OR c.closed_on IS NULL AND c.school_id IS DISTINCT FROM x.school_id;

-- proof: last contacts with a person that are none, and that are missing
SELECT coalesce(r.student_id, n.student_id)
FROM cases_lastreached r
FULL JOIN (SELECT s.student_id, max((n.happened_at AT TIME ZONE %(zone)s)::date) AS last_on
           FROM contacts_note n JOIN contacts_notestudent s ON s.note_id = n.id
           WHERE n.reached AND NOT EXISTS (SELECT FROM contacts_note a WHERE a.amends_id = n.id)
           GROUP BY s.student_id) n ON n.student_id = r.student_id
WHERE r."on" IS DISTINCT FROM n.last_on;

-- proof: conference efforts that no note says, and notes that say one without it
SELECT coalesce(e.student_id, p.student_id), coalesce(e.evidence_id, p.evidence_id)
FROM (SELECT s.student_id, n.id::text AS evidence_id, n.happened_at
      FROM contacts_note n JOIN contacts_notestudent s ON s.note_id = n.id
      WHERE n.purpose = %(effort)s AND n.with_whom <> %(alone)s
        AND NOT (n.kind = %(other)s AND n.with_whom = %(nobody)s)
        AND NOT EXISTS (SELECT FROM contacts_note a WHERE a.amends_id = n.id)
        -- Of an adult on file: for their own children, each that was theirs when it was written
        -- down. Whose they were then is not known later, so a child without it is none missing
        -- while another has it.
        AND (n.guardian_id IS NULL
          OR EXISTS (SELECT FROM students_guardianship g
                     WHERE g.student_id = s.student_id AND g.guardian_id = n.guardian_id)
            AND (EXISTS (SELECT FROM attendance_processstep o
                         WHERE o.student_id = s.student_id AND o.kind = 'effort_48262'
                           AND o.evidence_kind = 'note' AND o.evidence_id = n.id::text)
              OR EXISTS (SELECT FROM students_guardianship g
                         WHERE g.student_id = s.student_id AND g.guardian_id = n.guardian_id
                           AND g.is_current)
                AND NOT EXISTS (SELECT FROM attendance_processstep o
                                WHERE o.kind = 'effort_48262' AND o.evidence_kind = 'note'
                                  AND o.evidence_id = n.id::text)))) e
FULL JOIN (SELECT * FROM attendance_processstep
           WHERE kind = 'effort_48262' AND evidence_kind = 'note' AND withdrawn_at IS NULL) p
  ON p.student_id = e.student_id AND p.evidence_id = e.evidence_id
WHERE e.happened_at IS DISTINCT FROM p.happened_at;

-- proof: grants to people who have no account
SELECT g.id, g.principal FROM accounts_grant g
WHERE g.person IS NOT NULL AND NOT EXISTS (SELECT FROM accounts_user u WHERE u.id = g.person);
