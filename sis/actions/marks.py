"""Marks: what the file covers is replaced; what changes leaves a trace."""

from psycopg2.sql import Literal

from sis.actions import marks_sql as sql
from sis.actions.examples import name_ids, rows_of, show_change, show_row
from sis.actions.load import EXAMPLES, BundleLoad, Counts
from sis.actions.staging import stage
from sis.readers.tables import BundleTable
from sis.rules import limits


def load_marks(load: BundleLoad, table: BundleTable) -> None:
    """Replace the marks of the days covered, per school; set aside what nothing covers."""
    stage(load, table)
    load.on_progress("Comparing marks", 0, 1)
    _set_windows(load)
    load.run("ANALYZE staging.import_windows")
    load.run(
        sql.KEPT.format(order=sql.ORDER_OF_CONFLICT[load.marks_conflict]), {"gone": load.gone}
    )
    load.run("CREATE INDEX ON staging.import_kept (student_id, date, school_id, period)")
    load.run("ANALYZE staging.import_kept")
    _settle_conflicts(load, table.file)
    load.run(sql.WITHDRAWN)
    load.run("ANALYZE staging.import_withdrawn")
    _keep_examples(load, table.file)
    _hold_against_limit(load)
    load.on_progress("Writing marks", 0, 1)
    _apply(load, load.counts[table.file])


def _set_windows(load: BundleLoad) -> None:
    """The days that the file covers at each school; a manifest widens them."""
    load.run(
        """CREATE UNLOGGED TABLE staging.import_windows AS
           SELECT school_id, min(date) AS first, max(date) AS last
           FROM staging.import_marks GROUP BY school_id"""
    )
    if "manifest.csv" not in load.tables:
        return
    load.run(
        """INSERT INTO staging.import_windows SELECT school_id, "from", "to"
           FROM staging.import_manifest_last
           WHERE lower(trim(file)) IN ('marks.csv', 'marks')"""
    )
    load.run(
        """CREATE UNLOGGED TABLE staging.import_wide AS
           SELECT school_id, min(first) AS first, max(last) AS last
           FROM staging.import_windows GROUP BY school_id"""
    )
    load.run("DROP TABLE staging.import_windows")
    load.run("ALTER TABLE staging.import_wide RENAME TO import_windows")


def _settle_conflicts(load: BundleLoad, file: str) -> None:
    """Count rows that repeat a key with another code; by `skip`, leave such keys alone."""
    rows, kept = load.one(
        """SELECT (SELECT count(*) FROM staging.import_marks),
                  (SELECT count(*) FROM staging.import_kept)"""
    )
    if rows > kept:
        conflicts, first = load.one(
            """SELECT count(*), min(line) FROM (
                 SELECT min(line) AS line FROM staging.import_marks
                 GROUP BY student_id, date, school_id, period
                 HAVING count(DISTINCT code_id) > 1) c"""
        )
        load.warnings.append(
            f"{file}: {rows - kept:,} rows repeat a student, date, school and period; "
            f"{conflicts:,} with another code"
            + (f" (first in line {first}); " if conflicts else "; ")
            + f"marks.conflict = {load.marks_conflict} decides"
        )
    if load.marks_conflict == "skip":
        load.run(
            """UPDATE staging.import_kept k SET is_held = true FROM (
                 SELECT student_id, date, school_id, period FROM staging.import_marks
                 GROUP BY 1, 2, 3, 4 HAVING count(DISTINCT code_id) > 1) c
               WHERE (k.student_id, k.date, k.school_id, k.period)
                   = (c.student_id, c.date, c.school_id, c.period)"""
        )
    load.run(sql.ELSEWHERE)


def _hold_against_limit(load: BundleLoad) -> None:
    [removed] = load.one(
        "SELECT count(*) FROM staging.import_withdrawn WHERE date <= %s", [load.act.on]
    )
    if removed < limits.MINIMUM_ROWS:
        return
    [past] = load.one("SELECT count(*) FROM attendance_mark WHERE date <= %s", [load.act.on])
    if limits.passes(limits.MARKS_REMOVED, removed, past):
        load.refusals.append(limits.refusal(limits.MARKS_REMOVED, removed, past))


def _apply(load: BundleLoad, counts: Counts) -> None:
    load.run(sql.TRACE_CHANGED, {"by": load.changed_by})
    load.run(sql.TRACE_WITHDRAWN, {"by": load.changed_by})
    load.run(sql.TRACE_ASIDE, {"by": load.changed_by})
    present_now, counts.set_aside = load.one(sql.COUNT_MOVES)
    counts.closed = load.run(sql.DELETE_WITHDRAWN)
    load.run(sql.DELETE_UNSTORED)
    counts.updated = load.run(sql.UPDATE_CHANGED) + present_now
    counts.created = load.run(sql.INSERT_NEW)
    load.run(sql.FORGET_ASIDE)
    if counts.set_aside:
        load.run(sql.KEEP_ASIDE)
    load.run(sql.DUE)


def _keep_examples(load: BundleLoad, file: str) -> None:
    """Remember up to five rows of each kind, before they are moved."""
    shown = {
        change: rows_of(load, sql.EXAMPLES_OF.format(state, Literal(EXAMPLES)))
        for change, state in sql.STATES_SHOWN.items()
    }
    withdrawn = rows_of(load, sql.EXAMPLES_WITHDRAWN, [EXAMPLES])
    olds = [row for rows in shown.values() for _, row, _ in rows]
    news = [row for rows in shown.values() for *_, row in rows]
    name_ids(load, [*olds, *news, *(row for (row,) in withdrawn)])
    for line, _, new in shown["created"]:
        show_row(load, file, "created", new, line=line)
    for line, old, new in shown["updated"]:
        show_change(load, file, "updated", old, new, line=line)
    for line, _, new in shown["set_aside"]:
        show_row(load, file, "set_aside", new, line=line, why=new["why"])
    for (row,) in withdrawn:
        show_row(load, file, "closed", row, line=None)
