"""Who is enrolled where and when, and the groups that students belong to."""

from datetime import date

from demo import staging
from students.choices import PopulationKind

# Per thousand students in the year: to another school of the district, coming late, leaving.
MOVE, LATE, LEAVE = 45, 30, 22

# A student goes to the school of their area, or for one in twelve to another of the level.
# Moves that lie after `today` have not happened yet.
SPELLS = """
WITH placed AS (
    SELECT st.*, home.of_level,
        mod(
            st.area * home.of_level / %(areas)s + CASE
                WHEN staging.pick(st.number, 'choice', 100) < 8
                THEN staging.pick(st.number, 'which choice', home.of_level) ELSE 0 END,
            home.of_level
        ) AS place,
        staging.pick(st.number, 'move', 1000) AS roll,
        4 + staging.pick(st.number, 'move day', 150) AS move_day
    FROM staging.demo_student st
    JOIN staging.demo_school home ON home.level = st.level AND home.place = 0
), dated AS (
    SELECT p.*, moved.date AS last_day, entered.date AS next_day,
        coalesce(moved.date < %(today)s AND entered.date <= %(today)s, false) AS has_moved
    FROM placed p
    LEFT JOIN staging.demo_opened moved ON moved.ordinal = p.move_day
    LEFT JOIN staging.demo_opened entered
        ON entered.ordinal = p.move_day + 1 + staging.pick(p.number, 'gap', 3) / 2 * 3
), spell AS (
    SELECT number, student_id, level, grade, place, of_level,
        CASE WHEN has_moved AND roll >= %(move)s AND roll < %(late)s THEN next_day
            ELSE %(first_day)s END AS entry_date,
        CASE WHEN has_moved AND (roll < %(move)s AND of_level > 1
            OR roll >= %(late)s AND roll < %(leave)s) THEN last_day END AS exit_date,
        CASE WHEN has_moved AND roll >= %(move)s AND roll < %(late)s THEN 'E155' ELSE '' END
            AS entry_type,
        CASE WHEN NOT has_moved THEN '' WHEN roll < %(move)s AND of_level > 1 THEN 'T160'
            WHEN roll >= %(late)s AND roll < %(leave)s
            THEN (ARRAY['T160', 'T180', 'T200', 'T370'])[1 + staging.pick(number, 'exit', 4)]
            ELSE '' END AS exit_type,
        false AS is_second
    FROM dated
    UNION ALL
    SELECT number, student_id, level, grade,
        mod(place + 1 + staging.pick(number, 'new school', of_level - 1), of_level), of_level,
        next_day, NULL, 'E160', '', true
    FROM dated
    WHERE has_moved AND roll < %(move)s AND of_level > 1
)
SELECT spell.number, spell.student_id, school.school_id, school.number AS school,
    school.calendar, school.level, school.absence_percent, school.is_charter, spell.grade,
    entry_date, exit_date, entry_type, exit_type, is_second
FROM spell
JOIN staging.demo_school school ON school.level = spell.level AND school.place = spell.place
ORDER BY spell.number, is_second
"""
INSERT_ENROLLMENTS = """
INSERT INTO students_enrollment (
    student_id, school_id, entry_date, exit_date, grade, entry_type, exit_type
)
SELECT student_id, school_id, entry_date, exit_date, grade, entry_type, exit_type
FROM staging.demo_spell ORDER BY number, is_second
"""
# kind, label, per ten thousand of those it can be, lowest and highest grade, condition
GROUPS = (
    (PopulationKind.IEP, "", 1300, -1, 12, ""),
    (PopulationKind.SECTION_504, "", 220, 0, 12, ""),
    (PopulationKind.ENGLISH_LEARNER, "", 4200, -1, 12, "not english"),
    (PopulationKind.NEWCOMER, "", 300, 0, 12, "not english"),
    (PopulationKind.MIGRANT, "", 90, -1, 12, "not english"),
    (PopulationKind.FOSTER, "", 10_000, -1, 12, "foster"),
    (PopulationKind.HOMELESS, "Doubled up", 230, -1, 12, ""),
    (PopulationKind.HOMELESS, "Shelter", 60, -1, 12, ""),
    (PopulationKind.HOMELESS, "Unaccompanied", 10_000, -1, 12, "unaccompanied"),
    (PopulationKind.UNACCOMPANIED, "", 10_000, -1, 12, "unaccompanied"),
    (PopulationKind.PREGNANT_PARENTING, "", 120, 9, 12, "female"),
    (PopulationKind.MILITARY, "", 45, -1, 12, ""),
    (PopulationKind.JUSTICE, "", 70, 7, 12, ""),
    (PopulationKind.CHRONIC_ILLNESS, "", 60, -1, 12, ""),
    (PopulationKind.LOW_INCOME, "", 5500, -1, 12, ""),
    (PopulationKind.OTHER, "Gifted", 500, 2, 12, ""),
)
INSERT_POPULATIONS = """
INSERT INTO students_population (student_id, kind, label, start, "end")
SELECT s.student_id, g.kind, g.label,
    %(first_day)s - 365 * staging.pick(s.number, g.kind || ' years', 3),
    CASE WHEN staging.pick(s.number, g.kind || ' ended', 100) < 3
        THEN %(first_day)s + staging.pick(s.number, g.kind || ' end', 60) END
FROM staging.demo_student s
JOIN staging.demo_group g
    ON s.grade_number BETWEEN g.lowest AND g.highest
    AND staging.pick(s.number, g.kind || g.label, 10000) < g.share
    AND CASE g.condition
        WHEN '' THEN true
        WHEN 'not english' THEN s.language <> 'en'
        WHEN 'foster' THEN starts_with(s.kind, 'foster')
        WHEN 'female' THEN s.sex = 'F'
        ELSE s.kind = g.condition END
ORDER BY s.number, g.kind, g.label
"""


def make(*, first_day: date, today: date) -> None:
    staging.table(
        "demo_opened",
        "SELECT ordinal, date FROM staging.demo_date WHERE calendar = 0 AND is_school_day",
    )
    staging.table(
        "demo_spell",
        SPELLS,
        first_day=first_day,
        today=today,
        areas=_elementaries(),
        move=MOVE,
        late=MOVE + LATE,
        leave=MOVE + LATE + LEAVE,
    )
    staging.run(INSERT_ENROLLMENTS)
    columns = (
        "kind text, label text, share integer, lowest integer, highest integer, condition text"
    )
    staging.copy("demo_group", columns, GROUPS)
    staging.run(INSERT_POPULATIONS, first_day=first_day)


def _elementaries() -> int:
    query = "SELECT count(*) FROM staging.demo_school WHERE level = 'elementary'"
    return int(staging.rows(query)[0][0])
