"""Populations, and what the student page shows as the SIS wrote it."""

from sis.actions.load import Load
from sis.actions.merge import Merge, merge
from sis.actions.staging import keep_last, stage
from sis.readers.tables import Table
from students.choices import RecordKind

KIND_OF_FILE = {
    "grades.csv": RecordKind.GRADE,
    "credits.csv": RecordKind.CREDIT,
    "discipline.csv": RecordKind.DISCIPLINE,
    "programs.csv": RecordKind.PROGRAM,
}


def load_populations(load: Load, table: Table) -> None:
    """Add memberships and change their ends. None is closed by omission."""
    staged = stage(load, table)
    keep_last(load, staged, ["student_id", "kind", "label", "start"])
    plan = Merge(
        file=table.file,
        target="students_population",
        source="populations_last",
        key=("student_id", "kind", "label", "start"),
        values=("end",),
        nullable=frozenset({"start"}),
    )
    counts = load.counts[table.file]
    counts.created, counts.updated = merge(load, plan)


def load_records(load: Load, table: Table) -> None:
    """Replace the records of this kind of every student the file names.

    Their order is that of their content, so that the order of the file's rows means nothing.
    """
    kind = KIND_OF_FILE[table.file]
    stage(load, table)
    name = table.file.removesuffix(".csv")
    counts = load.counts[table.file]
    load.run(f"ALTER TABLE staging.import_{name} RENAME TO import_records")
    load.run(
        """CREATE UNLOGGED TABLE staging.import_records_last AS
           SELECT min(line) AS line, student_id, %s::text AS kind, data,
                  row_number() OVER (PARTITION BY student_id ORDER BY data::text COLLATE "C")
                    AS position
           FROM staging.import_records GROUP BY student_id, data""",
        [kind],
    )
    # Records have no key of their own: what is already there, in any place, is unchanged.
    counts.created = load.one(
        """SELECT count(*) FROM staging.import_records_last s WHERE NOT EXISTS (
             SELECT FROM students_schoolrecord t
             WHERE t.student_id = s.student_id AND t.kind = s.kind AND t.data = s.data)"""
    )[0]
    counts.closed = load.run(
        """DELETE FROM students_schoolrecord t
           USING (SELECT DISTINCT student_id FROM staging.import_records_last) named
           WHERE named.student_id = t.student_id AND t.kind = %s AND NOT EXISTS (
             SELECT FROM staging.import_records_last s
             WHERE s.student_id = t.student_id AND s.data = t.data)""",
        [kind],
    )
    plan = Merge(
        file=table.file,
        target="students_schoolrecord",
        source="records_last",
        key=("student_id", "kind", "position"),
        values=("data",),
        shown=False,
    )
    if counts.created or counts.closed:
        load.run(
            """DELETE FROM students_schoolrecord t
               USING (SELECT DISTINCT student_id FROM staging.import_records_last) named
               WHERE named.student_id = t.student_id AND t.kind = %s""",
            [kind],
        )
        merge(load, plan)
        load.run("DROP TABLE staging.import_records_diff")
    load.run("DROP TABLE staging.import_records, staging.import_records_last")
