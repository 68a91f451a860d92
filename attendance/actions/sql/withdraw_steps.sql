-- Let the steps that rest on this evidence count no more, but those of students named beside their
-- evidence in `keeping`; return the student-years that must be judged again.
UPDATE attendance_processstep p SET withdrawn_at = %(at)s
WHERE p.kind = %(kind)s AND p.evidence_kind = %(evidence_kind)s
  AND p.evidence_id = ANY(%(evidence_ids)s) AND p.withdrawn_at IS NULL
  AND NOT EXISTS (
    SELECT FROM unnest(%(students)s::bigint[], %(evidences)s::text[]) AS keeping (student_id, evidence_id)
    WHERE keeping.student_id = p.student_id AND keeping.evidence_id = p.evidence_id)
RETURNING p.student_id, p.school_year
