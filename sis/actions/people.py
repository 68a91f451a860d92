"""Students, and the adults around them."""

from sis.actions.load import BundleLoad
from sis.actions.merge import Merge, merge
from sis.actions.staging import Staged, keep_last, stage
from sis.readers.tables import BundleTable
from sis.rules import limits

BLANK_ADDRESS = {"street": "", "city": "", "state": "", "zip": ""}
STUDENT_DEFAULTS = {
    **BLANK_ADDRESS,
    "ssid": "",
    "sex": "",
    "email": "",
    "home_language": "",
}
GUARDIAN_COLUMNS = (
    "first_name",
    "last_name",
    "search_key",
    "street",
    "city",
    "state",
    "zip",
    "phone",
    "phone2",
    "phone_key",
    "email",
    "language",
    "interpreter",
)
GUARDIAN_DEFAULTS = {**BLANK_ADDRESS, "email": "", "language": "", "interpreter": False}
GUARDIANSHIP_COLUMNS = (
    "relation",
    "relation_text",
    "primary",
    "lives_with",
    "holds_education_rights",
    "receives_mail",
    "no_contact",
    "court_order",
    "order_ends",
    "safe_address",
    "caregiver_affidavit",
    "agency_worker",
    "is_current",
)
GUARDIANSHIP_DEFAULTS = {
    "primary": False,
    "no_contact": False,
    "court_order": "",
    "safe_address": "",
    "caregiver_affidavit": False,
    "agency_worker": False,
}


def load_students(load: BundleLoad, table: BundleTable) -> None:
    """Add and change students. No student is ever closed by a file."""
    staged = stage(load, table)
    keep_last(load, staged, ["sis_id"])
    plan = Merge(
        file=table.file,
        target="students_student",
        source="students_last",
        key=("sis_id",),
        values=tuple(name for name in staged.columns if name != "sis_id"),
        defaults=STUDENT_DEFAULTS,
    )
    _count_identity_changes(load)
    counts = load.counts[table.file]
    counts.created, counts.updated = merge(load, plan)
    load.run(
        """INSERT INTO staging.import_touched
           SELECT t.id FROM students_student t JOIN staging.import_students_diff d USING (sis_id)"""
    )
    load.run(
        """INSERT INTO staging.import_due
           SELECT e.student_id, y.school_year
           FROM staging.import_birth_dates b
           JOIN students_enrollment e ON e.student_id = b.student_id
           JOIN (SELECT DISTINCT school_id, school_year FROM students_schoolday) y
             ON y.school_id = e.school_id
            AND e.entry_date <= make_date(y.school_year + 1, 6, 30)
            AND coalesce(e.exit_date, 'infinity') >= make_date(y.school_year, 7, 1)"""
    )


def _count_identity_changes(load: BundleLoad) -> None:
    """Hold the birth dates and names that would change against their limits.

    A value that is filled in for the first time is no change.
    """
    load.run(
        """CREATE UNLOGGED TABLE staging.import_birth_dates AS
           SELECT t.id AS student_id, t.birth_date AS old
           FROM students_student t JOIN staging.import_students_last s USING (sis_id)
           WHERE t.birth_date IS DISTINCT FROM s.birth_date"""
    )
    on_file, births, names = load.one(
        """SELECT count(*),
                  count(*) FILTER (WHERE t.birth_date IS NOT NULL
                    AND t.birth_date IS DISTINCT FROM s.birth_date),
                  count(*) FILTER (WHERE t.first_name || t.last_name <> ''
                    AND (t.first_name, t.last_name)
                      IS DISTINCT FROM (s.first_name::varchar, s.last_name::varchar))
           FROM students_student t JOIN staging.import_students_last s USING (sis_id)"""
    )
    for limit, count in ((limits.BIRTH_DATES, births), (limits.NAMES, names)):
        if limits.passes(limit, count, on_file):
            load.refusals.append(limits.refusal(limit, count, on_file))


def load_guardians(load: BundleLoad, table: BundleTable) -> None:
    """Add and change adults and what each is to a student. Neither is closed by omission.

    One row is one adult of one student; where rows of one adult differ, the last one counts.
    """
    staged = stage(load, table)
    keep_last(load, staged, ["student_id", "sis_id"])
    load.run(
        """CREATE UNLOGGED TABLE staging.import_adults_last AS
           SELECT DISTINCT ON (sis_id) * FROM staging.import_guardians_last
           ORDER BY sis_id, line DESC"""
    )
    adults = Merge(
        file=table.file,
        target="students_guardian",
        source="adults_last",
        key=("sis_id",),
        values=tuple(name for name in GUARDIAN_COLUMNS if name in staged.columns),
        defaults=GUARDIAN_DEFAULTS,
    )
    merge(load, adults)
    counts = load.counts[table.file]
    counts.created = _load_ties(load, staged)
    [counts.updated] = load.one(
        """SELECT count(*) FROM staging.import_guardians_last s
           WHERE (s.sis_id IN (SELECT sis_id FROM staging.import_adults_diff)
               OR (s.student_id, s.sis_id) IN (
                 SELECT student_id, sis_id FROM staging.import_ties_diff))
             AND (s.student_id, s.sis_id) NOT IN (
               SELECT student_id, sis_id FROM staging.import_ties_diff WHERE is_new)"""
    )
    load.run(
        """INSERT INTO staging.import_touched
           SELECT student_id FROM staging.import_ties_diff UNION
           SELECT t.student_id FROM students_guardianship t
           JOIN students_guardian g ON g.id = t.guardian_id
           JOIN staging.import_adults_diff d ON d.sis_id = g.sis_id"""
    )


def _load_ties(load: BundleLoad, staged: Staged) -> int:
    """Say what each adult is to each student; return how many of these are new."""
    load.run(
        """CREATE UNLOGGED TABLE staging.import_ties_last AS
           SELECT s.*, g.id AS guardian_id, true AS is_current
           FROM staging.import_guardians_last s JOIN students_guardian g USING (sis_id)"""
    )
    ties = Merge(
        file=staged.file,
        target="students_guardianship",
        source="ties_last",
        key=("student_id", "guardian_id"),
        values=tuple(
            name for name in GUARDIANSHIP_COLUMNS if name in (*staged.columns, "is_current")
        ),
        defaults=GUARDIANSHIP_DEFAULTS,
    )
    return merge(load, ties)[0]
