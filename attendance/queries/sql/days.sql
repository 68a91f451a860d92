-- Marks of the year up to as-of, resolved into one row per student-day: the table {p}judged.
-- Clauses (D1 ... C6) are those of attendance/README.md. {p}student holds the students to resolve.
-- What marks of a day come to at one school depends on nothing but the marks, the school's bell
-- schedule and what was not taken: each such pattern is resolved once, and the days look it up.
-- A year of a million days has a few thousand patterns.

-- School-days on which attendance was not taken at all, and periods of which it was not (D1).
CREATE TEMP TABLE {p}not_taken AS
SELECT school_id, date, period
FROM attendance_submission
WHERE NOT taken AND section = '' AND date BETWEEN %(start)s AND %(as_of)s;

ANALYZE {p}not_taken;

-- Schools with the same bell schedule read marks alike; those without one do too.
CREATE TEMP TABLE {p}school AS
SELECT k.id AS school_id, k.is_charter AND NOT %(charter)s AS is_barred, b.periods,
       dense_rank() OVER (ORDER BY b.schedule NULLS FIRST) AS bell
FROM students_school k
LEFT JOIN (SELECT school_id, count(*) AS periods,
                  jsonb_agg(jsonb_build_array(period, position, minutes) ORDER BY period)::text
                    AS schedule
           FROM attendance_bellperiod GROUP BY school_id) b ON b.school_id = k.id;

ANALYZE {p}school;

-- A school-day of which something was not taken is read in its own way; `reading` numbers them on.
CREATE TEMP TABLE {p}untaken AS
SELECT n.school_id, n.date, n.untaken,
       (SELECT max(bell) FROM {p}school) + dense_rank() OVER (ORDER BY k.bell, n.untaken) AS reading
FROM (SELECT school_id, date, array_agg(period ORDER BY period) AS untaken
      FROM {p}not_taken GROUP BY school_id, date) n
JOIN {p}school k ON k.school_id = n.school_id;

ANALYZE {p}untaken;

-- The marks of each student-day at one school as a text, in the order of their unique index. No
-- period has the characters that part them (mark_period_has_no_separator).
CREATE TEMP TABLE {p}read AS
SELECT r.student_id, r.date, r.school_id, coalesce(u.reading, k.bell) AS reading, r.marks
FROM (
  SELECT m.student_id, m.date, m.school_id,
         string_agg(m.code_id || CASE WHEN m.minutes_missed IS NULL THEN ''
                                      ELSE E'\x1d' || m.minutes_missed END
                    || E'\x1e' || m.period, E'\x1f' ORDER BY m.period) AS marks
  FROM {marks} m
  WHERE m.date BETWEEN %(start)s AND %(as_of)s
  GROUP BY m.student_id, m.date, m.school_id) r
JOIN {p}school k ON k.school_id = r.school_id
LEFT JOIN {p}untaken u ON u.school_id = r.school_id AND u.date = r.date;

ANALYZE {p}read;

CREATE TEMP TABLE {p}pattern AS
SELECT row_number() OVER () AS pattern, x.*
FROM (SELECT reading, marks, min(school_id) AS school_id FROM {p}read GROUP BY reading, marks) x;

ANALYZE {p}pattern;

-- Students with marks at two schools, and those who left a school and came back to it: their
-- days are resolved the long way.
CREATE TEMP TABLE {p}two_schools AS
SELECT r.student_id FROM {p}read r
GROUP BY r.student_id HAVING min(r.school_id) <> max(r.school_id)
UNION
SELECT e.student_id FROM students_enrollment e {only_e}
JOIN students_enrollment back
  ON back.student_id = e.student_id AND back.school_id = e.school_id
 AND back.entry_date > e.entry_date
WHERE e.exit_date BETWEEN %(start)s AND %(as_of)s;

ANALYZE {p}two_schools;

-- What each code says on its own, as bits, so that all rows of a day are weighed by one bit_or.
--   period marks: 1 absent, 2 suspended out, 4 study incomplete
--   any mark:     8 attended, 16 early or partial, 32 tardy, 64 suspended in, 128 study complete
--   its excuse:   256 excused, 512 unexcused, 1024 unverified; of kind absent: 2048, 4096, 8192
--   whole day:    16384 absent, 32768 suspended out, 65536 study incomplete; 131072 open (any mark)
--                 whole day absent and excused 262144, unexcused 524288, unverified 1048576
CREATE TEMP TABLE {p}code AS
SELECT c.*,
       CASE kind WHEN 'absent' THEN 1 WHEN 'oss' THEN 2 WHEN 'is_incomplete' THEN 4 ELSE 0 END
         AS missed,
       said.both + open::int * 131072
         + CASE kind WHEN 'absent' THEN 1 WHEN 'oss' THEN 2 WHEN 'is_incomplete' THEN 4 ELSE 0 END
         AS period_says,
       said.both + open::int * 131072
         + CASE kind WHEN 'absent' THEN 16384 + said.excuse * 1024 WHEN 'oss' THEN 32768
                     WHEN 'is_incomplete' THEN 65536 ELSE 0 END
         AS whole_says
FROM (
  SELECT id AS code_id, kind, minutes,
         CASE kind WHEN 'present' THEN 'attended' WHEN 'early' THEN 'partial' ELSE kind END
           AS outcome,
         CASE WHEN kind IN ('absent', 'tardy', 'early', 'partial')
              THEN coalesce(nullif(excuse, ''), 'unverified') ELSE '' END AS excuse,
         (kind IN ('absent', 'tardy', 'partial') OR kind = 'early' AND %(early_leave)s = 'absent')
         AND (excuse = 'unexcused'
              OR %(uncleared)s AND coalesce(nullif(excuse, ''), 'unverified') = 'unverified')
           AS open
  FROM attendance_attendancecode) c
CROSS JOIN LATERAL (
  SELECT x.excuse,
         CASE WHEN c.kind IN ('absent', 'oss', 'is_incomplete') THEN 0 ELSE 8 END
         + CASE c.kind WHEN 'early' THEN 16 WHEN 'partial' THEN 16 WHEN 'tardy' THEN 32
                       WHEN 'iss' THEN 64 WHEN 'is_complete' THEN 128 ELSE 0 END
         + x.excuse + CASE WHEN c.kind = 'absent' THEN x.excuse * 8 ELSE 0 END AS both
  FROM (SELECT CASE c.excuse WHEN 'excused' THEN 256 WHEN 'unexcused' THEN 512
                             WHEN 'unverified' THEN 1024 ELSE 0 END AS excuse) x) said;

ANALYZE {p}code;

-- The marks of each pattern. Periods that were not taken are unknown: left out, unless all of the
-- day was not taken (D1).
CREATE TEMP TABLE {p}known AS
SELECT x.*, b.position, b.minutes AS bell_minutes
FROM (
  SELECT p.pattern, p.school_id, split_part(m.mark, E'\x1e', 2) AS period,
         split_part(split_part(m.mark, E'\x1e', 1), E'\x1d', 1)::bigint AS code_id,
         nullif(split_part(split_part(m.mark, E'\x1e', 1), E'\x1d', 2), '')::int AS minutes_missed,
         u.untaken
  FROM {p}pattern p
  CROSS JOIN LATERAL string_to_table(p.marks, E'\x1f') AS m (mark)
  LEFT JOIN (SELECT DISTINCT reading, untaken FROM {p}untaken) u ON u.reading = p.reading) x
LEFT JOIN attendance_bellperiod b
  ON b.school_id = x.school_id AND b.period = x.period AND x.period <> ''
WHERE x.period = '' OR coalesce('' = ANY (x.untaken) OR x.period <> ALL (x.untaken), true);

-- Gaps of open rows (C1, C2): adjoining missed periods, with an early leave before and a tardy
-- after (C3).
CREATE TEMP TABLE {p}gap AS
WITH open AS (
  SELECT k.pattern, k.period, k.position, c.kind,
         coalesce(k.minutes_missed, c.minutes, CASE WHEN c.kind = 'absent' THEN k.bell_minutes END)
           AS minutes
  FROM {p}known k
  JOIN {p}code c ON c.code_id = k.code_id AND c.open
  WHERE c.kind <> 'absent' OR k.period <> ''
), linked AS (
  SELECT *,
         coalesce(position = 1 + lag(position) OVER day
                  AND (lag(kind) OVER day IN ('absent', 'early') AND kind = 'absent'
                       OR lag(kind) OVER day = 'absent' AND kind = 'tardy'), false) AS joins
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
       CASE %(gap_basis)s WHEN 'sum' THEN sum(minutes) ELSE max(minutes) END AS minutes,
       CASE %(gap_basis)s
         WHEN 'sum' THEN (sum(minutes) {op} %(minutes)s)::int
         ELSE count(*) FILTER (WHERE minutes {op} %(minutes)s) END AS passing
FROM gaps GROUP BY pattern;

-- What each pattern says of the day (D1 to D4, D6).
CREATE TEMP TABLE {p}meaning AS
WITH said AS (
  SELECT k.pattern,
         bit_or(CASE WHEN k.period = '' THEN c.whole_says ELSE c.period_says END) AS bits,
         count(*) FILTER (WHERE c.missed > 0 AND k.position IS NOT NULL) AS bell_missed
  FROM {p}known k
  JOIN {p}code c ON c.code_id = k.code_id
  GROUP BY k.pattern
), taken AS (
  SELECT s.*, k.periods, coalesce('' = ANY (u.untaken), false) AS not_taken,
         s.bits & 7 > 0 AND s.bits & (8 + 16384 + 32768 + 65536) = 0
         AND s.bell_missed >= coalesce(k.periods, 0)
         AND coalesce('' = ALL (u.untaken), true) AS by_periods
  FROM said s
  JOIN {p}pattern p ON p.pattern = s.pattern
  JOIN {p}school k ON k.school_id = p.school_id
  LEFT JOIN (SELECT DISTINCT reading, untaken FROM {p}untaken) u ON u.reading = p.reading
)
SELECT d.pattern,
       CASE WHEN not_taken THEN 'not_taken'
            WHEN bits & 16384 > 0 THEN 'absent'
            WHEN bits & 32768 > 0 THEN 'oss'
            WHEN bits & 65536 > 0 THEN 'is_incomplete'
            WHEN by_periods THEN CASE bits & 7 WHEN 2 THEN 'oss' WHEN 4 THEN 'is_incomplete'
                                               ELSE 'absent' END
            WHEN bits & (1 + 2 + 4 + 16) > 0 THEN 'partial'
            WHEN bits & 32 > 0 THEN 'tardy'
            WHEN bits & 64 > 0 THEN 'iss'
            WHEN bits & 128 > 0 THEN 'is_complete'
            ELSE 'attended' END AS outcome,
       CASE WHEN not_taken OR bits & (32768 + 65536) > 0 THEN ''
            WHEN bits & 16384 > 0
              THEN CASE WHEN bits & 262144 > 0 THEN 'excused'
                        WHEN bits & 524288 > 0 THEN 'unexcused' ELSE 'unverified' END
            WHEN by_periods AND bits & 7 NOT IN (1, 2, 4) THEN 'mixed'
            WHEN by_periods AND bits & 7 IN (2, 4) THEN ''
            WHEN by_periods
              THEN CASE bits & (2048 + 4096 + 8192) WHEN 2048 THEN 'excused'
                        WHEN 4096 THEN 'unexcused' WHEN 8192 THEN 'unverified' ELSE 'mixed' END
            WHEN bits & (1 + 2 + 4 + 16 + 32) > 0
              THEN CASE bits & (256 + 512 + 1024) WHEN 0 THEN '' WHEN 256 THEN 'excused'
                        WHEN 512 THEN 'unexcused' WHEN 1024 THEN 'unverified' ELSE 'mixed' END
            ELSE '' END AS excuse,
       CASE WHEN NOT not_taken AND bits & (16384 + 32768 + 65536) = 0 THEN g.minutes END AS gap,
       CASE WHEN NOT not_taken AND bits & (16384 + 32768 + 65536) = 0
            THEN coalesce(g.passing, 0) ELSE 0 END AS passing,
       bits & 131072 > 0 AS has_open, bits & 1024 > 0 AS has_unverified,
       bits & 512 > 0 AS has_unexcused,
       by_periods AND periods IS NULL AND NOT not_taken AS no_bell
FROM taken d LEFT JOIN {p}gap g ON g.pattern = d.pattern;

ANALYZE {p}meaning;

-- Days of students with two schools: which of them decides (D5). Each is a pattern of its own.
CREATE TEMP TABLE {p}both AS
SELECT r.student_id, r.date, r.school_id, m.*,
       m.outcome IN ('absent', 'oss', 'is_incomplete') AS all_day
FROM {p}read r
JOIN {p}pattern p ON p.reading = r.reading AND p.marks = r.marks
JOIN {p}meaning m ON m.pattern = p.pattern
WHERE r.student_id IN (SELECT student_id FROM {p}two_schools);

CREATE TEMP TABLE {p}base AS
WITH deciding AS (
  SELECT * FROM {p}both s
  WHERE outcome <> 'not_taken' OR NOT EXISTS (
    SELECT FROM {p}both o WHERE o.student_id = s.student_id AND o.date = s.date
      AND o.outcome <> 'not_taken')
), judged AS (
  SELECT student_id, date, bool_and(all_day) AS missed_everywhere,
         min(school_id) AS first_school,
         min(school_id) FILTER (WHERE NOT all_day) AS sat_at,
         CASE WHEN min(outcome) = max(outcome) THEN min(outcome) ELSE 'absent' END AS outcome,
         CASE WHEN min(outcome) <> max(outcome) OR min(excuse) <> max(excuse) THEN 'mixed'
              ELSE min(excuse) END AS excuse,
         CASE %(gap_basis)s WHEN 'sum' THEN sum(gap) ELSE max(gap) END AS gap,
         CASE %(gap_basis)s WHEN 'sum' THEN (coalesce(sum(gap), 0) {op} %(minutes)s)::int
              ELSE sum(passing) END AS passing,
         bool_or(has_open) AS has_open, bool_or(has_unverified) AS has_unverified,
         bool_or(has_unexcused) AS has_unexcused, bool_or(no_bell) AS no_bell
  FROM deciding GROUP BY student_id, date
)
SELECT (SELECT max(pattern) FROM {p}pattern) + row_number() OVER () AS pattern,
       j.student_id, j.date,
       CASE WHEN j.missed_everywhere THEN j.first_school ELSE s.school_id END AS school_id,
       CASE WHEN j.missed_everywhere THEN j.outcome ELSE s.outcome END AS outcome,
       CASE WHEN j.missed_everywhere THEN j.excuse ELSE s.excuse END AS excuse,
       CASE WHEN j.missed_everywhere THEN j.gap ELSE s.gap END::int AS gap,
       CASE WHEN j.missed_everywhere THEN j.passing ELSE s.passing END::int AS passing,
       CASE WHEN j.missed_everywhere THEN j.has_open ELSE s.has_open END AS has_open,
       CASE WHEN j.missed_everywhere THEN j.has_unverified ELSE s.has_unverified END
         AS has_unverified,
       CASE WHEN j.missed_everywhere THEN j.has_unexcused ELSE s.has_unexcused END
         AS has_unexcused,
       CASE WHEN j.missed_everywhere THEN j.no_bell ELSE s.no_bell END AS no_bell
FROM judged j
LEFT JOIN {p}both s
  ON s.student_id = j.student_id AND s.date = j.date AND s.school_id = j.sat_at;

-- What each pattern comes to for a child of any age at any school (C4).
CREATE TEMP TABLE {p}weighed AS
WITH said AS (
  SELECT pattern, outcome, excuse, gap, passing, has_open, has_unverified, has_unexcused, no_bell
  FROM {p}meaning
  UNION ALL
  SELECT pattern, outcome, excuse, gap, passing, has_open, has_unverified, has_unexcused, no_bell
  FROM {p}base
), counted AS (
  SELECT *,
         CASE WHEN outcome = 'absent' AND excuse <> 'mixed'
                THEN (excuse = 'unexcused' OR %(uncleared)s AND excuse = 'unverified')::int
              WHEN outcome IN ('absent', 'partial', 'tardy') AND passing > 0
                THEN CASE %(unit)s WHEN 'incident' THEN passing ELSE 1 END
              ELSE 0 END AS raw
  FROM said
)
SELECT pattern, outcome, excuse, gap::smallint AS gap_minutes, raw::smallint AS raw,
       raw > 0 OR outcome IN ('tardy', 'partial') AND coalesce(gap > %(second)s, false) AS live,
       outcome IN ('absent', 'oss', 'is_incomplete', 'not_taken') AS unseen,
       CASE WHEN outcome = 'not_taken' THEN 'not_taken'
            WHEN outcome IN ('oss', 'iss') THEN 'suspension'
            WHEN outcome IN ('is_complete', 'is_incomplete') THEN 'study'
            WHEN outcome = 'attended' THEN 'attended'
            WHEN raw > 0 AND outcome = 'absent' AND excuse <> 'mixed' THEN 'full_day'
            WHEN raw > 0 THEN 'gap'
            WHEN outcome = 'absent' AND excuse <> 'mixed' THEN excuse
            WHEN NOT has_open AND has_unverified THEN 'unverified'
            WHEN NOT has_open AND has_unexcused THEN 'attended'
            WHEN NOT has_open THEN 'excused'
            WHEN gap IS NULL THEN 'no_minutes'
            ELSE 'too_short' END AS why,
       CASE WHEN no_bell THEN 'no_bell'
            WHEN has_open AND gap IS NULL AND raw = 0
                 AND (outcome IN ('partial', 'tardy') OR outcome = 'absent' AND excuse = 'mixed')
              THEN 'no_minutes'
            ELSE '' END AS quality
FROM counted;

ANALYZE {p}weighed;

-- Students whose age keeps some day of the year from counting (C5).
CREATE TEMP TABLE {p}age AS
SELECT x.* FROM (
  SELECT s.id AS student_id, s.birth_date + %(age_from)s * interval '1 year' AS since,
         s.birth_date + %(age_below)s * interval '1 year' AS until
  FROM students_student s {only_s}
  WHERE %(age_filter)s) x
WHERE since IS NULL OR since > %(start)s OR until <= %(as_of)s;

ANALYZE {p}age;

-- Each student-day with its occasions and why (C4 to C6); `live` days have a window.
CREATE TEMP TABLE {p}judged AS
WITH day AS (
  SELECT false AS long_way, r.student_id, r.date, r.school_id, w.*
  FROM {p}read r
  JOIN (SELECT p.reading, p.marks, w.* FROM {p}pattern p JOIN {p}weighed w USING (pattern)
        OFFSET 0) w
    ON w.reading = r.reading AND w.marks = r.marks
  WHERE r.student_id NOT IN (SELECT student_id FROM {p}two_schools)
  UNION ALL
  SELECT true, b.student_id, b.date, b.school_id, NULL, NULL, w.*
  FROM {p}base b JOIN {p}weighed w ON w.pattern = b.pattern
), barred AS (
  SELECT d.*, CASE WHEN a.student_id IS NOT NULL AND a.since IS NULL THEN 'no_birth_date'
                   WHEN d.date < a.since OR d.date >= a.until THEN 'age'
                   WHEN k.is_barred THEN 'charter' END AS bar
  FROM day d
  JOIN {p}school k ON k.school_id = d.school_id
  LEFT JOIN {p}age a ON a.student_id = d.student_id
)
SELECT long_way, student_id, date, school_id, outcome, excuse, gap_minutes,
       CASE WHEN bar IS NULL THEN raw ELSE 0 END::smallint AS occasions,
       live AND bar IS NULL AS live, unseen,
       CASE WHEN raw > 0 AND bar IS NOT NULL THEN bar ELSE why END AS why, quality
FROM barred;
