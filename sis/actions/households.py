"""Households: students at one address with a shared adult they live with."""

from sis.actions.load import BundleLoad

MOST_ROUNDS = 20

# Where the student lives: the address of the student, else of the adult lived with.
HOMES = """
    CREATE UNLOGGED TABLE staging.import_homes AS
    SELECT g.student_id, g.guardian_id, g.guardian_id AS label, md5(lower(regexp_replace(
             coalesce(nullif(s.street, ''), a.street, '') || ' ' ||
             CASE WHEN s.street <> '' THEN s.city || ' ' || left(s.zip, 5)
                  ELSE coalesce(a.city || ' ' || left(a.zip, 5), '') END,
             '[^[:alnum:]]+', ' ', 'g'))) AS address
    FROM students_student s
    JOIN students_guardianship g
      ON g.student_id = s.id AND g.is_current AND g.lives_with IS NOT FALSE
     AND NOT g.agency_worker AND NOT g.no_contact
    LEFT JOIN LATERAL (
      SELECT a.street, a.city, a.zip FROM students_guardianship o
      JOIN students_guardian a ON a.id = o.guardian_id
      WHERE s.street = '' AND o.student_id = s.id AND o.is_current
        AND o.lives_with IS NOT FALSE AND NOT o.agency_worker AND NOT o.no_contact
        AND a.street <> ''
      ORDER BY o.lives_with NULLS LAST, o.primary DESC, a.id LIMIT 1) a ON true
    WHERE s.street <> '' OR a.street IS NOT NULL"""

# Students whose home could have changed, with everybody at their old and new homes.
CONCERNED = """
    CREATE UNLOGGED TABLE staging.import_moved AS
    WITH touched AS (SELECT DISTINCT student_id FROM staging.import_touched)
    SELECT student_id FROM touched UNION
    SELECT o.student_id FROM touched JOIN staging.import_homes h USING (student_id)
      JOIN staging.import_homes o USING (address) UNION
    SELECT m.id FROM touched JOIN students_student s ON s.id = touched.student_id
      JOIN students_student m ON m.household_id = s.household_id"""


def rebuild_households(load: BundleLoad) -> int:
    """Give every student whose home could have changed its household; return how many moved.

    Half-siblings are one household when a chain of shared adults at the address joins them.
    """
    if not load.one("SELECT EXISTS (SELECT FROM staging.import_touched)")[0]:
        return 0
    load.on_progress("Households", 0, 1)
    load.run(HOMES)
    load.run("CREATE INDEX ON staging.import_homes (address)")
    load.run("ANALYZE staging.import_homes")
    load.run(CONCERNED)
    load.run(
        """DELETE FROM staging.import_homes h WHERE NOT EXISTS (
             SELECT FROM staging.import_moved m WHERE m.student_id = h.student_id)"""
    )
    _join_chains(load)
    load.run(
        """CREATE UNLOGGED TABLE staging.import_households AS
           SELECT m.student_id, 'h' || md5(min(h.address || ':' || g.sis_id)) AS key
           FROM staging.import_moved m
           LEFT JOIN staging.import_homes h USING (student_id)
           LEFT JOIN students_guardian g ON g.id = h.label
           GROUP BY m.student_id"""
    )
    load.run(
        """INSERT INTO students_household (key)
           SELECT DISTINCT key FROM staging.import_households WHERE key IS NOT NULL
           ON CONFLICT (key) DO NOTHING"""
    )
    return load.run(
        """UPDATE students_student s SET household_id = k.id
           FROM staging.import_households n LEFT JOIN students_household k ON k.key = n.key
           WHERE s.id = n.student_id AND s.household_id IS DISTINCT FROM k.id"""
    )


def _join_chains(load: BundleLoad) -> None:
    """Give all adults joined by students at one address the same label, the lowest id."""
    for _ in range(MOST_ROUNDS):
        changed = load.run(
            """UPDATE staging.import_homes h SET label = n.label FROM (
                 SELECT address, student_id, min(label) AS label
                 FROM staging.import_homes GROUP BY address, student_id) n
               WHERE n.address = h.address AND n.student_id = h.student_id AND n.label < h.label"""
        )
        changed += load.run(
            """UPDATE staging.import_homes h SET label = n.label FROM (
                 SELECT address, guardian_id, min(label) AS label
                 FROM staging.import_homes GROUP BY address, guardian_id) n
               WHERE n.address = h.address AND n.guardian_id = h.guardian_id
                 AND n.label < h.label"""
        )
        if not changed:
            return
