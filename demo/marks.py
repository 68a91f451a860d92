"""What happened each school day: who was absent, how it was written down, what was changed."""

from datetime import date

from demo import codes, staging

MARKS_PER_STUDENT = 12  # on the day the benchmark is made for, the 69th of the year
BENCHMARK_DAY = 69

# Habits: share of students (per thousand, from the worst), then chances per 100,000 school days
# to be absent without excuse, absent with one, tardy, to cut periods, to leave early.
HABITS = (
    ("disengaged", 42, 13_000, 5_000, 9_000, 5_000, 1_200),
    ("slipping", 108, 4_300, 4_400, 6_000, 2_000, 600),
    ("uneven", 260, 900, 3_100, 3_000, 450, 300),
    ("steady", 590, 130, 1_500, 1_100, 50, 100),
)
# Percent of the usual by weekday: without excuse, with one, tardy.
WEEKDAYS = ((125, 120, 115), (85, 90, 95), (80, 85, 90), (85, 90, 95), (135, 115, 110))
# Percent of the usual illness by month: the winter dip.
ILLNESS = {8: 60, 9: 85, 10: 100, 11: 120, 12: 165, 1: 150, 2: 160, 3: 110, 4: 95, 5: 90, 6: 80}

DAYS = """
SELECT d.calendar, d.date, d.ordinal, w.without_excuse,
    w.with_excuse * m.percent / 100 AS with_excuse, w.tardy
FROM staging.demo_date d
JOIN staging.demo_weekday w ON w.weekday = extract(isodow FROM d.date)
JOIN staging.demo_month m ON m.month = extract(month FROM d.date)
WHERE d.is_school_day AND d.date < %(today)s
ORDER BY d.calendar, d.date
"""
NOT_TAKEN = """
SELECT s.school_id, d.date
FROM staging.demo_school s JOIN staging.demo_day d USING (calendar)
WHERE staging.pick(s.number * 1000 + d.ordinal, 'not taken', 1000) < 2
    OR d.ordinal = 20 + s.number AND s.number < 4
ORDER BY s.school_id, d.date
"""
SUBMISSIONS = """
INSERT INTO attendance_submission (school_id, date, period, section, taken)
SELECT school_id, date, '', '', false FROM staging.demo_not_taken ORDER BY school_id, date
"""
# The course of a student's year. Days of an episode are ordinals; 999 is never.
COURSES = """
WITH rolled AS (
    SELECT s.*,
        staging.pick(number, 'habit', 1000) * 100 / absence_percent AS roll,
        staging.pick(number, 'illness', 100) < 24 AS falls_ill,
        staging.pick(number, 'long illness', 1000) < 12 AS falls_long_ill,
        staging.pick(number, 'away', 1000) < 12 AS goes_away,
        level <> 'elementary' AND staging.pick(number, 'suspended', 1000) < 40 AS is_suspended,
        staging.pick(number, 'study', 1000) < 7 AS studies,
        1 + staging.pick(number, 'illness day', 175) AS ill_day,
        1 + staging.pick(number, 'away day', 75) AS away_day,
        10 + staging.pick(number, 'suspension day', 165) AS suspension_day,
        5 + staging.pick(number, 'study day', 160) AS study_day
    FROM staging.demo_spell s
)
SELECT r.number, r.student_id, r.school_id, r.school, r.calendar, r.level,
    r.entry_date, coalesce(r.exit_date, %(today)s) AS exit_date, r.is_charter, h.habit,
    CASE WHEN falls_ill OR falls_long_ill THEN ill_day ELSE 999 END AS ill_from,
    ill_day + CASE WHEN falls_long_ill THEN 7 + staging.pick(number, 'illness length', 14)
        ELSE 2 + staging.pick(number, 'illness length', 3) END AS ill_to,
    CASE WHEN falls_long_ill THEN 'M' WHEN staging.pick(number, 'note', 100) < 6 THEN 'A'
        WHEN staging.pick(number, 'note', 100) < 20 THEN 'M' ELSE 'I' END AS ill_code,
    CASE WHEN goes_away THEN away_day ELSE 999 END AS away_from,
    away_day + 3 + staging.pick(number, 'away length', 12) AS away_to,
    CASE WHEN is_suspended THEN suspension_day ELSE 999 END AS suspended_from,
    suspension_day + staging.pick(number, 'suspension length', 3) AS suspended_to,
    CASE WHEN staging.pick(number, 'suspended in', 100) < 40 THEN 'ISS' ELSE 'S' END
        AS suspension_code,
    CASE WHEN studies THEN study_day ELSE 999 END AS study_from,
    study_day + 4 + staging.pick(number, 'study length', 6) AS study_to
FROM rolled r
JOIN staging.demo_habit h ON r.roll >= h.roll_from AND r.roll < h.roll_to
ORDER BY r.number, r.is_second
"""
# The chance that a habit marks a day in any way, out of ten million: what most days are held
# against, so that only days with a mark are looked at closely.
CHANCES = """
SELECT d.calendar, d.date, d.ordinal, h.habit, l.level,
    h.without_excuse * d.without_excuse AS absent_until,
    h.without_excuse * d.without_excuse + h.with_excuse * d.with_excuse AS excused_until,
    h.without_excuse * d.without_excuse + h.with_excuse * d.with_excuse + h.tardy * d.tardy
        AS tardy_until,
    h.without_excuse * d.without_excuse + h.with_excuse * d.with_excuse + h.tardy * d.tardy
        + l.cuts * h.cut AS cut_until,
    h.without_excuse * d.without_excuse + h.with_excuse * d.with_excuse + h.tardy * d.tardy
        + l.cuts * h.cut + 100 * h.early AS any_until
FROM staging.demo_day d, staging.demo_habit h,
    (VALUES ('elementary', 0), ('middle', 100), ('high', 100)) AS l (level, cuts)
"""
# One draw decides the day; the upper bits of it, `v`, decide how it was written down.
MARKED = """
SELECT number, student_id, school_id, school, calendar, level, date, ordinal, v,
    ill_code, suspension_code, CASE
        WHEN ordinal BETWEEN study_from AND study_to THEN 'study'
        WHEN ordinal BETWEEN suspended_from AND suspended_to THEN 'suspended'
        WHEN ordinal BETWEEN away_from AND away_to THEN 'away'
        WHEN ordinal BETWEEN ill_from AND ill_to THEN 'ill'
        WHEN u < absent_until THEN 'without excuse'
        WHEN u < excused_until THEN 'with excuse'
        WHEN u < tardy_until THEN 'tardy'
        WHEN u < cut_until THEN 'cut'
        WHEN u < any_until THEN 'early'
    END AS cause
FROM (
    SELECT *, mod(draw & 1099511627775, 10000000) AS u, (draw >> 32 & 2147483647)::integer AS v
    FROM (
        SELECT c.*, d.date, d.ordinal, d.absent_until, d.excused_until, d.tardy_until,
            d.cut_until, d.any_until,
            hashint8extended(c.number * 512::bigint + d.ordinal, %(seed)s) AS draw
        FROM staging.demo_course c
        JOIN staging.demo_chance d USING (calendar, habit, level)
        WHERE d.date BETWEEN c.entry_date AND c.exit_date AND (
            mod(
                hashint8extended(c.number * 512::bigint + d.ordinal, %(seed)s) & 1099511627775,
                10000000
            ) < d.any_until
            OR d.ordinal BETWEEN c.study_from AND c.study_to
            OR d.ordinal BETWEEN c.suspended_from AND c.suspended_to
            OR d.ordinal BETWEEN c.away_from AND c.away_to
            OR d.ordinal BETWEEN c.ill_from AND c.ill_to
        )
        OFFSET 0
    ) drawn
) decided
WHERE NOT EXISTS (
    SELECT FROM staging.demo_not_taken n
    WHERE n.school_id = decided.school_id AND n.date = decided.date
)
ORDER BY number, date
"""
# Families have about ten school days to clear an absence: lately most are unverified, later
# they are cleared or stay without excuse. `is_cleared` ones were unverified first.
CODED = """
SELECT m.*, c.id AS code_id,
    m.code IN ('I', 'M', 'E') AND v / 8192 %% 100 < 7 AND ordinal < %(last)s - 3 AS is_cleared,
    CASE
        WHEN m.code = 'T' AND v / 64 %% 100 < 85 THEN 4 + v / 4096 %% 26
        WHEN m.code = 'T30' AND v / 64 %% 100 < 50 THEN 31 + v / 4096 %% 70
        WHEN m.code IN ('TE', 'L', 'LE') THEN 10 + v / 4096 %% 110
    END AS minutes,
    CASE
        WHEN cause = 'cut' THEN 10 + v / 16384 %% 5
            + CASE WHEN v / 1024 %% 1024 < %(by_period)s THEN 10 ELSE 0 END
        WHEN level = 'elementary' OR cause = 'study' OR v / 1024 %% 1024 >= %(by_period)s THEN 0
        WHEN cause = 'tardy' THEN 2
        WHEN cause = 'early' THEN 3
        ELSE 1
    END AS pattern
FROM (
    SELECT marked.*, CASE cause
        WHEN 'study' THEN CASE WHEN v %% 100 < 85 THEN 'IC' ELSE 'II' END
        WHEN 'suspended' THEN suspension_code
        WHEN 'away' THEN CASE WHEN v %% 100 < 55 THEN 'U' ELSE 'A' END
        WHEN 'ill' THEN CASE WHEN ordinal > %(last)s - 4 AND v %% 100 < 55 THEN 'A'
            ELSE ill_code END
        WHEN 'without excuse' THEN CASE
            WHEN v %% 100 < 30 OR ordinal > %(last)s - 10 AND v %% 100 < 75 THEN 'A' ELSE 'U' END
        WHEN 'with excuse' THEN CASE
            WHEN ordinal > %(last)s - 5 AND v / 128 %% 100 < 50 THEN 'A'
            WHEN v %% 100 < 58 THEN 'I' WHEN v %% 100 < 78 THEN 'M' ELSE 'E' END
        WHEN 'tardy' THEN CASE WHEN v %% 100 < 70 THEN 'T' WHEN v %% 100 < 80 THEN 'T30'
            ELSE 'TE' END
        WHEN 'early' THEN CASE WHEN v %% 100 < 60 THEN 'L' ELSE 'LE' END
        ELSE 'U'
        END AS code
    FROM staging.demo_marked marked
) m
JOIN attendance_attendancecode c ON c.code = m.code
ORDER BY number, date
"""
# How a day is written down by periods: which are missed (or late, or left), and whether the
# present ones are in the file as well. Pattern 0 is one row for the whole day.
PATTERNS = {
    0: ("", ""),
    1: ("123456", ""),
    2: ("1", "23456"),
    3: ("6", "12345"),
    **{10 + n: (missed, "") for n, missed in enumerate(("6", "56", "1", "3", "12"))},
    **{
        20 + n: (missed, "".join(p for p in "123456" if p not in missed))
        for n, missed in enumerate(("6", "56", "1", "3", "12"))
    },
}
INSERT_MARKS = """
INSERT INTO attendance_mark (
    student_id, school_id, date, period, code_id, minutes_missed, reason, source
)
SELECT m.student_id, m.school_id, m.date, p.period,
    CASE WHEN p.is_missed THEN m.code_id ELSE %(present)s END,
    CASE WHEN p.is_missed THEN m.minutes END,
    CASE WHEN p.is_missed AND m.code IN ('I', 'M') AND m.v / 32 %% 100 < 12 THEN 'Parent called'
        ELSE '' END,
    'sis'
FROM staging.demo_coded m JOIN staging.demo_pattern p USING (pattern)
ORDER BY m.student_id, m.date, p.period
"""
INSERT_CHANGES = """
INSERT INTO attendance_markchange (
    student_id, school_id, date, period, old_code, old_reason, new_code, new_reason, withdrawn,
    changed_by, changed_at
)
SELECT m.student_id, m.school_id, m.date, p.period, 'A', '', m.code,
    CASE WHEN m.code IN ('I', 'M') AND m.v / 32 %% 100 < 12 THEN 'Parent called' ELSE '' END,
    false, 'Nightly import',
    (least(m.date + 1 + m.v / 65536 %% 12, %(today)s - 1) + time '21:30') AT TIME ZONE %(zone)s
FROM staging.demo_coded m JOIN staging.demo_pattern p USING (pattern)
WHERE m.is_cleared AND p.is_missed
ORDER BY m.student_id, m.date, p.period
"""
# Rows if no day were written down by periods, and days that may be.
VOLUME = """
SELECT count(*), count(*) FILTER (WHERE level <> 'elementary' AND cause <> 'study')
FROM staging.demo_marked
"""
CERTAIN = 1024


def make(*, today: date, seed: int, zone: str, per_student: float) -> int:
    """Make the marks of every school day before `today`; return how many there are.

    Many of the marks that are wanted are days of older students written down by periods, of
    which each has six: as many days as it takes, `per_student` on the 69th school day.
    """
    _stage_tables(today)
    staging.table("demo_not_taken", NOT_TAKEN)
    staging.run(SUBMISSIONS)
    staging.table("demo_course", COURSES, today=today)
    staging.table("demo_chance", CHANCES)
    staging.table("demo_marked", MARKED, seed=seed)
    last = _last_ordinal()
    staging.table("demo_coded", CODED, last=last, by_period=_share(per_student, last))
    present = staging.rows("SELECT id FROM attendance_attendancecode WHERE code = 'P'")[0][0]
    made = staging.run(INSERT_MARKS, present=present)
    staging.run(INSERT_CHANGES, today=today, zone=zone)
    return made


def _stage_tables(today: date) -> None:
    upto = [sum(habit[1] for habit in HABITS[:n]) for n in range(len(HABITS))]
    ends = [*upto[1:], 100_000]
    rows = ((h[0], start, end, *h[2:]) for h, start, end in zip(HABITS, upto, ends, strict=True))
    whole = " integer, ".join(
        ("roll_from", "roll_to", "without_excuse", "with_excuse", "tardy", "cut", "early")
    )
    staging.copy("demo_habit", f"habit text, {whole} integer", rows)
    weekdays = [(n, *weights) for n, weights in enumerate(WEEKDAYS, start=1)]
    columns = "weekday integer, without_excuse integer, with_excuse integer, tardy integer"
    staging.copy("demo_weekday", columns, weekdays)
    staging.copy("demo_month", "month integer, percent integer", ILLNESS.items())
    staging.copy("demo_pattern", "pattern integer, period text, is_missed boolean", _periods())
    staging.table("demo_day", DAYS, today=today)


def _periods() -> list[tuple[object, ...]]:
    whole_day: list[tuple[object, ...]] = [(0, "", True)]
    return whole_day + [
        (pattern, period, is_missed)
        for pattern, (missed, present) in PATTERNS.items()
        for periods, is_missed in ((missed, True), (present, False))
        for period in periods
    ]


def _last_ordinal() -> int:
    query = "SELECT coalesce(max(ordinal), 0) FROM staging.demo_day"
    return int(staging.rows(query)[0][0])


def _share(per_student: float, last: int) -> int:
    """Return the share of older students' days to write down by periods, out of 1,024."""
    rows, older = staging.rows(VOLUME)[0]
    students = staging.rows("SELECT count(*) FROM staging.demo_student")[0][0]
    wanted = per_student * students * last / BENCHMARK_DAY
    extra = (len(codes.BELLS["high"]) - 1) * max(older, 1)
    return min(CERTAIN, max(0, round(CERTAIN * (wanted - rows) / extra)))
