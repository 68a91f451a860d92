-- Students of these schools of whom files said something that is not taken: a question is open, marks
-- are set aside, rows of the last import were rejected, a word has no meaning.
WITH here AS MATERIALIZED (
  SELECT DISTINCT student_id, school_id FROM students_enrollment
  WHERE school_id = ANY(%(schools)s) AND entry_date <= %(on)s
    AND (exit_date IS NULL OR exit_date >= %(on)s)
)
SELECT 'question' AS key, h.student_id, h.school_id,
       min(CASE WHEN q.kind = %(identity)s THEN 'The files give this id to another child.'
                ELSE 'The birth date goes with no grade.' END) AS why
FROM here h JOIN sis_importquestion q ON q.student_id = h.student_id AND q.answer = ''
GROUP BY h.student_id, h.school_id
UNION ALL
SELECT 'aside', h.student_id, h.school_id,
       count(*) || CASE WHEN count(*) = 1 THEN ' mark' ELSE ' marks' END || ', the last of '
         || to_char(max(a.date), 'FMMonth FMDD, YYYY')
FROM here h JOIN sis_setaside a ON a.student_id = h.student_id
WHERE a.date BETWEEN %(since)s AND %(on)s
GROUP BY h.student_id, h.school_id
UNION ALL
SELECT 'rejected', h.student_id, h.school_id,
       string_agg(r.file || ' line ' || r.line || ': ' || r.reason, '; ' ORDER BY r.file, r.line)
FROM sis_rejectedrow r
JOIN students_student s ON s.sis_id = btrim(r.row->>'student_id')
JOIN here h ON h.student_id = s.id
WHERE r.run_id = %(run)s AND r.file = ANY(%(files)s)
GROUP BY h.student_id, h.school_id
UNION ALL
SELECT 'word', h.student_id, h.school_id, string_agg(DISTINCT w.kind || ' ' || w.word, ', ')
FROM here h
JOIN sis_wordbearer b ON b.student_id = h.student_id
JOIN sis_sourceword w ON w.kind = b.kind AND lower(w.word) = lower(b.word)
WHERE w.meaning = '' AND w.kind <> ALL(%(private)s)
GROUP BY h.student_id, h.school_id
