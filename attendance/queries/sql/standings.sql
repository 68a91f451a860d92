-- Standings of the students in {p}judge, from the resolved days in {days}: {p}standing.

CREATE TEMP TABLE {p}span AS
SELECT e.student_id, e.school_id, e.id, e.grade, e.entry_date,
       greatest(e.entry_date, %(start)s) AS first,
       least(e.exit_date - (%(exit_day)s = 'gone')::int, %(as_of)s) AS last
FROM students_enrollment e {only_e}
WHERE e.entry_date <= %(as_of)s AND (e.exit_date IS NULL OR e.exit_date >= %(start)s);

DELETE FROM {p}span WHERE last < first;

ANALYZE {p}span;

-- Students enrolled twice at once are counted by distinct dates, all others by ordinals (S1).
CREATE TEMP TABLE {p}twice AS
SELECT DISTINCT student_id
FROM (SELECT student_id, first <= max(last) OVER (PARTITION BY student_id ORDER BY first, id
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS doubled FROM {p}span) x
WHERE doubled;

CREATE TEMP TABLE {p}enrolled AS
WITH one AS (
  SELECT s.student_id,
         sum(coalesce(b.ordinal - a.ordinal + a.is_school_day::int, 0)) AS days
  FROM {p}span s
  LEFT JOIN students_schoolday a ON a.school_id = s.school_id AND a.date = s.first
  LEFT JOIN students_schoolday b ON b.school_id = s.school_id AND b.date = s.last
  WHERE s.student_id NOT IN (SELECT student_id FROM {p}twice)
  GROUP BY s.student_id
), two AS (
  SELECT s.student_id, count(DISTINCT d.date) FILTER (WHERE d.is_school_day) AS days
  FROM {p}span s
  LEFT JOIN students_schoolday d
    ON d.school_id = s.school_id AND d.date BETWEEN s.first AND s.last
  WHERE s.student_id IN (SELECT student_id FROM {p}twice)
  GROUP BY s.student_id
)
SELECT student_id, days::int AS days FROM one UNION ALL SELECT student_id, days::int FROM two;

ANALYZE {p}enrolled;

CREATE TEMP TABLE {p}last_school AS
SELECT DISTINCT ON (student_id) student_id, school_id, grade,
       bool_or(last = %(as_of)s OR last IS NULL) OVER (PARTITION BY student_id) AS is_enrolled
FROM {p}span ORDER BY student_id, entry_date DESC, id DESC;

ANALYZE {p}last_school;

CREATE TEMP TABLE {p}tally AS
SELECT d.student_id,
       count(*) FILTER (WHERE outcome IN ('absent', 'oss', 'is_incomplete')) AS absent,
       count(*) FILTER (WHERE outcome = 'absent' AND excuse = 'excused') AS excused,
       count(*) FILTER (WHERE outcome = 'absent' AND excuse = 'unexcused') AS unexcused,
       count(*) FILTER (WHERE outcome = 'absent' AND excuse = 'unverified') AS unverified,
       count(*) FILTER (WHERE outcome = 'absent' AND excuse = 'mixed') AS mixed,
       count(*) FILTER (WHERE outcome = 'oss') AS oss,
       count(*) FILTER (WHERE outcome = 'iss') AS iss,
       count(*) FILTER (WHERE outcome = 'is_incomplete') AS incomplete,
       count(*) FILTER (WHERE outcome = 'tardy') AS tardy,
       count(*) FILTER (WHERE outcome = 'not_taken') AS not_taken,
       coalesce(sum(occasions) FILTER (WHERE countable_on <= %(as_of)s), 0) AS counted,
       coalesce(sum(occasions) FILTER (WHERE countable_on IS NULL OR countable_on > %(as_of)s), 0)
         AS pending
FROM {days} d {only_d}
WHERE d.date BETWEEN %(start)s AND %(as_of)s
GROUP BY d.student_id;

ANALYZE {p}tally;

-- Enrolled school days without a row on which no school of the student took attendance (S2).
CREATE TEMP TABLE {p}unknown AS
SELECT s.student_id, count(DISTINCT n.date) AS days
FROM {p}not_taken n
JOIN {p}span s ON s.school_id = n.school_id AND n.date BETWEEN s.first AND s.last
JOIN students_schoolday d ON d.school_id = n.school_id AND d.date = n.date AND d.is_school_day
WHERE n.period = ''
  AND NOT EXISTS (SELECT FROM {days} o WHERE o.student_id = s.student_id AND o.date = n.date)
  AND (s.student_id NOT IN (SELECT student_id FROM {p}twice) OR NOT EXISTS (
    SELECT FROM {p}span t
    JOIN students_schoolday x ON x.school_id = t.school_id AND x.date = n.date AND x.is_school_day
    WHERE t.student_id = s.student_id AND n.date BETWEEN t.first AND t.last
      AND NOT EXISTS (SELECT FROM {p}not_taken m
                      WHERE m.school_id = t.school_id AND m.date = n.date AND m.period = '')))
GROUP BY s.student_id;

ANALYZE {p}unknown;

-- Days that count, or that found a later report, of students with enough of them (S3, S4).
CREATE TEMP TABLE {p}event AS
SELECT d.student_id, d.date, d.countable_on, d.occasions,
       d.occasions > 0 AND (d.outcome = 'absent' OR %(second)s <= %(minutes)s)
       OR d.outcome IN ('tardy', 'partial') AND coalesce(d.gap_minutes > %(second)s, false)
         AS founds
FROM {days} d
JOIN {p}tally t ON t.student_id = d.student_id AND t.counted >= %(occasions)s
WHERE d.date BETWEEN %(start)s AND %(as_of)s AND d.countable_on <= %(as_of)s;

CREATE INDEX ON {p}event (student_id, date);
ANALYZE {p}event;

CREATE TEMP TABLE {p}first AS
SELECT student_id, min(countable_on) AS truant_on
FROM (SELECT student_id, countable_on,
             sum(occasions) OVER (PARTITION BY student_id ORDER BY countable_on) AS so_far
      FROM {p}event) x
WHERE so_far >= %(occasions)s GROUP BY student_id;

ANALYZE {p}first;

-- Each report as if it were filed on the day it falls due; the next needs a later day (S4).
CREATE TEMP TABLE {p}due AS
WITH RECURSIVE report AS (
  SELECT student_id, 1 AS number, truant_on AS filed_on FROM {p}first
  UNION ALL
  SELECT r.student_id, r.number + 1, n.filed_on
  FROM report r
  CROSS JOIN LATERAL (
    SELECT min(e.countable_on) AS filed_on FROM {p}event e
    WHERE e.student_id = r.student_id AND e.date > r.filed_on AND e.founds) n
  WHERE n.filed_on IS NOT NULL
)
SELECT student_id, max(number) AS reports FROM report GROUP BY student_id;

ANALYZE {p}due;

-- Reports that stand, in the order of their filing (S5).
CREATE TEMP TABLE {p}filed AS
SELECT r.student_id, count(*) AS reports, min(r.filed_at) AS first_at,
       (array_agg(r.has_time ORDER BY r.filed_at))[1] AS first_has_time
FROM attendance_truancyreport r {only_r}
WHERE r.school_year = %(school_year)s AND r.is_countable
  AND (r.filed_at AT TIME ZONE %(zone)s)::date <= %(known_by)s
  AND {stands}
GROUP BY r.student_id;

ANALYZE {p}filed;

-- What other apps did that the law asks for (S6, S8). History without a time counts on its day.
CREATE TEMP TABLE {p}step AS
SELECT p.student_id,
       bool_or(p.kind = 'effort_48262' AND CASE WHEN p.has_time AND f.first_has_time
                 THEN p.happened_at > f.first_at
                 ELSE (p.happened_at AT TIME ZONE %(zone)s)::date
                      >= (f.first_at AT TIME ZONE %(zone)s)::date END) AS effort,
       bool_or(p.kind = 'notice_48260_5') AS notice,
       bool_or(p.kind = 'referral_48263') AS referral,
       bool_or(p.kind = 'step_48291') AS finding
FROM attendance_processstep p
JOIN {p}filed f ON f.student_id = p.student_id
WHERE p.school_year = %(school_year)s AND p.withdrawn_at IS NULL
  AND (p.happened_at AT TIME ZONE %(zone)s)::date <= %(known_by)s
GROUP BY p.student_id;

ANALYZE {p}step;

CREATE TEMP TABLE {p}standing AS
WITH joined AS (
  SELECT l.student_id, l.school_id, l.grade, l.is_enrolled, coalesce(e.days, 0) AS enrolled,
         coalesce(t.absent, 0) AS absent, coalesce(t.excused, 0) AS excused,
         coalesce(t.unexcused, 0) AS unexcused, coalesce(t.unverified, 0) AS unverified,
         coalesce(t.mixed, 0) AS mixed, coalesce(t.oss, 0) AS oss, coalesce(t.iss, 0) AS iss,
         coalesce(t.incomplete, 0) AS incomplete, coalesce(t.tardy, 0) AS tardy,
         coalesce(t.not_taken, 0) + coalesce(u.days, 0) AS not_taken,
         coalesce(t.counted, 0) AS counted,
         coalesce(t.pending, 0) AS pending, f.truant_on, coalesce(d.reports, 0) AS due,
         coalesce(r.reports, 0) AS filed, coalesce(s.effort, false) AS effort,
         coalesce(s.notice AND s.referral AND s.finding, false) AS other_steps
  FROM {p}last_school l
  LEFT JOIN {p}enrolled e USING (student_id)
  LEFT JOIN {p}tally t USING (student_id)
  LEFT JOIN {p}unknown u USING (student_id)
  LEFT JOIN {p}first f USING (student_id)
  LEFT JOIN {p}due d USING (student_id)
  LEFT JOIN {p}filed r USING (student_id)
  LEFT JOIN {p}step s USING (student_id)
), shares AS (
  SELECT j.*,
         enrolled > 0 AND 100 * absent >= %(chronic_percent)s * enrolled AS chronic,
         enrolled > 0 AND 100 * unexcused >= %(chronic_truant_percent)s * enrolled AS arithmetic
  FROM joined j
)
SELECT student_id, %(school_year)s::smallint AS school_year, %(as_of)s::date AS as_of,
       school_id, grade, is_enrolled, enrolled::smallint AS days_enrolled,
       absent::smallint AS days_absent, excused::smallint AS days_absent_excused,
       unexcused::smallint AS days_absent_unexcused,
       unverified::smallint AS days_absent_unverified, mixed::smallint AS days_absent_mixed,
       oss::smallint AS days_suspended_out, iss::smallint AS days_suspended_in,
       incomplete::smallint AS days_study_incomplete, tardy::smallint AS tardy_days,
       not_taken::smallint AS not_taken_days, counted::smallint AS counted_days,
       pending::smallint AS pending_days, truant_on AS first_truant_on,
       due::smallint AS reports_due, filed::smallint AS reports_filed,
       chronic AS chronic_absentee,
       CASE WHEN enrolled >= %(state_min_days)s THEN chronic END AS chronic_absentee_state,
       arithmetic AS chronic_truant_arithmetic,
       arithmetic AND filed >= 2 AND effort AND other_steps AS chronic_truant,
       CASE WHEN enrolled = 0 OR 100 * absent < %(at_risk_percent)s * enrolled THEN 'satisfactory'
            WHEN 100 * absent < %(moderate_percent)s * enrolled THEN 'at_risk'
            WHEN 100 * absent < %(severe_percent)s * enrolled THEN 'moderate'
            ELSE 'severe' END AS band,
       CASE WHEN enrolled > 0 AND 100 * absent >= %(tier_intensive_percent)s * enrolled
                 OR filed >= %(tier_intensive_report)s THEN 'intensive'
            WHEN enrolled > 0 AND 100 * absent >= %(tier_early_percent)s * enrolled
                 OR counted >= %(tier_early_counted)s THEN 'early'
            ELSE 'prevention' END AS tier,
       CASE WHEN filed >= %(habitual_reports)s AND effort THEN 'habitual'
            WHEN filed >= %(habitual_reports)s THEN 'habitual_eligible'
            WHEN filed >= 2 THEN 'truant_repeat'
            WHEN filed = 1 THEN 'truant'
            WHEN counted > 0 THEN 'watch'
            ELSE 'none' END AS status,
       %(policy)s::text AS policy_version
FROM shares;
