(NOT coalesce((SELECT verdict.verdict FROM attendance_reportdecision verdict
               WHERE verdict.report_id = {of}
               ORDER BY verdict.decided_at DESC, verdict.id DESC LIMIT 1) = %(verdict_withdrawn)s, false))
