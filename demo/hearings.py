"""Referrals in every state, some to a school's own team; a hearing calendar of ten soon, and one
that is over.

A referral for truancy is made of a student whose reports and steps meet the statute's words; for
chronic absence, of one who was absent far above the line; for behavior, of one with discipline on
file. Nothing here is judged: the grounds say only what holds whatever the day. No hearing is on a
day without school, and nobody is referred before school began.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core import sql
from demo import staging, steps

CASES_A_DAY = 10
PAST_CASES = 4
TUESDAY = 1
AHEAD = timedelta(days=21)  # a calendar is made so long before its day, or longer
SPREAD = timedelta(days=6)  # between the latest day and the earliest on which one was sent
DECIDED = timedelta(days=6)  # the chair answers sooner, and places the case on the same day
PLACE = "District office, Hearing room B, 333 South Grand Avenue"
FIRST_OF_THEM = """
SELECT student_id, from_on FROM staging.demo_candidate ORDER BY place LIMIT 1000
"""
# What becomes of a referral, by its rank: state, on which day's calendar, when it was sent. None
# was sent before its ground stood.
FATES = """
SELECT f.rank, f.state, f.level, f.docket, f.position, c.student_id, c.school_id, c.ground, sent.sent_on,
    sent.at AS sent_at,
    (SELECT count(*) FROM unnest(c.filed) AS filed_at WHERE filed_at < sent.at) AS reports
FROM staging.demo_fate f
JOIN staging.demo_candidate c USING (student_id)
CROSS JOIN LATERAL (SELECT staging.workday(
    greatest(f.latest - staging.pick(c.student_id, 'sent', 5), c.from_on)) AS sent_on) day
CROSS JOIN LATERAL (SELECT day.sent_on, (day.sent_on + time '09:10'
    + staging.pick(c.student_id, 'sent at', 380) * interval '1 minute')
    AT TIME ZONE %(zone)s AS at) sent
"""
# To the attendance team of a school.
TO_SART = (
    "Mornings go wrong between seven and eight, and the family has said that it wants help with them."
    " We ask the team to meet with the family and to agree on who does what until winter break."
)
# Of a referral for behavior, the incidents that its ground asks for.
BEHAVIOR = (
    "The student leaves class without leave and argues with teachers until the bell; the school’s own"
    " record has each incident. We ask the team to find out what stands behind it"
    " and to agree with the student on a plan for the first and the last period."
)
TEXTS = (
    (
        "The adult at home works nights and cannot see the student off to school; a neighbor has offered"
        " to. The school changed first period and assigned a mentor. We ask the board to help with transport and a morning program."
    ),
    (
        "Attendance fell after the family moved in with relatives across town; the bus takes seventy"
        " minutes. A transit pass was given in September. The student says first-period mathematics"
        " feels hopeless. We ask for tutoring and a review of the schedule."
    ),
    (
        "The student looks after two younger children on mornings when a parent is at work. The"
        " grandmother helps where she can. Child care was found for two days a week. We ask the board to bring the agencies for the other three to the table."
    ),
    (
        "The student tells of poor sleep and worry since last spring. A referral to counseling was made"
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
SELECT %(first)s + row_number() OVER (ORDER BY f.rank), f.student_id, %(year)s, f.level,
    CASE f.ground WHEN 'unmet' THEN 'truancy' ELSE f.ground END,
    CASE WHEN f.ground = 'behavior' THEN %(behavior)s WHEN f.level = 'sart' THEN %(to_sart)s ELSE t.text END,
    jsonb_build_object(
        'met', f.ground <> 'unmet', 'policy', %(policy)s,
        'because', CASE f.ground
            WHEN 'truancy' THEN f.reports || ' reports stand, and a conference effort is on record.'
            WHEN 'unmet' THEN f.reports || ' reports stand; the statute asks for three.'
            WHEN 'behavior' THEN 'Stated by the referring person.'
            ELSE 'Absent for any reason on more than 10 percent of the days enrolled.' END),
    CASE WHEN f.ground = 'unmet' AND f.level = 'sarb' THEN
        'The family asked for the board’s help itself; the third report is due next week.'
        ELSE '' END,
    w.id::text, w.name, f.sent_at, f.state,
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
LATERAL (SELECT f.sent_at + interval '3 hours' + CASE WHEN extract(isodow FROM f.sent_on) IN (4, 5)
    THEN interval '4 days' ELSE interval '2 days' END AS at) decided,
LATERAL (SELECT f.sent_on + CASE extract(isodow FROM f.sent_on) WHEN 5 THEN 3 ELSE 1 END AS on_day,
    f.state = 'accepted' AND staging.pick(f.student_id, 'told', 10) < 8 AS is,
    (ARRAY['mail', 'hand', 'mail'])[1 + staging.pick(f.student_id, 'how', 3)] AS how) told
ORDER BY f.rank
"""
STEPS = """
SELECT student_id, school_year, 'referral_48263' AS kind,
    (noticed_on + time '12:00') AT TIME ZONE %(zone)s AS happened_at, false AS has_time,
    'referral' AS evidence_kind, id::text AS evidence_id,
    json_build_object('by', noticed_by) AS detail
FROM sarb_referral WHERE noticed_on IS NOT NULL ORDER BY id
"""
DOCKETS = """
INSERT INTO sarb_docket (
    id, level, date, starts_at, minutes, place, chair_id, capacity, made_by, made_at,
    break_minutes
)
SELECT %(first)s + d.number, 'sarb', d.date, '08:30', 45, %(place)s, ch.id, 10, ch.name,
    (d.made_on + time '10:00') AT TIME ZONE %(zone)s, 0
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


@dataclass(frozen=True)
class Fate:
    """What becomes of a referral: sent by `latest`, or as late as `last` where its ground is new."""

    state: str
    latest: date
    last: date
    docket: int | None = None
    position: int | None = None
    level: str = "sarb"


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
    candidates = sql.statement(__file__, "hearings/candidates")
    staging.table("demo_candidate", candidates, today=today, last=last, zone=zone)
    known = staging.rows(FIRST_OF_THEM)
    staging.copy(
        "demo_fate",
        "rank integer, student_id bigint, state text, level text, docket integer, position integer,"
        " latest date",
        (
            (rank, student, fate.state, fate.level, fate.docket, fate.position, fate.latest)
            for rank, (student, fate) in enumerate(
                matched(known, fates(today, taught[0], days)), 1
            )
        ),
    )
    referred = staging.table("demo_referred", FATES, zone=zone)
    first = staging.reserve("sarb_referral", referred)
    said = {"texts": len(TEXTS), "to_sart": TO_SART, "behavior": BEHAVIOR}
    staging.run(REFER, first=first, year=year, policy=policy, **said)
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


def fates(today: date, first_day: date, days: Mapping[int, tuple[date, date]]) -> list[Fate]:
    """Return what becomes of referrals, the earliest due first. What would have been sent before
    the first day of school is left out.
    """
    decided, yesterday = today - DECIDED, today - timedelta(days=1)
    kinds = [
        *_placed(1, PAST_CASES, days, decided),
        *_placed(2, CASES_A_DAY, days, decided),
        *(Fate("accepted", today - timedelta(days=9), decided) for _ in range(3)),
        *(Fate("returned", today - timedelta(days=12), decided) for _ in range(3)),
        *(Fate("sent", yesterday, yesterday, level="sart") for _ in range(4)),
        *(Fate("sent", yesterday, yesterday) for _ in range(6)),
    ]
    return [fate for fate in kinds if fate.latest - SPREAD >= first_day]


def matched(
    candidates: Sequence[tuple[int, date]], asked: Sequence[Fate]
) -> Iterator[tuple[int, Fate]]:
    """Yield a student for each fate: the first whose ground stands early enough, nobody twice.

    `candidates` are students, the likeliest first, with the day from which their ground stands.
    """
    left = list(candidates)
    for fate in asked:
        found = next((one for one in left if one[1] <= fate.last), None)
        if found:
            left.remove(found)
            yield found[0], fate


def _placed(
    docket: int, places: int, days: Mapping[int, tuple[date, date]], decided: date
) -> Iterator[Fate]:
    """Yield the places of a calendar: its cases are sent before it is made, or else in time."""
    if docket in days:
        day, made_on = days[docket]
        last = min(decided, day - DECIDED - timedelta(days=2))
        for place in range(1, places + 1):
            yield Fate("accepted", made_on - timedelta(days=1), last, docket, place)
