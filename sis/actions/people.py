"""Students, and the adults around them."""

from sis.actions.generated import Merge
from sis.actions.load import BundleLoad
from sis.actions.merge import merge
from sis.actions.staging import Staged, keep_last, stage
from sis.readers.tables import BundleTable
from sis.rules import limits
from students.rules.names import ADULT_COLUMNS

BLANK_ADDRESS = {"street": "", "city": "", "state": "", "zip": ""}
STUDENT_DEFAULTS = {
    **BLANK_ADDRESS,
    "ssid": "",
    "sex": "",
    "email": "",
    "home_language": "",
}
GUARDIAN_COLUMNS = (
    *ADULT_COLUMNS,
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
    load.run("people/touched_by_students")
    load.run("people/due_by_birth_dates")


def _count_identity_changes(load: BundleLoad) -> None:
    """Hold the birth dates and names that would change against their limits."""
    load.run("people/birth_dates")
    on_file, births, names = load.one("people/identity_changes")
    for limit, count in ((limits.BIRTH_DATES, births), (limits.NAMES, names)):
        if limits.passes(limit, count, on_file):
            load.refusals.append(limits.refusal(limit, count, on_file))


def load_guardians(load: BundleLoad, table: BundleTable) -> None:
    """Add and change adults and what each is to a student. Neither is closed by omission.

    One row is one adult of one student; where rows of one adult differ, the last one counts.
    """
    staged = stage(load, table)
    keep_last(load, staged, ["student_id", "sis_id"])
    load.run("people/adults")
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
    [counts.updated] = load.one("people/count_updated")
    load.run("people/touched_by_guardians")


def _load_ties(load: BundleLoad, staged: Staged) -> int:
    """Say what each adult is to each student; return how many of these are new."""
    load.run("people/ties")
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
