-- What each code says on its own, as bits, so that all rows of a day are weighed by one bit_or.
--   period marks: 1 absent, 2 suspended out, 4 study incomplete
--   any mark:     8 attended, 16 early or partial, 32 tardy, 64 suspended in, 128 study complete
--   its excuse:   256 excused, 512 unexcused, 1024 unverified; of kind absent: 2048, 4096, 8192
--   whole day:    16384 absent, 32768 suspended out, 65536 study incomplete; 131072 open (any mark)
--                 whole day absent and excused 262144, unexcused 524288, unverified 1048576
CREATE TEMP TABLE judging_code AS
SELECT c.*,
       CASE kind WHEN %(mark_absent)s THEN 1 WHEN %(mark_oss)s THEN 2 WHEN %(mark_is_incomplete)s THEN 4 ELSE 0 END
         AS missed,
       said.both + open::int * 131072
         + CASE kind WHEN %(mark_absent)s THEN 1 WHEN %(mark_oss)s THEN 2 WHEN %(mark_is_incomplete)s THEN 4 ELSE 0 END
         AS period_says,
       said.both + open::int * 131072
         + CASE kind WHEN %(mark_absent)s THEN 16384 + said.excuse * 1024 WHEN %(mark_oss)s THEN 32768
                     WHEN %(mark_is_incomplete)s THEN 65536 ELSE 0 END
         AS whole_says
FROM (
  SELECT id AS code_id, kind, minutes,
         CASE WHEN kind IN (%(mark_absent)s, %(mark_tardy)s, %(mark_early)s, %(mark_partial)s)
              THEN coalesce(nullif(excuse, ''), %(excuse_unverified)s) ELSE '' END AS excuse,
         (kind IN (%(mark_absent)s, %(mark_tardy)s, %(mark_partial)s) OR kind = %(mark_early)s AND %(early_counts)s)
         AND (excuse = %(excuse_unexcused)s
              OR %(uncleared)s AND coalesce(nullif(excuse, ''), %(excuse_unverified)s) = %(excuse_unverified)s)
           AS open
  FROM attendance_attendancecode) c
CROSS JOIN LATERAL (
  SELECT x.excuse,
         CASE WHEN c.kind = ANY(%(marks_missed)s) THEN 0 ELSE 8 END
         + CASE c.kind WHEN %(mark_early)s THEN 16 WHEN %(mark_partial)s THEN 16 WHEN %(mark_tardy)s THEN 32
                       WHEN %(mark_iss)s THEN 64 WHEN %(mark_is_complete)s THEN 128 ELSE 0 END
         + x.excuse + CASE WHEN c.kind = %(mark_absent)s THEN x.excuse * 8 ELSE 0 END AS both
  FROM (SELECT CASE c.excuse WHEN %(excuse_excused)s THEN 256 WHEN %(excuse_unexcused)s THEN 512
                             WHEN %(excuse_unverified)s THEN 1024 ELSE 0 END AS excuse) x) said;

ANALYZE judging_code;

-- The marks of each pattern. Periods that were not taken are unknown: left out, unless all of the
-- day was not taken (D1).
CREATE TEMP TABLE judging_known AS
SELECT x.*, b.position, b.minutes AS bell_minutes
FROM (
  SELECT p.pattern, p.school_id, split_part(m.mark, E'\x1e', 2) AS period,
         split_part(split_part(m.mark, E'\x1e', 1), E'\x1d', 1)::bigint AS code_id,
         nullif(split_part(split_part(m.mark, E'\x1e', 1), E'\x1d', 2), '')::int AS minutes_missed,
         u.untaken
  FROM judging_pattern p
  CROSS JOIN LATERAL string_to_table(p.marks, E'\x1f') AS m (mark)
  LEFT JOIN (SELECT DISTINCT reading, untaken FROM judging_untaken) u ON u.reading = p.reading) x
LEFT JOIN attendance_bellperiod b
  ON b.school_id = x.school_id AND b.period = x.period AND x.period <> ''
WHERE x.period = '' OR coalesce('' = ANY (x.untaken) OR x.period <> ALL (x.untaken), true);

-- Gaps of open rows (C1, C2): adjoining missed periods, with an early leave before and a tardy
-- after (C3).
CREATE TEMP TABLE judging_gap AS
WITH open AS (
  SELECT k.pattern, k.period, k.position, c.kind,
         coalesce(k.minutes_missed, c.minutes, CASE WHEN c.kind = %(mark_absent)s THEN k.bell_minutes END)
           AS minutes
  FROM judging_known k
  JOIN judging_code c ON c.code_id = k.code_id AND c.open
  WHERE c.kind <> %(mark_absent)s OR k.period <> ''
), linked AS (
  SELECT *,
         coalesce(position = 1 + lag(position) OVER day
                  AND (lag(kind) OVER day IN (%(mark_absent)s, %(mark_early)s) AND kind = %(mark_absent)s
                       OR lag(kind) OVER day = %(mark_absent)s AND kind = %(mark_tardy)s), false) AS joins
  FROM open
  WINDOW day AS (PARTITION BY pattern ORDER BY position NULLS LAST, period)
), numbered AS (
  SELECT *, count(*) FILTER (WHERE NOT joins)
              OVER (PARTITION BY pattern ORDER BY position NULLS LAST, period) AS gap
  FROM linked
), gaps AS (
  SELECT pattern, gap, sum(minutes) AS minutes FROM numbered GROUP BY pattern, gap
)
SELECT pattern,
       CASE WHEN %(sums_gaps)s THEN sum(minutes) ELSE max(minutes) END AS minutes,
       CASE WHEN %(sums_gaps)s
         THEN (sum(minutes) > %(too_long)s)::int
         ELSE count(*) FILTER (WHERE minutes > %(too_long)s) END AS passing
FROM gaps GROUP BY pattern;
