-- Marks of the year up to as-of, resolved into one row per student-day: the view {p}judged.
-- Clauses (D1 ... C6) are those of attendance/README.md. {p}student holds the students to resolve.
-- A day with one whole-day mark at the student's only school goes the short way, in one pass;
-- the others (a minority) go the long way through temporary tables.

-- School-days on which attendance was not taken at all, and periods of which it was not (D1).
CREATE TEMP TABLE {p}not_taken AS
SELECT school_id, date, period
FROM attendance_submission
WHERE NOT taken AND section = '' AND date BETWEEN %(start)s AND %(as_of)s;

-- Students with marks at two schools, and those who left a school and came back to it: their
-- days are resolved the long way.
CREATE TEMP TABLE {p}two_schools AS
SELECT m.student_id FROM {marks} m
WHERE m.date BETWEEN %(start)s AND %(as_of)s
GROUP BY m.student_id HAVING min(m.school_id) <> max(m.school_id)
UNION
SELECT e.student_id FROM students_enrollment e {only_e}
JOIN students_enrollment back
  ON back.student_id = e.student_id AND back.school_id = e.school_id
 AND back.entry_date > e.entry_date
WHERE e.exit_date BETWEEN %(start)s AND %(as_of)s;

ANALYZE {p}two_schools;
ANALYZE {p}not_taken;

-- Student-days that need more than their one whole-day row.
CREATE TEMP TABLE {p}long AS
SELECT DISTINCT m.student_id, m.date
FROM {marks} m
WHERE m.date BETWEEN %(start)s AND %(as_of)s
  AND (m.period <> '' OR m.student_id IN (SELECT student_id FROM {p}two_schools));

CREATE UNIQUE INDEX ON {p}long (student_id, date);
ANALYZE {p}long;

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

-- Periods that were not taken are unknown: their marks are left out (D1).
CREATE TEMP VIEW {p}known AS
SELECT m.student_id, m.date, m.school_id, m.period, m.code_id, m.minutes_missed
FROM {p}long l
JOIN {marks} m ON m.student_id = l.student_id AND m.date = l.date
WHERE NOT EXISTS (
  SELECT FROM {p}not_taken n
  WHERE n.school_id = m.school_id AND n.date = m.date AND n.period = m.period AND n.period <> '');

-- Open rows, with their minutes and their place in the day (C1, C2).
CREATE TEMP TABLE {p}open AS
SELECT m.student_id, m.date, m.school_id, m.period, c.kind, b.position,
       coalesce(m.minutes_missed, c.minutes, CASE WHEN c.kind = 'absent' THEN b.minutes END)
         AS minutes
FROM {p}known m
JOIN {p}code c ON c.code_id = m.code_id AND c.open
LEFT JOIN attendance_bellperiod b ON b.school_id = m.school_id AND b.period = m.period
WHERE c.kind <> 'absent' OR m.period <> '';

-- Gaps of open rows: adjoining missed periods, with an early leave before and a tardy after (C3).
CREATE TEMP TABLE {p}gap AS
WITH linked AS (
  SELECT *,
         coalesce(position = 1 + lag(position) OVER day
                  AND (lag(kind) OVER day IN ('absent', 'early') AND kind = 'absent'
                       OR lag(kind) OVER day = 'absent' AND kind = 'tardy'), false) AS joins
  FROM {p}open
  WINDOW day AS (PARTITION BY student_id, date, school_id ORDER BY position NULLS LAST, period)
), numbered AS (
  SELECT *, count(*) FILTER (WHERE NOT joins)
              OVER (PARTITION BY student_id, date, school_id
                    ORDER BY position NULLS LAST, period) AS gap
  FROM linked
), gaps AS (
  SELECT student_id, date, school_id, gap, sum(minutes) AS minutes
  FROM numbered GROUP BY student_id, date, school_id, gap
)
SELECT student_id, date, school_id,
       CASE %(gap_basis)s WHEN 'sum' THEN sum(minutes) ELSE max(minutes) END AS minutes,
       CASE %(gap_basis)s
         WHEN 'sum' THEN (sum(minutes) {op} %(minutes)s)::int
         ELSE count(*) FILTER (WHERE minutes {op} %(minutes)s) END AS passing
FROM gaps GROUP BY student_id, date, school_id;

-- What each school says of the day (D1 to D4, D6).
CREATE TEMP TABLE {p}school_day AS
WITH bell AS (
  SELECT school_id, count(*) AS periods FROM attendance_bellperiod GROUP BY school_id
), said AS (
  SELECT m.student_id, m.date, m.school_id,
         bit_or(CASE WHEN m.period = '' THEN c.whole_says ELSE c.period_says END) AS bits,
         count(*) FILTER (WHERE c.missed > 0 AND b.position IS NOT NULL) AS bell_missed
  FROM {p}known m
  JOIN {p}code c ON c.code_id = m.code_id
  LEFT JOIN attendance_bellperiod b
    ON b.school_id = m.school_id AND b.period = m.period AND m.period <> ''
  GROUP BY m.student_id, m.date, m.school_id
), taken AS (
  SELECT s.*, bell.periods,
         n.whole IS NOT NULL AND n.whole AS not_taken,
         s.bits & 7 > 0 AND s.bits & (8 + 16384 + 32768 + 65536) = 0
         AND s.bell_missed >= coalesce(bell.periods, 0)
         AND NOT coalesce(n.some, false) AS by_periods
  FROM said s
  LEFT JOIN bell ON bell.school_id = s.school_id
  LEFT JOIN (SELECT school_id, date, bool_or(period = '') AS whole, bool_or(period <> '') AS some
             FROM {p}not_taken GROUP BY school_id, date) n
    ON n.school_id = s.school_id AND n.date = s.date
)
SELECT d.student_id, d.date, d.school_id,
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
FROM taken d LEFT JOIN {p}gap g USING (student_id, date, school_id);

-- One row per student-day: the short way for a single whole-day mark, the long way for the rest.
CREATE TEMP TABLE {p}base AS
WITH deciding AS (
  SELECT *, outcome IN ('absent', 'oss', 'is_incomplete') AS all_day
  FROM {p}school_day s
  WHERE outcome <> 'not_taken' OR NOT EXISTS (
    SELECT FROM {p}school_day o WHERE o.student_id = s.student_id AND o.date = s.date
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
SELECT j.student_id, j.date,
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
LEFT JOIN {p}school_day s
  ON s.student_id = j.student_id AND s.date = j.date AND s.school_id = j.sat_at;

-- Each student-day with its occasions and why (C4 to C6); `live` days have a window.
CREATE TEMP VIEW {p}judged AS
WITH base AS (
  SELECT false AS long_way, m.student_id, m.date, m.school_id,
         CASE WHEN n.school_id IS NULL THEN c.outcome ELSE 'not_taken' END AS outcome,
         CASE WHEN n.school_id IS NULL THEN c.excuse ELSE '' END AS excuse,
         CASE WHEN n.school_id IS NULL AND c.open AND c.outcome <> 'absent'
              THEN coalesce(m.minutes_missed, c.minutes)::int END AS gap,
         (n.school_id IS NULL AND c.open AND c.outcome <> 'absent'
          AND coalesce(m.minutes_missed, c.minutes) {op} %(minutes)s)::int AS passing,
         c.open AS has_open, c.excuse = 'unverified' AS has_unverified,
         c.excuse = 'unexcused' AS has_unexcused, false AS no_bell
  FROM {marks} m
  JOIN {p}code c ON c.code_id = m.code_id
  LEFT JOIN {p}not_taken n ON n.school_id = m.school_id AND n.date = m.date AND n.period = ''
  WHERE m.date BETWEEN %(start)s AND %(as_of)s AND m.period = ''
    AND NOT EXISTS (SELECT FROM {p}long l WHERE l.student_id = m.student_id AND l.date = m.date)
  UNION ALL
  SELECT true, b.* FROM {p}base b
), weighed AS (
  SELECT b.*,
         CASE WHEN outcome = 'absent' AND excuse <> 'mixed'
                THEN (excuse = 'unexcused' OR %(uncleared)s AND excuse = 'unverified')::int
              WHEN outcome IN ('absent', 'partial', 'tardy') AND passing > 0
                THEN CASE %(unit)s WHEN 'incident' THEN passing ELSE 1 END
              ELSE 0 END AS raw
  FROM base b
), checked AS (
  SELECT w.*,
         raw > 0 OR outcome IN ('tardy', 'partial') AND coalesce(gap > %(second)s, false) AS live,
         CASE WHEN %(age_filter)s AND s.birth_date IS NULL THEN 'no_birth_date'
              WHEN %(age_filter)s
                   AND NOT (w.date >= s.birth_date + %(age_from)s * interval '1 year'
                            AND w.date < s.birth_date + %(age_below)s * interval '1 year')
                THEN 'age'
              WHEN k.is_charter AND NOT %(charter)s THEN 'charter' END AS barred
  FROM weighed w
  JOIN students_student s ON s.id = w.student_id
  JOIN students_school k ON k.id = w.school_id
)
SELECT long_way, student_id, date, school_id, outcome, excuse, gap::smallint AS gap_minutes,
       CASE WHEN barred IS NULL THEN raw ELSE 0 END::smallint AS occasions,
       live AND barred IS NULL AS live,
       CASE WHEN outcome = 'not_taken' THEN 'not_taken'
            WHEN outcome IN ('oss', 'iss') THEN 'suspension'
            WHEN outcome IN ('is_complete', 'is_incomplete') THEN 'study'
            WHEN outcome = 'attended' THEN 'attended'
            WHEN raw > 0 AND barred IS NOT NULL THEN barred
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
FROM checked;
