-- Students with so many days absent without a reason known within some days, whom nobody called since the
-- first of them, by whatever way: a person calls home. Who is to be located is looked for instead. An
-- automatic message is no contact of a person, and stands in no note.
WITH lately AS (
  SELECT o.student_id, array_agg(o.date ORDER BY o.date) AS dates
  FROM attendance_dayoutcome o
  WHERE o.date > %(as_of)s::date - %(within)s::integer AND o.date <= %(as_of)s
    AND o.outcome = %(outcome_absent)s
    AND o.excuse IN (%(excuse_unexcused)s, %(excuse_unverified)s)
  GROUP BY o.student_id
  HAVING count(*) >= %(absences)s AND max(o.date) > %(as_of)s::date - 7
), chosen AS (
  SELECT l.student_id, t.school_id, l.dates
  FROM lately l
  JOIN attendance_standing t
    ON t.student_id = l.student_id AND t.school_year = %(school_year)s AND t.is_enrolled
  CROSS JOIN LATERAL attendance_unexplained_now(l.student_id, %(first_day)s, %(as_of)s) n
  WHERE cardinality(n.dates) < %(unexplained_days)s
    -- The first counted days of the year ask for the family themselves.
    AND NOT t.counted_days BETWEEN 1 AND (
      SELECT count(*) FROM attendance_dayoutcome o
      WHERE o.student_id = l.student_id AND o.date = ANY (l.dates)
        AND o.occasions > 0 AND o.countable_on <= %(as_of)s)
    AND NOT EXISTS (
      SELECT FROM contacts_notestudent s
      JOIN contacts_note c ON c.id = s.note_id
      WHERE s.student_id = l.student_id AND c.kind <> ALL (%(silent)s) AND c.with_whom <> %(alone)s
        AND (c.reached OR c.outcome <> ALL (%(missed)s))
        AND (c.happened_at AT TIME ZONE %(zone)s)::date >= l.dates[1]
        AND NOT EXISTS (SELECT FROM contacts_notewithdrawal w WHERE w.note_id = c.id))
    AND NOT EXISTS (
      SELECT FROM tasks_task k
      WHERE k.student_id = l.student_id AND k.state = ANY (%(pending)s)
        AND k.kind IN (%(task_contact)s, %(task_visit)s, %(task_locate)s))
)
SELECT c.student_id, c.school_id, false AS is_first,
       c.student_id || ':call:' || c.dates[1] AS key,
       'Call home: ' || cardinality(c.dates) || ' unexplained absences' AS title,
       'Absent without a reason known on '
         || (SELECT string_agg(to_char(d.day, 'FMMon FMDD'), ', ' ORDER BY d.day)
             FROM (SELECT u.day FROM unnest(c.dates) AS u (day) ORDER BY u.day DESC LIMIT 5) d)
         || ', and nobody has called since. A person calls, and asks what would help.' AS reason,
       jsonb_build_object('as_of', %(as_of)s::date, 'absences', to_jsonb(c.dates)) AS evidence,
       %(on)s::date AS day, 0 AS school_days
FROM chosen c
