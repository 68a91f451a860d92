INSERT INTO plans_interview (id, client_uuid, student_id, author_id, held_on, speaker, how, guardian_id,
                             with_name, language, interpreter, limits_told, found, other, own_words,
                             strengths, note_id, recorded_at)
SELECT %(first_interview)s + i.nth, md5('talk ' || %(seed)s || ' ' || i.nth)::uuid, i.student_id, i.holder,
       i.held_on, CASE WHEN i.asks_adult THEN 'adult' ELSE 'student' END, 'school', i.guardian_id, '',
       i.language, i.interpreter, true, 'barriers', '', w.own_words, w.strengths, %(first_note)s + i.nth,
       i.at + interval '20 minutes'
FROM staging.demo_interview i
JOIN staging.demo_own_words w ON w.asks_adult = i.asks_adult
 AND w.turn = mod(staging.pick(i.number, 'own words', 840), w.turns)
ORDER BY i.nth
