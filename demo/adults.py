"""The adults of the households, as rows of the SIS would say it."""

from datetime import date

from demo import staging
from demo.calendar import years_before
from demo.kinds import KINDS, MadeUpAdult

ADULT_COLUMNS = (
    "kind text, position integer, relation text, relation_text text, sex text, lives_with boolean,"
    " rights boolean, mail boolean, is_primary boolean, no_contact boolean, court_order text,"
    " order_ends date, safe_address boolean, affidavit boolean, agency boolean, own_surname text"
)
# Adults of households first, then students of 18 who are their own adult.
PEOPLE = """
WITH adult AS (
    SELECT h.household, 0 AS number, a.*, h.names, h.language, h.last_name, h.surname,
        h.second_surname, h.accents_lost, h.street, h.city, h.zip,
        h.household * 8::bigint + a.position AS draw
    FROM staging.demo_household h JOIN staging.demo_adult a ON a.kind = h.kind
), named AS (
    SELECT adult.*,
        CASE WHEN accents_lost THEN first.plain ELSE first.value END AS first_name,
        CASE own_surname WHEN 'same' THEN adult.last_name WHEN 'second' THEN
            CASE WHEN accents_lost THEN second.plain ELSE adult.second_surname END
            ELSE other.value END AS own_name,
        stranger_street.value AS other_street
    FROM adult
    JOIN staging.demo_list first
        ON first.list = CASE own_surname WHEN 'other' THEN 'english' ELSE adult.names END
            || CASE adult.sex WHEN 'F' THEN ' female' ELSE ' male' END
        AND first.slot = staging.pick(draw, 'adult', 1000)
    JOIN staging.demo_list second ON second.list = adult.names || ' surname'
        AND second.slot = staging.pick(adult.household, 'second surname', 1000)
    JOIN staging.demo_list other ON other.list = 'english surname'
        AND other.slot = staging.pick(draw, 'other surname', 1000)
    JOIN staging.demo_list stranger_street ON stranger_street.list = 'street'
        AND stranger_street.slot = staging.pick(draw, 'other street', 1000)
), everyone AS (
    SELECT household, number, position, first_name, own_name AS last_name,
        draw, relation, relation_text, lives_with,
        rights, mail, is_primary, no_contact, court_order, order_ends, safe_address, affidavit,
        agency, CASE own_surname WHEN 'other' THEN 'en' ELSE language END AS language,
        CASE WHEN agency THEN '200 Civic Center Plaza' WHEN lives_with THEN street
            ELSE 100 + staging.pick(draw, 'other house', 9800) || ' ' || other_street || ' Avenue'
        END AS street, city, zip
    FROM named
    UNION ALL
    SELECT household, number, 9, first_name, last_name, household * 8::bigint + 7,
        'self', '', true, true, true, true, false, '', NULL, false, false, false, language,
        street, city, zip
    FROM staging.demo_student
    WHERE birth_date <= %(eighteen)s
)
SELECT row_number() OVER (ORDER BY household, position, number)::integer AS adult, *,
    staging.pick(draw, 'area code', 6) AS area_code, staging.pick(draw, 'line', 10000) AS line
FROM everyone ORDER BY adult
"""
INSERT_GUARDIANS = """
INSERT INTO students_guardian (
    id, sis_id, first_name, last_name, phone, phone2, phone_key, email, language,
    interpreter, street, city, state, zip
)
SELECT %(first_id)s + adult, (5000000 + adult)::text, first_name, last_name,
    coalesce('(' || area || ') 555-' || lpad(line::text, 4, '0'), ''),
    coalesce('(' || area || ') 555-' || lpad(second_line::text, 4, '0'), ''),
    concat_ws(' ', area || '555' || lpad(line::text, 4, '0'),
        area || '555' || lpad(second_line::text, 4, '0')),
    CASE WHEN staging.pick(draw, 'email', 100) < 70
        THEN 'family' || adult || '@example.org' ELSE '' END,
    language, language <> 'en' AND staging.pick(draw, 'interpreter', 100) < 45,
    street, city, 'CA', zip
FROM (
    SELECT *, CASE WHEN staging.pick(draw, 'no phone', 100) < 4 THEN NULL
            ELSE (ARRAY['213', '323', '818', '310', '424', '747'])[area_code + 1] END AS area,
        CASE WHEN staging.pick(draw, 'second phone', 100) < 20
            THEN staging.pick(draw, 'second line', 10000) END AS second_line
    FROM staging.demo_person
) p ORDER BY adult
"""
INSERT_GUARDIANSHIPS = """
INSERT INTO students_guardianship (
    student_id, guardian_id, relation, relation_text, "primary", lives_with,
    holds_education_rights, receives_mail, no_contact, court_order, order_ends, safe_address,
    caregiver_affidavit, agency_worker, is_current
)
SELECT s.student_id, %(first_id)s + p.adult, p.relation, p.relation_text,
    p.is_primary AND (p.relation = 'self' OR NOT s.is_own_adult), p.lives_with,
    p.rights AND (p.relation = 'self' OR NOT s.is_own_adult),
    p.mail AND (p.relation = 'self' OR NOT s.is_own_adult),
    p.no_contact, p.court_order, p.order_ends,
    CASE WHEN p.safe_address THEN 'P.O. Box ' || 1000 + mod(p.adult, 8999) || ', ' || p.city || ', CA '
        || p.zip ELSE '' END,
    p.affidavit, p.agency, true
FROM (
    SELECT *, coalesce(birth_date <= %(eighteen)s, false) AS is_own_adult
    FROM staging.demo_student
) s
JOIN staging.demo_person p ON p.household = s.household AND p.number IN (0, s.number)
ORDER BY s.number, p.adult
"""


def make(*, first_day: date, today: date) -> None:
    """Make the adults. Students of 18 on `today` hold their own rights (EC 49061)."""
    staging.copy("demo_adult", ADULT_COLUMNS, _rows(first_day))
    eighteen = years_before(today, 18)
    people = staging.table("demo_person", PEOPLE, eighteen=eighteen)
    first_id = staging.reserve("students_guardian", people)
    staging.run(INSERT_GUARDIANS, first_id=first_id)
    staging.run(INSERT_GUARDIANSHIPS, first_id=first_id, eighteen=eighteen)


def _rows(first_day: date) -> list[tuple[object, ...]]:
    return [
        (kind.name, position, *_row(adult, first_day))
        for kind in KINDS
        for position, adult in enumerate(kind.adults, start=1)
    ]


def _row(adult: MadeUpAdult, first_day: date) -> tuple[object, ...]:
    days = adult.order_days
    return (
        adult.relation.value,
        adult.text,
        adult.sex,
        adult.lives_with,
        adult.rights,
        adult.mail,
        adult.primary,
        adult.no_contact,
        adult.order,
        None if days is None else date.fromordinal(first_day.toordinal() + days),
        adult.safe_address,
        adult.affidavit,
        adult.agency,
        adult.own_surname,
    )
