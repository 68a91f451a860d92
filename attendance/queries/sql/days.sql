-- Marks of the year up to as-of, resolved into one row per student-day: the view {p}judged.
-- Clauses (D1 ... C6) are those of attendance/README.md. {p}student holds the students to resolve.
-- A day with one whole-day mark at the student's only school goes the short way, in one pass;
-- the others (a minority) go the long way through temporary tables.

-- School-days on which attendance was not taken at all, and periods of which it was not (D1).
CREATE TEMP TABLE {p}not_taken AS
SELECT school_id, date, period
FROM attendance_submission
WHERE NOT taken AND section = '' AND date BETWEEN %(start)s AND %(as_of)s;

-- Students with marks at two schools: their days are resolved the long way.
CREATE TEMP TABLE {p}two_schools AS
SELECT m.student_id FROM {marks} m
WHERE m.date BETWEEN %(start)s AND %(as_of)s
GROUP BY m.student_id HAVING min(m.school_id) <> max(m.school_id);

ANALYZE {p}two_schools;

-- Student-days that need more than their one whole-day row.
CREATE TEMP TABLE {p}long AS
SELECT DISTINCT m.student_id, m.date
FROM {marks} m
WHERE m.date BETWEEN %(start)s AND %(as_of)s
  AND (m.period <> '' OR m.student_id IN (SELECT student_id FROM {p}two_schools));

CREATE UNIQUE INDEX ON {p}long (student_id, date);
ANALYZE {p}long;

-- Rows of those days, with their kind, excuse, minutes and whether they are open (C1, C2).
CREATE TEMP TABLE {p}row AS
SELECT m.student_id, m.date, m.school_id, m.period, c.kind, b.position,
       CASE WHEN c.kind IN ('absent', 'tardy', 'early', 'partial')
            THEN coalesce(nullif(c.excuse, ''), 'unverified') ELSE '' END AS excuse,
       coalesce(m.minutes_missed, c.minutes,
                CASE WHEN c.kind = 'absent' AND m.period <> '' THEN b.minutes END) AS minutes,
       (c.kind IN ('absent', 'tardy', 'partial')
        OR c.kind = 'early' AND %(early_leave)s = 'absent')
       AND (c.excuse = 'unexcused'
            OR %(uncleared)s AND coalesce(nullif(c.excuse, ''), 'unverified') = 'unverified')
         AS open
FROM {p}long l
JOIN {marks} m ON m.student_id = l.student_id AND m.date = l.date
JOIN attendance_attendancecode c ON c.id = m.code_id
LEFT JOIN attendance_bellperiod b ON b.school_id = m.school_id AND b.period = m.period
WHERE NOT EXISTS (  -- a period that was not taken is unknown (D1)
  SELECT FROM {p}not_taken n
  WHERE n.school_id = m.school_id AND n.date = m.date AND n.period = m.period AND n.period <> '');

-- Gaps of open rows: adjoining missed periods, with an early leave before and a tardy after (C3).
CREATE TEMP TABLE {p}gap AS
WITH linked AS (
  SELECT *,
         coalesce(position = 1 + lag(position) OVER day
                  AND (lag(kind) OVER day IN ('absent', 'early') AND kind = 'absent'
                       OR lag(kind) OVER day = 'absent' AND kind = 'tardy'), false) AS joins
  FROM {p}row
  WHERE open AND (kind <> 'absent' OR period <> '')
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
  SELECT r.student_id, r.date, r.school_id,
         max(r.kind) FILTER (WHERE r.period = '' AND r.kind IN ('absent', 'oss', 'is_incomplete'))
           AS whole,
         max(r.excuse) FILTER (WHERE r.period = '' AND r.kind = 'absent') AS whole_excuse,
         count(*) FILTER (WHERE r.period <> '' AND r.kind IN ('absent', 'oss', 'is_incomplete'))
           AS missed,
         count(*) FILTER (WHERE r.kind NOT IN ('absent', 'oss', 'is_incomplete')) AS attended,
         count(*) FILTER (WHERE r.position IS NOT NULL
                            AND r.kind IN ('absent', 'oss', 'is_incomplete')) AS bell_missed,
         min(r.kind) FILTER (WHERE r.period <> '' AND r.kind IN ('absent', 'oss', 'is_incomplete'))
           AS first_kind,
         max(r.kind) FILTER (WHERE r.period <> '' AND r.kind IN ('absent', 'oss', 'is_incomplete'))
           AS last_kind,
         min(r.excuse) FILTER (WHERE r.kind = 'absent') AS absent_excuse,
         max(r.excuse) FILTER (WHERE r.kind = 'absent') AS absent_excuse_2,
         min(r.excuse) FILTER (WHERE r.excuse <> '') AS excuse,
         max(r.excuse) FILTER (WHERE r.excuse <> '') AS excuse_2,
         bool_or(r.kind IN ('early', 'partial')) AS has_partial,
         bool_or(r.kind = 'tardy') AS has_tardy,
         bool_or(r.kind = 'iss') AS has_iss,
         bool_or(r.kind = 'is_complete') AS has_study,
         bool_or(r.open) AS has_open,
         bool_or(r.excuse = 'unverified') AS has_unverified,
         bool_or(r.excuse = 'unexcused') AS has_unexcused
  FROM {p}row r GROUP BY r.student_id, r.date, r.school_id
), decided AS (
  SELECT s.*, bell.periods,
         EXISTS (SELECT FROM {p}not_taken n WHERE n.school_id = s.school_id AND n.date = s.date
                   AND n.period = '') AS not_taken,
         s.whole IS NULL AND s.missed > 0 AND s.attended = 0
         AND s.bell_missed >= coalesce(bell.periods, 0)
         AND NOT EXISTS (SELECT FROM {p}not_taken n WHERE n.school_id = s.school_id
                           AND n.date = s.date AND n.period <> '') AS by_periods
  FROM said s LEFT JOIN bell ON bell.school_id = s.school_id
)
SELECT d.student_id, d.date, d.school_id,
       CASE WHEN not_taken THEN 'not_taken'
            WHEN whole IS NOT NULL THEN whole
            WHEN by_periods AND first_kind = last_kind THEN first_kind
            WHEN by_periods THEN 'absent'
            WHEN missed > 0 OR has_partial THEN 'partial'
            WHEN has_tardy THEN 'tardy'
            WHEN has_iss THEN 'iss'
            WHEN has_study THEN 'is_complete'
            ELSE 'attended' END AS outcome,
       CASE WHEN not_taken THEN ''
            WHEN whole = 'absent' THEN whole_excuse
            WHEN whole IS NOT NULL THEN ''
            WHEN by_periods AND first_kind = 'absent' AND last_kind = 'absent'
              THEN CASE WHEN absent_excuse = absent_excuse_2 THEN absent_excuse ELSE 'mixed' END
            WHEN by_periods THEN CASE WHEN first_kind = last_kind THEN '' ELSE 'mixed' END
            WHEN missed > 0 OR has_partial OR has_tardy
              THEN CASE WHEN excuse IS NULL THEN ''
                        WHEN excuse = excuse_2 THEN excuse ELSE 'mixed' END
            ELSE '' END AS excuse,
       CASE WHEN whole IS NULL AND NOT not_taken THEN g.minutes END AS gap,
       CASE WHEN whole IS NULL AND NOT not_taken THEN coalesce(g.passing, 0) ELSE 0 END AS passing,
       has_open, has_unverified, has_unexcused,
       by_periods AND periods IS NULL AND NOT not_taken AS no_bell
FROM decided d LEFT JOIN {p}gap g USING (student_id, date, school_id);

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

-- What each code says on its own; small, so that the short way is one hash join.
CREATE TEMP TABLE {p}code AS
SELECT id AS code_id, minutes,
       CASE kind WHEN 'present' THEN 'attended' WHEN 'early' THEN 'partial' ELSE kind END
         AS outcome,
       CASE WHEN kind IN ('absent', 'tardy', 'early', 'partial')
            THEN coalesce(nullif(excuse, ''), 'unverified') ELSE '' END AS excuse,
       (kind IN ('absent', 'tardy', 'partial') OR kind = 'early' AND %(early_leave)s = 'absent')
       AND (excuse = 'unexcused'
            OR %(uncleared)s AND coalesce(nullif(excuse, ''), 'unverified') = 'unverified') AS open
FROM attendance_attendancecode;

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
            WHEN has_open AND gap IS NULL AND raw = 0 AND outcome IN ('partial', 'tardy', 'absent')
              THEN 'no_minutes'
            ELSE '' END AS quality
FROM checked;
