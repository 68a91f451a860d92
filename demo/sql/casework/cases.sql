-- The most absent of them, with some luck. A case is opened some days after; one in twelve is
-- closed again, one in ten has changed hands. All of it on weekdays.
SELECT row_number() OVER (ORDER BY a.number)::integer AS nth, a.number, a.student_id, a.school_id, a.days,
       h.holder, coalesce(before.holder, h.holder) AS first_holder, h.administrator,
       before.holder IS NOT NULL AS has_moved, d.opened_on,
       staging.workday(d.opened_on + least(10, d.length / 2)) AS moved_on,
       CASE WHEN staging.pick(a.number, 'case closed', 100) < 8 AND d.length >= 21
         THEN staging.workday(d.opened_on + 14 + staging.pick(a.number, 'case length', d.length - 20))
         END AS closed_on,
       CASE WHEN a.days >= 14 THEN 'intensive'
            WHEN a.days >= 9 AND staging.pick(a.number, 'case tier', 100) < 30 THEN 'intensive'
            WHEN staging.pick(a.number, 'case tier', 100) < 88 THEN 'early'
            ELSE 'prevention' END AS tier,
       s.first_name, p.guardian_id, p.adult, coalesce(p.language, '') AS language,
       coalesce(p.interpreter, false) AS interpreter
FROM (SELECT *, row_number() OVER (
          ORDER BY days + staging.pick(number, 'case', 6) DESC, number) AS place
      FROM staging.demo_absent) a
JOIN staging.demo_holder h ON h.school_id = a.school_id
 AND h.turn = mod(a.number, h.turns)
LEFT JOIN staging.demo_holder before ON before.school_id = a.school_id AND before.turns > 1
 AND before.turn = mod(a.number + 1, h.turns) AND staging.pick(a.number, 'case moved', 100) < 20
CROSS JOIN LATERAL (
  SELECT staging.workday(least(a.since + staging.pick(a.number, 'case day', 12), %(today)s - 1))
    AS opened_on) o
CROSS JOIN LATERAL (SELECT o.opened_on, %(today)s - o.opened_on AS length) d
JOIN staging.demo_student s ON s.number = a.number
LEFT JOIN staging.demo_called p ON p.student_id = a.student_id
WHERE a.place <= %(most)s
ORDER BY a.number
