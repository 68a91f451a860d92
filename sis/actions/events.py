"""Submissions, and what happened before go-live."""

from django.conf import settings

from attendance.actions.steps import Step, Taken, take
from attendance.choices import EvidenceKind, StepKind
from sis.actions.load import BundleLoad
from sis.actions.merge import Merge, merge
from sis.actions.staging import keep_last, stage
from sis.readers.tables import BundleTable
from students.rules import school_year_of


def load_submissions(load: BundleLoad, table: BundleTable) -> None:
    """Say where attendance was taken and where not. No row is closed by omission."""
    staged = stage(load, table)
    keep_last(load, staged, ["school_id", "date", "period", "section"])
    plan = Merge(
        file=table.file,
        target="attendance_submission",
        source="submissions_last",
        key=("school_id", "date", "period", "section"),
        values=("taken",),
        defaults={"period": "", "section": ""},
    )
    counts = load.counts[table.file]
    counts.created, counts.updated = merge(load, plan)
    # Taken is what a day without a row is, too: only "not taken", new or mended, matters.
    load.run(
        """INSERT INTO staging.import_due
           SELECT DISTINCT e.student_id, extract(year FROM d.date - interval '6 months')::smallint
           FROM (SELECT DISTINCT school_id, date FROM staging.import_submissions_diff
                 WHERE NOT (taken AND is_new)) d
           JOIN students_enrollment e ON e.school_id = d.school_id AND e.entry_date <= d.date
            AND (e.exit_date IS NULL OR e.exit_date >= d.date)"""
    )


def load_history(load: BundleLoad, table: BundleTable) -> None:
    """Write down reports and steps from before go-live. What is written is never rewritten."""
    staged = stage(load, table)
    keep_last(load, staged, ["student_id", "kind", "date"])
    load.run(PLACED)
    counts = load.counts[table.file]
    steps = take_history(load)
    counts.created = load.run(REPORTS, {"zone": settings.TIME_ZONE}) + steps.new
    counts.updated = steps.changed
    [frozen] = load.one(DIFFERENT_REPORTS)
    if frozen:
        load.warnings.append(
            f"{table.file}: {frozen:,} reports differ from the report on file of that day; a "
            "report is frozen, withdraw it on the student's page instead"
        )
    [known_only] = load.one(
        """SELECT count(*) FROM staging.import_history_last
           WHERE kind = 'report' AND (date IS NULL OR listed_dates = '{}')"""
    )
    if known_only:
        load.warnings.append(
            f"{table.file}: {known_only:,} reports lack their filing date or listed days; they "
            "are known, not countable"
        )


# The day an entry is placed on: its own, else the last day it lists.
PLACED = """
    CREATE UNLOGGED TABLE staging.import_history_placed AS
    SELECT h.*, coalesce(h.date, (SELECT max(d) FROM unnest(h.listed_dates) d)) AS placed,
           'history:' || s.sis_id || ':' || h.kind || ':' || coalesce(h.date::text, '') AS key
    FROM staging.import_history_last h JOIN students_student s ON s.id = h.student_id"""

REPORTS = """
    WITH new AS (
      INSERT INTO attendance_truancyreport (student_id, school_year, filed_at, has_time,
        receiver, filed_by, source, source_key, listed_dates, is_countable, policy_version)
      SELECT student_id, extract(year FROM placed - interval '6 months')::smallint,
             placed::timestamp AT TIME ZONE %(zone)s, false, '', "by", 'history',
             left(key, 120), listed_dates, date IS NOT NULL AND listed_dates <> '{}', 'history'
      FROM staging.import_history_placed WHERE kind = 'report'
      ON CONFLICT (source_key) DO NOTHING RETURNING student_id, school_year)
    INSERT INTO staging.import_due SELECT student_id, school_year FROM new"""

DIFFERENT_REPORTS = """
    SELECT count(*) FROM staging.import_history_placed h
    JOIN attendance_truancyreport r ON r.source_key = left(h.key, 120)
    WHERE h.kind = 'report' AND r.listed_dates <> h.listed_dates"""


# What is new, or known by more than was on file. A step that was withdrawn stays so.
STEPS = """
    SELECT h.student_id, h.kind, h.date, h.placed::timestamp AT TIME ZONE %(zone)s AS happened_at,
           jsonb_strip_nulls(jsonb_build_object('channel', nullif(h.channel, ''),
             'language', nullif(h.language, ''), 'by', nullif(h."by", ''),
             'listed_dates', nullif(to_jsonb(h.listed_dates), '[]'::jsonb)))::json AS detail
    FROM staging.import_history_placed h
    WHERE h.kind <> 'report' AND NOT EXISTS (
      SELECT FROM attendance_processstep p
      WHERE p.student_id = h.student_id AND p.evidence_kind = %(evidence)s
        AND p.evidence_id = h.kind || ':' || h.date AND p.withdrawn_at IS NOT NULL)"""

# What a line of history calls a step, where judging has its own word.
KINDS = {
    "notice": StepKind.NOTICE_48260_5,
    "effort": StepKind.EFFORT_48262,
    "referral": StepKind.REFERRAL_48263,
}


def take_history(load: BundleLoad) -> Taken:
    """Write down the steps from before go-live."""
    values = {"zone": settings.TIME_ZONE, "evidence": EvidenceKind.HISTORY}
    steps = (
        Step(
            student_id=student,
            school_year=school_year_of(on),
            kind=KINDS.get(kind) or StepKind(kind),
            happened_at=happened_at,
            has_time=False,
            evidence_kind=EvidenceKind.HISTORY,
            evidence_id=f"{kind}:{on}",
            detail=detail,
        )
        for student, kind, on, happened_at, detail in load.all(STEPS, values)
    )
    return take(load.act, steps)
