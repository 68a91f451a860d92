-- Letters that wait, by stage, and how many of them are late: in all, of those due and of those
-- printed. Those about students within reach, each once, by a union and not an OR, so that each way
-- has its index; of the ways that a person has not, nothing is left to the planner.
SELECT count(*) FILTER (WHERE n.stage = %(stage_due)s) AS due,
       count(*) FILTER (WHERE n.stage = %(stage_approved)s) AS approved,
       count(*) FILTER (WHERE n.stage = %(stage_printed)s) AS printed,
       count(*) FILTER (WHERE n.due_by < %(reach_on)s) AS late,
       count(*) FILTER (WHERE n.stage = %(stage_due)s AND n.due_by < %(reach_on)s) AS due_late,
       count(*) FILTER (WHERE n.stage = %(stage_printed)s AND n.due_by < %(reach_on)s) AS printed_late
FROM (
  SELECT s.stage, s.due_by FROM letters_notice s
  WHERE %(reach_all)s AND s.stage = ANY(%(open)s)
  UNION ALL
  SELECT w.stage, w.due_by FROM (
    SELECT s.id, s.stage, s.due_by FROM letters_notice s
    WHERE NOT %(reach_all)s AND s.stage = ANY(%(open)s)
      AND s.student_id IN (SELECT unnest(%(reach_students)s::bigint[]))
    UNION
    SELECT s.id, s.stage, s.due_by FROM letters_notice s
    WHERE NOT %(reach_all)s AND s.stage = ANY(%(open)s)
      AND s.school_id = ANY(ARRAY(SELECT o.id FROM students_school o
                                  WHERE o.id = ANY(%(reach_schools)s)
                                     OR o.region_id = ANY(%(reach_regions)s)))
      AND {{students/reached s.student_id}}) w
) n
