-- One student's year with everything behind it, in one row.
SELECT row_to_json(t) AS standing,
       (SELECT coalesce(json_agg(row_to_json(r) ORDER BY r.filed_at), '[]')
        FROM (SELECT r.id, r.filed_at, r.listed_dates, r.source, r.is_countable, r.receiver,
                     r.filed_by,
                     (SELECT row_to_json(d) FROM attendance_reportdecision d
                      WHERE d.report_id = r.id ORDER BY d.decided_at DESC, d.id DESC LIMIT 1)
                       AS decision
              FROM attendance_truancyreport r
              WHERE r.student_id = %(student)s AND r.school_year = %(school_year)s
                AND (r.filed_at AT TIME ZONE %(zone)s)::date <= %(known_by)s) r) AS reports,
       (SELECT coalesce(json_agg(row_to_json(p) ORDER BY p.happened_at), '[]')
        FROM attendance_processstep p
        WHERE p.student_id = %(student)s AND p.school_year = %(school_year)s
          AND p.withdrawn_at IS NULL
          AND (p.happened_at AT TIME ZONE %(zone)s)::date <= %(known_by)s) AS steps
FROM {standings} t
WHERE t.student_id = %(student)s AND t.school_year = %(school_year)s
