-- One student's year with everything behind it, in one row; its days oldest first.
SELECT row_to_json(t) AS standing,
       EXISTS (SELECT FROM attendance_judgementdue j
               WHERE j.student_id = %(student)s AND j.school_year = %(school_year)s) AS is_due,
       (SELECT coalesce(json_agg(row_to_json(r) ORDER BY r.filed_at, r.listed_dates, r.source_key), '[]')
        FROM (SELECT r.id, r.filed_at, r.listed_dates, r.source, r.source_key, r.source_key !~ '^history:.*:$' AS is_dated,
                     r.is_countable, r.receiver,
                     r.filed_by,
                     EXISTS (SELECT FROM attendance_waiting w WHERE w.report_id = r.id) AS waits,
                     (SELECT row_to_json(d) FROM attendance_reportdecision d
                      WHERE d.report_id = r.id ORDER BY d.decided_at DESC, d.id DESC LIMIT 1)
                       AS decision
              FROM attendance_truancyreport r
              WHERE r.student_id = %(student)s AND r.school_year = %(school_year)s
                AND (r.filed_at AT TIME ZONE %(zone)s)::date <= %(known_by)s) r) AS reports,
       (SELECT coalesce(json_agg(row_to_json(p) ORDER BY p.happened_at, p.kind, p.evidence_id), '[]')
        FROM attendance_processstep p
        WHERE p.student_id = %(student)s AND p.school_year = %(school_year)s
          AND p.withdrawn_at IS NULL
          AND (p.happened_at AT TIME ZONE %(zone)s)::date <= %(known_by)s) AS steps,
       (SELECT coalesce(json_agg(json_build_object(
                 'date', d.date, 'school_id', d.school_id,
                 'school', (SELECT k.name FROM students_school k WHERE k.id = d.school_id),
                 'outcome', d.outcome, 'excuse', d.excuse, 'gap_minutes', d.gap_minutes,
                 'occasions', d.occasions, 'countable_on', d.countable_on,
                 'pending_until', d.pending_until, 'why', d.why, 'quality', d.quality, 'is_tardy', d.is_tardy,
                 'marks',
                 (SELECT coalesce(json_agg(
                           (SELECT json_build_object(
                              'period', m.period, 'code', c.code, 'label', c.label,
                              'kind', c.kind, 'minutes', coalesce(m.minutes_missed, c.minutes),
                              'reason', m.reason, 'school', m.school_id, 'is_rival', m.is_rival)
                            FROM attendance_attendancecode c WHERE c.id = m.code_id)
                         ORDER BY (SELECT k.sis_id FROM students_school k WHERE k.id = m.school_id), m.period), '[]')
                  FROM (SELECT student_id, school_id, date, period, code_id, minutes_missed, reason,
                               false AS is_rival
                        FROM attendance_mark
                        UNION ALL
                        SELECT student_id, school_id, date, period, code_id, minutes_missed, reason,
                               true
                        FROM attendance_rivalmark) m
                  WHERE m.student_id = d.student_id AND m.date = d.date),
                 'changes',
                 (SELECT coalesce(json_agg(json_build_object(
                           'period', g.period, 'old_code', g.old_code, 'new_code', g.new_code,
                           'withdrawn', g.withdrawn, 'changed_by', g.changed_by,
                           'changed_at', g.changed_at)
                         ORDER BY g.changed_at), '[]')
                  FROM attendance_markchange g
                  WHERE g.student_id = d.student_id AND g.date = d.date)) ORDER BY d.date), '[]')
        FROM attendance_dayoutcome d
        WHERE d.student_id = %(student)s AND d.date BETWEEN %(start)s AND %(as_of)s) AS days,
       (SELECT coalesce(json_agg(json_build_object(
                 'test', f.test, 'period', f.period, 'verdict', f.verdict, 'numbers', f.numbers,
                 'citation', f.citation) ORDER BY f.test, f.period), '[]')
        FROM attendance_finding f
        WHERE f.student_id = %(student)s AND f.school_year = %(school_year)s) AS findings,
       -- Whose words these are: the policy by which the year was last judged, else the one that was
       -- in force then.
       coalesce(
         (SELECT row_to_json(p)
          FROM attendance_assessment a JOIN law_policy p ON p.id = a.policy_id
          WHERE a.school_year = %(school_year)s AND a.finished_at IS NOT NULL
          ORDER BY a.id DESC LIMIT 1),
         (SELECT row_to_json(p) FROM law_policy p WHERE p.effective_from <= t.as_of
          ORDER BY p.effective_from DESC, p.id DESC LIMIT 1)) AS policy
FROM attendance_standing t
WHERE t.student_id = %(student)s AND t.school_year = %(school_year)s
