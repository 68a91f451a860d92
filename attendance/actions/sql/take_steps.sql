-- Write steps, and return those that are new or came out otherwise: student and school year, and
-- the year in which the step was before, null for a new one.
WITH asked AS (
  SELECT * FROM jsonb_to_recordset(%(steps)s) AS x (
    student_id bigint, school_year smallint, kind text, happened_at timestamptz, has_time boolean,
    evidence_kind text, evidence_id text, detail jsonb)
), earlier AS (
  SELECT p.* FROM attendance_processstep p
  JOIN asked USING (student_id, kind, evidence_kind, evidence_id)
), written AS (
  INSERT INTO attendance_processstep AS p (student_id, school_year, kind, happened_at, has_time,
                                           recorded_at, evidence_kind, evidence_id, detail)
  SELECT student_id, school_year, kind, happened_at, has_time, %(at)s, evidence_kind, evidence_id,
         detail
  FROM asked
  ON CONFLICT (student_id, kind, evidence_kind, evidence_id) DO UPDATE
  SET school_year = excluded.school_year, happened_at = excluded.happened_at,
      has_time = excluded.has_time, detail = excluded.detail, withdrawn_at = NULL
  WHERE (p.school_year, p.happened_at, p.has_time, p.detail, p.withdrawn_at)
    IS DISTINCT FROM (excluded.school_year, excluded.happened_at, excluded.has_time,
                      excluded.detail, NULL::timestamptz)
  RETURNING p.*
)
SELECT w.student_id, w.school_year, e.school_year
FROM written w LEFT JOIN earlier e USING (student_id, kind, evidence_kind, evidence_id)
