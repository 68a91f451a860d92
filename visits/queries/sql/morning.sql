-- How many visits are a person's own today or at a door, and wait for their word as the partner; how many
-- colleagues are at a door now, and how many of these are not back in time. As their lists have them.
SELECT count(*) FILTER (WHERE %(writes)s
         AND (v.state = %(visit_there)s AND %(person)s IN (v.goes_id, v.partner_id, v.watcher_id)
              OR v.day = %(on)s AND %(person)s IN (v.goes_id, v.partner_id))) AS own,
       count(*) FILTER (WHERE %(writes)s AND v.state = %(visit_planned)s AND v.day = %(on)s
         AND v.partner_id = %(person)s) AS to_confirm,
       count(*) FILTER (WHERE v.state = %(visit_there)s) AS out,
       count(*) FILTER (WHERE v.state = %(visit_there)s AND v.back_by < %(now)s) AS late
FROM visits_visit v
WHERE (v.state = %(visit_there)s
         AND (%(leads)s OR %(person)s IN (v.goes_id, v.partner_id, v.watcher_id))
       OR v.goes_id = %(person)s AND v.day = %(on)s
       OR v.partner_id = %(person)s AND v.day = %(on)s)
  AND EXISTS (SELECT FROM visits_visitstudent a
              WHERE a.visit_id = v.id AND {{students/reached a.student_id}})
