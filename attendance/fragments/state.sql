CASE WHEN {of}.status = %(status_watch)s AND {of}.reports_due > {of}.reports_filed
     THEN %(report_due)s ELSE {of}.status END
