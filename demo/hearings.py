"""Referrals in every state, a hearing calendar of ten soon, and one that is over.

A referral for truancy is made of a student whose reports and steps meet the statute's words; for
chronic absence, of one who was absent far above the line; for behavior, of one with discipline on
file. Nothing here is judged: the grounds say only what holds whatever the day. No hearing is on a
day without school, and nobody is referred before school began.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from demo import staging, steps

CASES_A_DAY = 10
PAST_CASES = 4
TUESDAY = 1
AHEAD = timedelta(days=21)  # a calendar is made so long before its day, or longer
SPREAD = timedelta(days=6)  # between the latest day and the earliest on which one was sent
PLACE = "District office, Hearing room B, 333 South Grand Avenue"
# Who could be referred: the grounds take turns, truancy the oftenest, the most reports first.
CANDIDATES = """
WITH here AS (
    SELECT e.student_id, min(e.school_id) AS school_id
    FROM students_enrollment e
    WHERE e.exit_date IS NULL OR e.exit_date >= %(today)s
    GROUP BY e.student_id
), reported AS (
    SELECT r.student_id, count(*) AS reports, max(r.filed_at) AS filed_at
    FROM attendance_truancyreport r
    WHERE NOT EXISTS (SELECT FROM attendance_reportdecision d WHERE d.report_id = r.id)
    GROUP BY r.student_id
), absent AS (
    SELECT m.student_id, count(DISTINCT m.date) AS days
    FROM staging.demo_coded m
    WHERE m.cause NOT IN ('tardy', 'early', 'cut') AND m.code NOT IN ('IC', 'ISS')
    GROUP BY m.student_id
), grounded AS (
    SELECT h.student_id, h.school_id, coalesce(r.reports, 0) AS reports,
        CASE
            WHEN r.reports >= 3 AND EXISTS (
                SELECT FROM attendance_processstep p
                WHERE p.student_id = h.student_id AND p.kind = 'effort_48262') THEN 'truancy'
            WHEN a.days * 100 >= 15 * %(last)s THEN 'chronic_absence'
            WHEN EXISTS (SELECT FROM students_schoolrecord d
                         WHERE d.student_id = h.student_id AND d.kind = 'discipline')
                THEN 'behavior'
            WHEN r.reports >= 2 THEN 'unmet'
        END AS ground
    FROM here h
    LEFT JOIN reported r USING (student_id)
    LEFT JOIN absent a USING (student_id)
)
SELECT n.student_id, n.school_id, n.reports, n.ground, row_number() OVER (
        ORDER BY n.turn * CASE ground WHEN 'truancy' THEN 2 WHEN 'chronic_absence' THEN 3
            WHEN 'unmet' THEN 8 ELSE 5 END, n.ground) AS rank
FROM (
    SELECT g.*, row_number() OVER (
        PARTITION BY ground
        ORDER BY g.reports DESC, staging.pick(g.student_id, 'referred', 1000000), g.student_id
    ) AS turn
    FROM grounded g WHERE ground IS NOT NULL
) n
"""
# What becomes of a referral, by its rank: state, on which day's calendar, when it was sent.
FATES = """
SELECT c.*, f.state, f.docket, f.position,
    staging.workday(f.latest - staging.pick(c.student_id, 'sent', 5)) AS sent_on
FROM staging.demo_candidate c
JOIN staging.demo_fate f ON f.rank = c.rank
"""
TEXTS = (
    (
        "Two conferences were offered and one was held. The mother works nights and cannot see the"
        " student off to school; a neighbor has offered to. The school changed first period and"
        " assigned a mentor. We ask the board to help with transport and a morning program."
    ),
    (
        "Attendance fell after the family moved in with relatives across town; the bus takes seventy"
        " minutes. A transit pass was given in September. The student says first-period mathematics"
        " feels hopeless. We ask for tutoring and a review of the schedule."
    ),
    (
        "The student looks after two younger children on mornings when a parent is at work. The"
        " counselor visited twice and spoke with the grandmother. Child care was found for two days a"
        " week. We ask the board to bring the agencies for the other three to the table."
    ),
    (
        "The student reports poor sleep and worry since last spring. A referral to counseling was made"
        " and the first appointment was kept. The school offers a late start. We ask for support so"
        " that the appointments go on, and for a plan that everybody signs."
    ),
    (
        "Friends leave campus after lunch and the student goes with them. Parents set a rule at home"
        " that works on some days. The school moved two classes and checks in daily. We ask the board"
        " to set goals with the student, who wants to graduate with the class."
    ),
)
REFER = """
INSERT INTO sarb_referral (
    id, student_id, school_year, level, reason, text, grounds, justification, made_by_id, made_by,
    made_at, state, decided_by_id, decided_by, decided_at, return_reason, noticed_on, noticed_how,
    noticed_by_id, noticed_by, heard_by_id, heard_by
)
SELECT %(first)s + row_number() OVER (ORDER BY f.rank), f.student_id, %(year)s, 'sarb',
    CASE f.ground WHEN 'unmet' THEN 'truancy' ELSE f.ground END,
    t.text,
    jsonb_build_object(
        'met', f.ground <> 'unmet', 'policy', %(policy)s,
        'because', CASE f.ground
            WHEN 'truancy' THEN f.reports || ' reports stand, and a conference effort is on record.'
            WHEN 'unmet' THEN f.reports || ' reports stand; the statute asks for three.'
            WHEN 'behavior' THEN 'Stated by the referring person.'
            ELSE 'Absent for any reason on more than 10 percent of the days enrolled.' END),
    CASE f.ground WHEN 'unmet' THEN
        'The family asked for the board’s help itself; the third report is due next week.'
        ELSE '' END,
    w.id::text, w.name, sent.at, f.state,
    CASE f.state WHEN 'sent' THEN '' ELSE ch.id::text END,
    CASE f.state WHEN 'sent' THEN '' ELSE ch.name END,
    CASE f.state WHEN 'sent' THEN NULL ELSE decided.at END,
    CASE f.state WHEN 'returned' THEN
        'Please log the home visit and add what came of the team meeting; then send it again.'
        ELSE '' END,
    CASE WHEN told.is THEN told.on_day END, CASE WHEN told.is THEN told.how ELSE '' END,
    CASE WHEN told.is THEN w.id::text ELSE '' END, CASE WHEN told.is THEN w.name ELSE '' END,
    '', ''
FROM staging.demo_referred f
JOIN staging.demo_referrer w ON w.school_id = f.school_id
CROSS JOIN staging.demo_chair ch
JOIN staging.demo_text t ON t.number = 1 + mod(f.rank, %(texts)s),
LATERAL (SELECT (f.sent_on + time '09:10'
    + staging.pick(f.student_id, 'sent at', 380) * interval '1 minute')
    AT TIME ZONE %(zone)s AS at) sent,
LATERAL (SELECT sent.at + interval '3 hours' + CASE WHEN extract(isodow FROM f.sent_on) IN (4, 5)
    THEN interval '4 days' ELSE interval '2 days' END AS at) decided,
LATERAL (SELECT f.sent_on + CASE extract(isodow FROM f.sent_on) WHEN 5 THEN 3 ELSE 1 END AS on_day,
    f.state = 'accepted' AND staging.pick(f.student_id, 'told', 10) < 8 AS is,
    (ARRAY['mail', 'hand', 'mail'])[1 + staging.pick(f.student_id, 'how', 3)] AS how) told
ORDER BY f.rank
"""
STEPS = """
SELECT student_id, school_year, 'referral_48263' AS kind,
    (noticed_on + time '12:00') AT TIME ZONE %(zone)s AS happened_at, false AS has_time,
    'referral' AS evidence_kind, id::text AS evidence_id
FROM sarb_referral WHERE noticed_on IS NOT NULL ORDER BY id
"""
DOCKETS = """
INSERT INTO sarb_docket (
    id, level, date, starts_at, minutes, place, chair_id, capacity, made_by, made_at
)
SELECT %(first)s + d.number, 'sarb', d.date, '08:30', 45, %(place)s, ch.id, 10, ch.name,
    (d.made_on + time '10:00') AT TIME ZONE %(zone)s
FROM staging.demo_docket d CROSS JOIN staging.demo_chair ch ORDER BY d.number
"""
# A case gets its place when the chair has taken it and the calendar is there.
PLACES = """
INSERT INTO sarb_docketplace (docket_id, referral_id, position, time, placed_by, placed_at)
SELECT %(first)s + f.docket, r.id, f.position,
    '08:30'::time + (f.position - 1) * interval '45 minutes', ch.name,
    greatest(r.decided_at, d.made_at) + interval '1 hour'
FROM staging.demo_referred f
JOIN sarb_referral r USING (student_id)
JOIN sarb_docket d ON d.id = %(first)s + f.docket
CROSS JOIN staging.demo_chair ch
WHERE f.docket IS NOT NULL
ORDER BY f.docket, f.position
"""
# The chair has confirmed all cases of the day that is over but the last.
HEARD = """
UPDATE sarb_referral r
SET state = 'heard', heard_on = d.date, heard_by_id = ch.id::text, heard_by = ch.name
FROM sarb_docketplace p JOIN sarb_docket d ON d.id = p.docket_id, staging.demo_chair ch
WHERE p.referral_id = r.id AND d.date < %(today)s AND p.position < %(last)s
"""
CHAIR = """
SELECT u.id, u.name FROM accounts_grant g JOIN accounts_user u ON u.id = g.person
WHERE g.role = 'sarb_chair' ORDER BY g.id LIMIT 1
"""
# The counselor of a school refers, or its administrator where it has none.
REFERRERS = """
SELECT DISTINCT ON (g.school_id) g.school_id, u.id, u.name
FROM accounts_grant g JOIN accounts_user u ON u.id = g.person
WHERE g.role IN ('counselor', 'school_administrator') AND g.school_id IS NOT NULL
    AND g.ends >= %(today)s
ORDER BY g.school_id, g.role, g.id
"""


def make(*, today: date, year: int, zone: str, policy: str) -> None:
    """Make referrals, their steps and two hearing calendars."""
    last = staging.rows("SELECT coalesce(max(ordinal), 0) FROM staging.demo_day")[0][0]
    if not last:
        return
    taught = [day for (day,) in staging.rows("SELECT date FROM staging.demo_opened ORDER BY date")]
    days = hearing_days(today, taught)
    staging.table("demo_chair", CHAIR)
    staging.table("demo_referrer", REFERRERS, today=today)
    staging.copy("demo_text", "number integer, text text", enumerate(TEXTS, start=1))
    columns = "number integer, date date, made_on date"
    staging.copy("demo_docket", columns, ((number, *day) for number, day in days.items()))
    staging.copy(
        "demo_fate",
        "rank integer, state text, docket integer, position integer, latest date",
        fates(today, taught[0], days),
    )
    staging.table("demo_candidate", CANDIDATES, today=today, last=last)
    referred = staging.table("demo_referred", FATES)
    first = staging.reserve("sarb_referral", referred)
    staging.run(REFER, first=first, year=year, policy=policy, zone=zone, texts=len(TEXTS))
    steps.take_all(STEPS, today=today, zone=zone)
    first_docket = staging.reserve("sarb_docket", 2)
    staging.run(DOCKETS, first=first_docket, place=PLACE, zone=zone)
    staging.run(PLACES, first=first_docket)
    staging.run(HEARD, today=today, last=PAST_CASES)


def hearing_days(today: date, taught: Sequence[date]) -> dict[int, tuple[date, date]]:
    """Return the days of two calendars, each with the day on which it was made: 1 is a Tuesday that
    is over, 2 the next from next week on. One that the school year does not have is left out.
    """
    monday = today - timedelta(days=today.weekday())
    made_on = monday - timedelta(days=13)
    tuesdays = [day for day in taught if day.weekday() == TUESDAY]
    over = [day for day in tuesdays if taught[0] <= day - AHEAD and day <= made_on]
    to_come = [day for day in tuesdays if day >= monday + timedelta(days=8)]
    days = {}
    if over:
        days[1] = over[-1], over[-1] - AHEAD
    if to_come:
        days[2] = to_come[0], min(to_come[0] - AHEAD, made_on)
    return days


def fates(
    today: date, first_day: date, days: Mapping[int, tuple[date, date]]
) -> list[tuple[int, str, int | None, int | None, date]]:
    """Return by rank: state, calendar, place, and the latest day on which it was sent. What would
    have been sent before the first day of school is left out.
    """
    kinds: list[tuple[str, int | None, int | None, date]] = [
        *_placed(2, CASES_A_DAY, days),
        *_placed(1, PAST_CASES, days),
        *(("accepted", None, None, today - timedelta(days=9)) for _ in range(3)),
        *(("sent", None, None, today - timedelta(days=1)) for _ in range(6)),
        *(("returned", None, None, today - timedelta(days=12)) for _ in range(3)),
    ]
    fits = (kind for kind in kinds if kind[3] - SPREAD >= first_day)
    return [(rank, *kind) for rank, kind in enumerate(fits, start=1)]


def _placed(
    docket: int, places: int, days: Mapping[int, tuple[date, date]]
) -> Iterator[tuple[str, int, int, date]]:
    """Yield the places of a calendar: its cases were sent before it was made."""
    if docket in days:
        _, made_on = days[docket]
        for place in range(1, places + 1):
            yield "accepted", docket, place, made_on - timedelta(days=1)
