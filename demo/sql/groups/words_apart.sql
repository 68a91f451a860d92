-- Of one in six who were there something was written down.
INSERT INTO plans_wordsapart (session_id, student_id, text)
SELECT %(first_session)s + p.session_nth, p.student_id,
       (%(words)s::text[])[1 + staging.pick(p.student_id, 'apart', cardinality(%(words)s::text[]))]
FROM staging.demo_presence p
WHERE p.here = 'present' AND staging.pick(p.student_id * 50 + p.session_nth, 'has words', 6) = 0
ORDER BY p.session_nth, p.student_id
