"""Populations, and what the student page shows as the SIS wrote it."""

from sis.actions.load import BundleLoad
from sis.actions.merge import Merge, merge
from sis.actions.staging import keep_last, stage
from sis.readers.tables import BundleTable
from students.choices import RecordKind

KIND_OF_FILE = {
    "grades.csv": RecordKind.GRADE,
    "credits.csv": RecordKind.CREDIT,
    "discipline.csv": RecordKind.DISCIPLINE,
    "programs.csv": RecordKind.PROGRAM,
}


def load_populations(load: BundleLoad, table: BundleTable) -> None:
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


def load_records(load: BundleLoad, table: BundleTable) -> None:
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
    load.run(OF_CHANGED, {"kind": kind})
    counts.created, counts.closed = load.one(
        """SELECT coalesce(sum(created), 0)::bigint, coalesce(sum(closed), 0)::bigint
           FROM staging.import_records_changed"""
    )
    load.run(
        """DELETE FROM students_schoolrecord t USING staging.import_records_changed c
           WHERE c.student_id = t.student_id AND t.kind = %s""",
        [kind],
    )
    load.run(
        """INSERT INTO students_schoolrecord (student_id, kind, position, data)
           SELECT student_id, kind, position, data FROM staging.import_records_last
           JOIN staging.import_records_changed USING (student_id)
           ORDER BY student_id, position"""
    )
    load.run("DROP TABLE staging.import_records_changed")
    load.run("DROP TABLE staging.import_records, staging.import_records_last")


# Students whose records come out differently, with how many rows are new and how many are gone.
OF_CHANGED = """
    CREATE UNLOGGED TABLE staging.import_records_changed AS
    SELECT student_id, count(*) FILTER (WHERE t.id IS NULL) AS created,
           count(*) FILTER (WHERE s.line IS NULL) AS closed
    FROM staging.import_records_last s
    FULL JOIN (SELECT * FROM students_schoolrecord WHERE kind = %(kind)s AND student_id IN (
                 SELECT student_id FROM staging.import_records_last)) t
      USING (student_id, data)
    GROUP BY student_id
    HAVING count(*) <> count(t.id) OR count(*) <> count(s.line)"""
