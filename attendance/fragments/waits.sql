(EXISTS (SELECT FROM attendance_reportflag flag
         WHERE flag.report_id = {of} AND NOT coalesce(
           (SELECT verdict.verdict = %(verdict_withdrawn)s OR verdict.answered @> flag.reasons
            FROM attendance_reportdecision verdict WHERE verdict.report_id = {of}
            ORDER BY verdict.decided_at DESC, verdict.id DESC LIMIT 1), false)))
