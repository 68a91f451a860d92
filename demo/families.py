"""Households with their communities, names and addresses, and the students who live in them."""

from demo import lists, places, staging
from demo.kinds import KINDS
from demo.lists import by_rank, read

# community, per thousand, list of names, home language, percent with two surnames,
# percent whose records lost the accents
COMMUNITIES = (
    ("spanish", 400, "spanish", "es", 80, 35),
    ("spanish_english", 215, "spanish", "en", 12, 80),
    ("english", 245, "english", "en", 4, 0),
    ("armenian", 27, "armenian", "hy", 0, 0),
    ("korean", 22, "korean", "ko", 0, 0),
    ("chinese", 20, "chinese", "zh", 0, 50),
    ("tagalog", 24, "tagalog", "tl", 0, 0),
    ("vietnamese", 13, "vietnamese", "vi", 0, 50),
    ("farsi", 13, "farsi", "fa", 0, 0),
    ("arabic", 11, "arabic", "ar", 0, 0),
    ("russian", 10, "russian", "ru", 0, 0),
)
WAYS = {"Street": 40, "Avenue": 30, "Boulevard": 10, "Drive": 10, "Place": 5, "Way": 5}
# A few elementary schools are twice the size of others.
AREA_WEIGHTS = (10, 7, 13, 9, 16, 8)

HOUSEHOLDS = """
WITH sized AS (
    SELECT id, CASE WHEN roll < 56 THEN 1 WHEN roll < 88 THEN 2 WHEN roll < 97 THEN 3 ELSE 4 END
        AS wanted
    FROM (
        SELECT id, staging.pick(id, 'children', 100) AS roll
        FROM generate_series(1, %(students)s) AS id
    ) rolled
), placed AS (
    SELECT id, wanted, sum(wanted) OVER (ORDER BY id) - wanted AS before FROM sized
)
SELECT
    h.id AS household,
    least(h.wanted, %(students)s - h.before)::integer AS children,
    h.before::integer AS before,
    kind.value AS kind,
    c.community, c.names, c.language,
    area.value::integer AS area,
    one.value AS surname, two.value AS second_surname,
    CASE WHEN c.accents_lost > staging.pick(h.id, 'accents', 100) THEN one.plain ELSE one.value END
        || CASE
            WHEN c.two_surnames <= staging.pick(h.id, 'two surnames', 100) THEN ''
            WHEN staging.pick(h.id, 'hyphen', 100) < 15 THEN '-'
            ELSE ' '
        END
        || CASE
            WHEN c.two_surnames <= staging.pick(h.id, 'two surnames', 100) THEN ''
            WHEN c.accents_lost > staging.pick(h.id, 'accents', 100) THEN two.plain
            ELSE two.value
        END AS last_name,
    c.accents_lost > staging.pick(h.id, 'accents', 100) AS accents_lost,
    100 + staging.pick(h.id, 'house', 9800) || ' ' || street.value || ' ' || way.value
        || CASE WHEN staging.pick(h.id, 'flat', 100) < 35
            THEN ' #' || 1 + staging.pick(h.id, 'flat number', 240) ELSE '' END AS street,
    city.value AS city,
    '909' || lpad((1 + school.region * 12 + staging.pick(h.id, 'zip', 12))::text, 2, '0') AS zip
FROM placed h
JOIN staging.demo_list kind ON kind.list = 'kind' AND kind.slot = CASE
    WHEN h.id <= %(kinds)s THEN h.id - 1 ELSE staging.pick(h.id, 'kind', 1000) END
JOIN staging.demo_list which ON which.list = 'community'
    AND which.slot = staging.pick(h.id, 'community', 1000)
JOIN staging.demo_community c ON c.community = which.value
JOIN staging.demo_list one ON one.list = c.names || ' surname'
    AND one.slot = staging.pick(h.id, 'surname', 1000)
JOIN staging.demo_list two ON two.list = c.names || ' surname'
    AND two.slot = staging.pick(h.id, 'second surname', 1000)
JOIN staging.demo_list street ON street.list = 'street'
    AND street.slot = staging.pick(h.id, 'street', 1000)
JOIN staging.demo_list way ON way.list = 'way' AND way.slot = staging.pick(h.id, 'way', 1000)
JOIN staging.demo_area area ON area.slot = staging.pick(h.id, 'area', %(area_slots)s)
JOIN staging.demo_school school ON school.level = 'elementary' AND school.place = area.value
JOIN staging.demo_list city ON city.list = 'city ' || school.region
    AND city.slot = staging.pick(h.id, 'city', 1000)
WHERE h.before < %(students)s
ORDER BY h.id
"""

# Two of 27 steps for each grade, one for TK. Brothers and sisters are three and a half years
# apart. `retained` students are a year older than their grade.
STUDENTS = """
WITH child AS (
    SELECT h.*, h.before + k AS number, k,
        mod(staging.pick(h.household, 'grade', 27) + 7 * (k - 1), 27) AS step
    FROM staging.demo_household h, generate_series(1, h.children) AS k
), graded AS (
    SELECT c.*, (c.step + 1) / 2 - 1 AS grade_number,
        CASE WHEN staging.pick(number, 'sex', 1000) < 3 THEN 'X'
            WHEN staging.pick(number, 'sex', 1000) < 490 THEN 'F' ELSE 'M' END AS sex
    FROM child c
), named AS (
    SELECT g.*,
        CASE WHEN accents_lost THEN first.plain ELSE first.value END AS first_name,
        CASE WHEN accents_lost THEN middle.plain ELSE middle.value END AS second_name,
        staging.pick(number, 'middle', 100) < 30 AND first.plain <> middle.plain AS has_middle,
        CASE WHEN g.names = 'russian' AND sex = 'F' AND last_name ~ '(ov|ev|in)$' THEN 'a'
            ELSE '' END AS ending
    FROM graded g
    JOIN staging.demo_list first
        ON first.list = g.names || CASE sex WHEN 'F' THEN ' female' ELSE ' male' END
        AND first.slot = staging.pick(number, 'first name', 1000)
    JOIN staging.demo_list middle
        ON middle.list = g.names || CASE sex WHEN 'F' THEN ' female' ELSE ' male' END
        AND middle.slot = staging.pick(number, 'middle name', 1000)
)
SELECT number, %(first_id)s + number AS student_id, household, kind, k AS child, community,
    language, area, street, city, zip, sex, grade_number, first_name,
    CASE WHEN has_middle THEN second_name ELSE '' END AS middle_name,
    last_name || ending AS last_name,
    CASE grade_number WHEN -1 THEN 'TK' WHEN 0 THEN 'K' ELSE grade_number::text END AS grade,
    CASE WHEN grade_number <= 5 THEN 'elementary' WHEN grade_number <= 8 THEN 'middle'
        ELSE 'high' END AS level,
    CASE WHEN mod(number, 2500) = 37 THEN NULL
        ELSE make_date(%(year)s - 6 - grade_number, 9, 2) + staging.pick(number, 'birthday', 365)
            - CASE WHEN grade_number > 0 AND staging.pick(number, 'retained', 100) < 4
                THEN 365 ELSE 0 END
    END AS birth_date
FROM named
ORDER BY number
"""
INSERT_HOUSEHOLDS = """
INSERT INTO students_household (id, key)
SELECT %(first_id)s + household, 'H' || lpad(household::text, 7, '0')
FROM staging.demo_household ORDER BY household
"""
INSERT_STUDENTS = """
INSERT INTO students_student (
    id, sis_id, ssid, first_name, middle_name, last_name, birth_date, sex, email,
    home_language, household_id, street, city, state, zip
)
SELECT student_id, (1000000 + number)::text, (7100000000 + number * 37::bigint)::text,
    first_name, middle_name, last_name, birth_date, sex,
    CASE WHEN grade_number >= 6 THEN (1000000 + number) || '@students.example.org' ELSE '' END,
    CASE WHEN staging.pick(number, 'language unknown', 1000) < 8 THEN '' ELSE language END,
    %(first_household)s + household, street, city, 'CA', zip
FROM staging.demo_student ORDER BY number
"""


def make(*, students: int, year: int) -> None:
    lists.stage(_lists())
    staging.copy(
        "demo_community",
        "community text, per_thousand integer, names text, language text, two_surnames integer,"
        " accents_lost integer",
        COMMUNITIES,
    )
    households = staging.table(
        "demo_household",
        HOUSEHOLDS,
        students=students,
        kinds=len(KINDS),
        area_slots=_stage_areas(),
    )
    first_household = staging.reserve("students_household", households)
    staging.run(INSERT_HOUSEHOLDS, first_id=first_household)
    first_student = staging.reserve("students_student", students)
    staging.table("demo_student", STUDENTS, first_id=first_student, year=year)
    staging.run(INSERT_STUDENTS, first_household=first_household)


def _lists() -> dict[str, dict[str, int]]:
    names = {**read("names.txt"), **read("communities.txt")}
    weighted = {title: by_rank(entries) for title, entries in names.items()}
    weighted["community"] = {row[0]: row[1] for row in COMMUNITIES}
    weighted["kind"] = {kind.name: kind.weight for kind in KINDS}
    weighted["street"] = by_rank(read("streets.txt")["street"])
    weighted["way"] = WAYS
    cities, each = read("places.txt")["city"], places.CITIES_PER_REGION
    for region in range(len(places.REGIONS)):
        weighted[f"city {region}"] = dict.fromkeys(cities[each * region : each * (region + 1)], 1)
    return weighted


def _stage_areas() -> int:
    """Lay out where families live: slots that name an elementary school. Return how many."""
    schools = staging.rows(
        "SELECT place FROM staging.demo_school WHERE level = 'elementary' ORDER BY place"
    )
    slots = [place for (place,) in schools for _ in range(AREA_WEIGHTS[place % len(AREA_WEIGHTS)])]
    staging.copy("demo_area", "slot integer, value integer", enumerate(slots))
    return len(slots)
