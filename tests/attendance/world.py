"""Loads a plain district into the database and judges it there: the second engine of the tests."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction

from attendance.actions.settle import settle
from attendance.models import (
    AttendanceCode,
    BellPeriod,
    ProcessStep,
    ReportDecision,
    TruancyReport,
)
from attendance.models import Mark as MarkRow
from attendance.models import Submission as SubmissionRow
from attendance.queries.judging import judged
from attendance.queries.question import Question
from law.packs import PolicyPack, load_pack
from students import models as students
from students.rules import school_year_of
from tests.attendance.plain import Day, Mark, Report, School, Step, Submission, World, dates

DAY_COLUMNS = tuple(Day.__dataclass_fields__)
Answer = tuple[dict[date, Day], dict[str, Any] | None]


def load(world: World) -> None:
    """Write the world with its own ids, a few statements in all."""
    load_schools(world)
    load_students(world)
    load_marks(world)
    load_reports(world)
    load_steps(world)


def load_schools(world: World) -> None:
    students.School.objects.bulk_create(
        students.School(
            id=school.id, sis_id=f"S{school.id}", name="", is_charter=school.is_charter
        )
        for school in world.schools
    )
    students.SchoolDay.objects.bulk_create(
        day for school in world.schools for day in calendar(world, school)
    )
    BellPeriod.objects.bulk_create(
        BellPeriod(school_id=school.id, period=period, position=position, minutes=minutes)
        for school in world.schools
        for position, (period, minutes) in enumerate(school.bell, 1)
    )


def calendar(world: World, school: School) -> Iterable[students.SchoolDay]:
    """Every date of the world's year, and of others in which the school has a day."""
    for year in sorted({world.year} | {school_year_of(day) for day in school.days}):
        ordinal = 0
        for day in dates(date(year, 7, 1), date(year + 1, 6, 30)):
            ordinal += day in school.days
            yield students.SchoolDay(
                school_id=school.id,
                date=day,
                school_year=year,
                is_school_day=day in school.days,
                ordinal=ordinal,
            )


def load_students(world: World) -> None:
    students.Student.objects.bulk_create(
        students.Student(id=one.id, sis_id=f"P{one.id}", birth_date=one.birth_date)
        for one in world.students
    )
    students.Enrollment.objects.bulk_create(
        students.Enrollment(
            id=one.id,
            student_id=one.student,
            school_id=one.school,
            entry_date=one.entry,
            exit_date=one.exit,
        )
        for one in world.enrollments
    )


def code_ids(world: World) -> dict[str, int]:
    return {name: number for number, name in enumerate(world.codes, 1)}


def load_marks(world: World) -> None:
    ids = code_ids(world)
    AttendanceCode.objects.bulk_create(
        AttendanceCode(
            id=ids[name], code=name, kind=code.kind, excuse=code.excuse, minutes=code.minutes
        )
        for name, code in world.codes.items()
    )
    MarkRow.objects.bulk_create(mark_rows(world, world.marks))
    SubmissionRow.objects.bulk_create(submission_rows(world.submissions))


def mark_rows(world: World, marks: Iterable[Mark]) -> list[MarkRow]:
    ids = code_ids(world)
    return [
        MarkRow(
            student_id=mark.student,
            school_id=mark.school,
            date=mark.date,
            period=mark.period,
            code_id=ids[mark.code],
            minutes_missed=mark.minutes,
        )
        for mark in marks
    ]


def submission_rows(submissions: Iterable[Submission]) -> list[SubmissionRow]:
    return [
        SubmissionRow(
            school_id=one.school,
            date=one.date,
            period=one.period,
            section=one.section,
            taken=one.taken,
        )
        for one in submissions
    ]


def load_reports(world: World) -> None:
    TruancyReport.objects.bulk_create(
        report_row(world, number, report) for number, report in enumerate(world.reports, 1)
    )
    ReportDecision.objects.bulk_create(
        row
        for number, report in enumerate(world.reports, 1)
        for row in decision_rows(number, report)
    )


def decision_rows(number: int, report: Report) -> list[ReportDecision]:
    return [
        ReportDecision(
            report_id=number,
            verdict=verdict,
            reason="test",
            decided_by="test",
            decided_at=report.filed_at + timedelta(hours=hours),
        )
        for hours, verdict in enumerate(report.verdicts, 1)
    ]


def report_row(world: World, number: int, report: Report) -> TruancyReport:
    return TruancyReport(
        id=number,
        student_id=report.student,
        school_year=world.year if report.year is None else report.year,
        filed_at=report.filed_at,
        has_time=report.has_time,
        receiver="test",
        filed_by="test",
        source="filed",
        source_key=str(number),
        listed_dates=list(report.listed_dates),
        is_countable=report.is_countable,
        policy_version="test",
    )


def load_steps(world: World) -> None:
    ProcessStep.objects.bulk_create(
        step_row(world, number, step) for number, step in enumerate(world.steps, 1)
    )


def step_row(world: World, number: int, step: Step) -> ProcessStep:
    return ProcessStep(
        student_id=step.student,
        school_year=world.year if step.year is None else step.year,
        kind=step.kind,
        happened_at=step.happened_at,
        has_time=step.has_time,
        evidence_kind="test",
        evidence_id=str(number),
        withdrawn_at=step.happened_at if step.is_withdrawn else None,
    )


def judge_all(
    world: World, as_of: date, pack: PolicyPack, students: list[int] | None = None
) -> dict[int, Answer]:
    """Judge the students of a loaded world by the pipeline, storing nothing; all by default."""
    with judged(pack=pack, as_of=as_of, school_year=world.year, students=students):
        return answers(world, "judging_copy", "judging_standing")


def answers(world: World, days: str, standings: str) -> dict[int, Answer]:
    """Read tables of days and standings as what the reference answers."""
    by_student: dict[int, Answer] = {one.id: ({}, None) for one in world.students}
    standing_of = {row["student_id"]: row for row in rows(standings)}
    for row in rows(days):
        row["school"] = row["school_id"]
        day = Day(**{name: row[name] for name in DAY_COLUMNS})
        by_student[row["student_id"]][0][day.date] = day
    return {
        student: (dict(sorted(found.items())), standing_of.get(student))
        for student, (found, _) in by_student.items()
    }


def rows(table: str) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - a table of ours
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def read_calendars(world: World, pack: PolicyPack) -> None:
    """Let the calendars of a loaded world be as the policy reads them, as `assess` does."""
    settle(Question.ask(pack, world.last, world.year))


def judge_in_database(
    world: World, as_of: date, overrides: dict[str, Any], pack: str = "california"
) -> dict[int, Answer]:
    """Load the world, judge it by the pipeline, and leave the database as it was."""
    chosen = load_pack(pack, overrides=overrides)
    with transaction.atomic():
        load(world)
        read_calendars(world, chosen)
        found = judge_all(world, as_of, chosen)
        transaction.set_rollback(True)
    return found
