-- Somebody asks for help for some of those who are absent often, on a school day; most are answered in
-- time. What is done happens on the day or on the next one.
SELECT row_number() OVER (ORDER BY a.number)::integer AS nth, a.number, a.student_id, a.school_id, h.holder,
       w.asker, w.asker_name, w.worry, w.tried, w.strengths, d.asked_on, k.urgency, due.date AS due_on,
       s.stage, s.stage = 'paused' AND s.stage_turn < 4 AS rests_late,
       least(staging.workday(d.asked_on + 1), %(today)s - 1) AS done_on
FROM staging.demo_absent a
JOIN staging.demo_holder h ON h.school_id = a.school_id AND h.turn = mod(a.number, h.turns)
JOIN staging.demo_asked w ON w.turn = mod(staging.pick(a.number, 'who asks', 840), w.turns)
CROSS JOIN LATERAL (
  SELECT CASE WHEN staging.pick(a.number, 'request cannot wait', 100) < 15 THEN 'today' ELSE 'usual' END
         AS urgency) k
CROSS JOIN LATERAL (
  SELECT max(x.date) AS asked_on FROM students_schoolday x
  WHERE x.school_id = a.school_id AND x.is_school_day AND x.date >= a.since
    AND x.date < %(today)s - CASE WHEN staging.pick(a.number, 'request lately', 100) < 35
                                  THEN staging.pick(a.number, 'request day', 3)
                                  ELSE staging.pick(a.number, 'request day', 40) END) d
CROSS JOIN LATERAL (
  SELECT x.date FROM students_schoolday x
  WHERE x.school_id = a.school_id AND x.is_school_day AND x.date >= d.asked_on
  ORDER BY x.date OFFSET CASE k.urgency WHEN 'today' THEN %(urgent)s ELSE %(usual)s END LIMIT 1) due
CROSS JOIN LATERAL (
  SELECT staging.pick(a.number, 'request stage', 20) AS turn,
         staging.pick(a.number, 'request rests', 10) AS stage_turn) t
CROSS JOIN LATERAL (
  SELECT CASE WHEN t.turn < 4 THEN 'new' WHEN t.turn < 7 THEN 'taken' WHEN t.turn < 11 THEN 'answered'
              WHEN t.turn < 14 THEN 'paused' ELSE 'closed' END AS stage, t.stage_turn) s
WHERE d.asked_on IS NOT NULL AND staging.pick(a.number, 'request', 100) < 25
ORDER BY a.number
