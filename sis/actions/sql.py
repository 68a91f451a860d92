"""Tables of the staging schema that steps of a run share."""

START = (
    """CREATE UNLOGGED TABLE staging.import_touched (
        student_id bigint NOT NULL)""",
    """CREATE UNLOGGED TABLE staging.import_changed_years (
        school_id bigint NOT NULL, school_year smallint NOT NULL)""",
    """CREATE UNLOGGED TABLE staging.import_held (
        file text NOT NULL, student_id bigint NOT NULL)""",
    """CREATE UNLOGGED TABLE staging.import_enrollment_changes (
        student_id bigint NOT NULL, school_id bigint NOT NULL, since date NOT NULL, until date)""",
    """CREATE UNLOGGED TABLE staging.import_due (
        student_id bigint NOT NULL, school_year smallint NOT NULL)""",
)
