"""Reports to the attendance supervisor that were filed, and the steps that followed them.

The counted days are worked out here as the Los Angeles pack does (window of ten school days),
but only for students with one enrollment, at a school that is no charter, with a birth date and
of compulsory age all year: a report lists nothing that `assess` would not count.
"""

from datetime import date, timedelta

from demo import staging, steps
from demo.calendar import years_before

WINDOW = 10  # school days after the return in which a family may clear an absence
OCCASIONS = 3
# Percent of the reports due that were filed: the first, second, third and fourth.
FILED = (62, 72, 78, 60)

# Counted days with the ordinal from which they count. The return is the next school day that
# was not missed whole; where attendance was not taken then, the day is left out.
COUNTED = """
WITH eligible AS (
    SELECT st.number
    FROM staging.demo_student st
    JOIN staging.demo_spell sp ON sp.number = st.number
    WHERE st.birth_date BETWEEN %(born_from)s AND %(born_to)s
    GROUP BY st.number
    HAVING count(*) = 1 AND NOT bool_or(sp.is_charter)
), marked AS (
    SELECT m.*, m.cause NOT IN ('tardy', 'early', 'cut') AND m.code NOT IN ('IC', 'ISS') AS is_full,
        CASE
            WHEN m.code IN ('U', 'A') THEN true
            WHEN m.code = 'T30' THEN coalesce(m.minutes, 31) > 30
            WHEN m.code IN ('T', 'L') THEN coalesce(m.minutes, 0) > 30
            ELSE false
        END AS is_counted
    FROM staging.demo_coded m JOIN eligible USING (number)
), missed AS (
    SELECT number, ordinal, max(ordinal) OVER (PARTITION BY number, run) AS run_end
    FROM (
        SELECT number, ordinal, ordinal - row_number() OVER (PARTITION BY number ORDER BY ordinal)
            AS run
        FROM marked WHERE is_full
    ) islands
), returned AS (
    SELECT m.number, m.student_id, m.school_id, m.school, m.calendar, m.date, m.ordinal,
        coalesce(next.run_end, m.ordinal) + 1 AS back
    FROM marked m
    LEFT JOIN missed next ON next.number = m.number AND next.ordinal = m.ordinal + 1
    WHERE m.is_counted
)
SELECT r.number, r.student_id, r.school_id, r.school, r.calendar, r.date, r.ordinal,
    CASE WHEN r.back - r.ordinal <= %(window)s AND r.back <= %(last)s THEN r.back
        ELSE r.ordinal END + %(window)s + 1 AS countable
FROM returned r
WHERE NOT EXISTS (
    SELECT FROM staging.demo_not_taken n JOIN staging.demo_day d
        ON d.calendar = r.calendar AND d.date = n.date
    WHERE n.school_id = r.school_id AND d.ordinal BETWEEN r.ordinal AND r.back
)
ORDER BY r.number, r.ordinal
"""
# Schools take from one to nine school days to file; some file late as a habit.
FIRST = """
WITH due AS (
    SELECT c.number, min(c.countable) FILTER (WHERE c.turn = %(occasions)s)
        + staging.pick(c.number, 'delay ' || %(rank)s, 3)
        + staging.pick(c.school, 'delay', 6) AS filed
    FROM (
        SELECT *, row_number() OVER (PARTITION BY number ORDER BY countable, ordinal) AS turn
        FROM staging.demo_counted
    ) c
    GROUP BY c.number, c.school
)
SELECT c.number, %(rank)s AS rank, due.filed,
    array_agg(c.date ORDER BY c.date) AS listed, min(c.student_id) AS student_id,
    min(c.school_id) AS school_id, min(c.calendar) AS calendar
FROM due JOIN staging.demo_counted c ON c.number = due.number AND c.countable <= due.filed
WHERE due.filed <= %(last)s AND staging.pick(c.number, 'filed ' || %(rank)s, 100) < %(share)s
GROUP BY c.number, due.filed
"""
LATER = """
INSERT INTO staging.demo_report
WITH fresh AS (
    SELECT c.*, min(c.countable) OVER (PARTITION BY c.number)
        + staging.pick(c.number, 'delay ' || %(rank)s, 3)
        + staging.pick(c.school, 'delay', 6) AS filed
    FROM staging.demo_report r
    JOIN staging.demo_counted c ON c.number = r.number AND c.ordinal > r.filed
    WHERE r.rank = %(rank)s - 1
)
SELECT number, %(rank)s, filed, array_agg(date ORDER BY date), min(student_id), min(school_id),
    min(calendar)
FROM fresh
WHERE countable <= filed AND filed <= %(last)s
    AND staging.pick(number, 'filed ' || %(rank)s, 100) < %(share)s
GROUP BY number, filed
"""
INSERT_REPORTS = """
INSERT INTO attendance_truancyreport (
    student_id, school_year, filed_at, has_time, receiver, filed_by, source, source_key,
    listed_dates, is_countable, policy_version, created_at
)
SELECT r.student_id, %(year)s, at, true, %(receiver)s, a.name, 'filed',
    'demo-' || %(year)s || '-' || r.number || '-' || r.rank, r.listed, true, %(policy)s, at
FROM staging.demo_report r
JOIN staging.demo_day d ON d.calendar = r.calendar AND d.ordinal = r.filed
JOIN staging.demo_filer a ON a.school_id = r.school_id,
LATERAL (SELECT (d.date + time '08:30'
    + staging.pick(r.number, 'filed at ' || r.rank, 440) * interval '1 minute')
    AT TIME ZONE %(zone)s AS at) moment
ORDER BY r.number, r.rank
"""
# Steps after a report: which report, kind of step, percent that have it, days after. Each is on
# the school day from then on.
STEPS = (
    (1, "notice_48260_5", 82, 1),
    (1, "effort_48262", 24, 6),
    (1, "conference", 16, 11),
    (2, "notice", 70, 2),
    (2, "effort_48262", 26, 4),
    (3, "effort_48262", 20, 2),
    (3, "sart", 40, 5),
)
TAKEN = """
SELECT r.student_id, r.school_year, s.kind, at AS happened_at,
    'demonstration' AS evidence_kind, r.source_key AS evidence_id
FROM attendance_truancyreport r
JOIN staging.demo_step s ON s.rank = right(r.source_key, 1)::integer
    AND staging.pick(r.student_id, s.kind || s.rank, 100) < s.percent,
LATERAL (SELECT r.filed_at AT TIME ZONE %(zone)s AS moment) filed,
LATERAL (SELECT min(d.date) AS date FROM staging.demo_opened d
    WHERE d.date >= filed.moment::date + s.days) day,
LATERAL (SELECT (day.date + filed.moment::time
    + staging.pick(r.student_id, s.kind || ' minute', 90) * interval '1 minute')
    AT TIME ZONE %(zone)s AS at) moment
WHERE day.date < %(today)s
ORDER BY r.id, s.kind
"""
# A few first reports that nothing leans on were withdrawn, as families objected: at least one.
WITHDRAW_PERCENT = 4
INSERT_DECISIONS = """
WITH candidates AS (
    SELECT r.id, r.filed_by, at, staging.pick(r.student_id, 'withdrawn', 1000) AS pick
    FROM attendance_truancyreport r,
    LATERAL (SELECT r.filed_at + CASE extract(isodow FROM r.filed_at AT TIME ZONE %(zone)s)
        WHEN 2 THEN interval '6 days' WHEN 3 THEN interval '5 days' ELSE interval '4 days' END AS at) d
    WHERE right(r.source_key, 2) = '-1' AND (at AT TIME ZONE %(zone)s)::date < %(today)s
        AND NOT EXISTS (
            SELECT FROM attendance_processstep p
            WHERE p.student_id = r.student_id AND p.evidence_id = r.source_key AND p.happened_at > at
        )
        AND NOT EXISTS (
            SELECT FROM attendance_truancyreport later
            WHERE later.student_id = r.student_id AND later.filed_at > r.filed_at
        )
), placed AS (
    SELECT *, row_number() OVER (ORDER BY pick, id) AS place, count(*) OVER () AS of FROM candidates
)
INSERT INTO attendance_reportdecision (report_id, verdict, reason, decided_by, decided_at)
SELECT id, 'withdrawn', 'The family showed a doctor’s note for one of the days.', filed_by, at
FROM placed WHERE place <= ceil(of * %(percent)s / 100.0)
ORDER BY id
"""
# People who file for each school: its administrator.
FILERS = """
SELECT DISTINCT ON (g.school_id) g.school_id, u.name
FROM accounts_grant g JOIN accounts_user u ON u.id = g.person
WHERE g.role = 'school_administrator' AND g.school_id IS NOT NULL
ORDER BY g.school_id, g.id
"""


def make(
    *, first_day: date, today: date, year: int, zone: str, receiver: str, policy: str
) -> None:
    last = staging.rows("SELECT coalesce(max(ordinal), 0) FROM staging.demo_day")[0][0]
    staging.table("demo_filer", FILERS)
    staging.table(
        "demo_counted",
        COUNTED,
        born_from=years_before(today, 18) + timedelta(days=1),
        born_to=years_before(first_day, 6),
        window=WINDOW,
        last=last,
    )
    _file(last)
    staging.run(INSERT_REPORTS, year=year, receiver=receiver, policy=policy, zone=zone)
    columns = "rank integer, kind text, percent integer, days integer"
    staging.copy("demo_step", columns, STEPS)
    steps.take_all(TAKEN, today=today, zone=zone)
    staging.run(INSERT_DECISIONS, today=today, percent=WITHDRAW_PERCENT, zone=zone)


def _file(last: int) -> None:
    """File the reports of each rank in turn, since a later one needs a day after the earlier."""
    staging.table("demo_report", FIRST, rank=1, occasions=OCCASIONS, share=FILED[0], last=last)
    for rank, share in enumerate(FILED[1:], start=2):
        staging.run(LATER, rank=rank, share=share, last=last)
