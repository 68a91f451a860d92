"""Small changes of a made-up district, day after day, in plain values and in the database.

Whatever changes, the students it concerns are marked as due, as imports and actions do.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from attendance.models import JudgementDue, ProcessStep, ReportDecision, TruancyReport
from attendance.models import Mark as MarkRow
from attendance.models import Submission as SubmissionRow
from students import models as students
from tests.attendance import world as database
from tests.attendance.generated import CODES, MINUTES
from tests.attendance.plain import Report, School, Submission, World

Change = Callable[[World, World, Random], World]


def other_than(rows: tuple[Any, ...], row: Any) -> tuple[Any, ...]:
    return tuple(one for one in rows if one is not row)


def mark_withdrawn(now: World, whole: World, random: Random) -> World:
    return replace(now, marks=other_than(now.marks, random.choice(now.marks or (None,))))


def mark_recoded(now: World, whole: World, random: Random) -> World:
    if not now.marks:
        return now
    mark = random.choice(now.marks)
    recoded = replace(mark, code=random.choice(list(CODES)), minutes=random.choice(MINUTES))
    return replace(now, marks=(*other_than(now.marks, mark), recoded))


def marks_arrive(now: World, whole: World, random: Random) -> World:
    """Some of the marks that the year has in the end and the district not yet."""
    taken = {(mark.student, mark.school, mark.date, mark.period) for mark in now.marks}
    late = [
        mark
        for mark in whole.marks
        if (mark.student, mark.school, mark.date, mark.period) not in taken and now.covers(mark)
    ]
    return replace(now, marks=(*now.marks, *random.sample(late, min(len(late), 6))))


def roll_changed(now: World, whole: World, random: Random) -> World:
    """A roll is reported missing, or comes in after all."""
    if now.submissions and random.random() < 0.5:
        kept = other_than(now.submissions, random.choice(now.submissions))
        return replace(now, submissions=kept)
    known = {(one.school, one.date, one.period, one.section) for one in now.submissions}
    late = [
        one
        for one in whole.submissions
        if (one.school, one.date, one.period, one.section) not in known
    ]
    return replace(now, submissions=(*now.submissions, *random.sample(late, min(len(late), 2))))


def report_filed(now: World, whole: World, random: Random) -> World:
    held = len(now.reports)
    return replace(now, reports=now.reports + whole.reports[held : held + 2])


def report_decided(now: World, whole: World, random: Random) -> World:
    if not now.reports:
        return now
    place = random.randrange(len(now.reports))
    report = now.reports[place]
    verdicts = (*report.verdicts, random.choice(["withdrawn", "upheld"]))
    decided = replace(report, verdicts=verdicts)
    return replace(now, reports=(*now.reports[:place], decided, *now.reports[place + 1 :]))


def step_taken(now: World, whole: World, random: Random) -> World:
    held = len(now.steps)
    return replace(now, steps=now.steps + whole.steps[held : held + 2])


def step_withdrawn(now: World, whole: World, random: Random) -> World:
    if not now.steps:
        return now
    place = random.randrange(len(now.steps))
    step = replace(now.steps[place], is_withdrawn=True)
    return replace(now, steps=(*now.steps[:place], step, *now.steps[place + 1 :]))


def birth_date_corrected(now: World, whole: World, random: Random) -> World:
    student = random.choice(now.students)
    born = random.choice([None, random.choice(whole.students).birth_date])
    corrected = replace(student, birth_date=born)
    return replace(
        now, students=tuple(corrected if one is student else one for one in now.students)
    )


def enrollment_ended(now: World, whole: World, random: Random) -> World:
    enrollment = random.choice(now.enrollments)
    ended = replace(
        enrollment,
        exit=random.choice([None, enrollment.entry + timedelta(random.randint(0, 250))]),
    )
    changed = tuple(ended if one is enrollment else one for one in now.enrollments)
    return replace(now, enrollments=changed)


def school_day_changed(now: World, whole: World, random: Random) -> World:
    """A day of the calendar is called off, or made up for on a weekend."""
    school = random.choice(now.schools)
    day = random.choice(sorted(school.days)) + timedelta(random.choice([0, 0, 1]))
    days = school.days - {day} if day in school.days else school.days | {day}
    changed = replace(school, days=days)
    return replace(now, schools=tuple(changed if one is school else one for one in now.schools))


CHANGES: tuple[Change, ...] = (
    mark_withdrawn,
    mark_recoded,
    mark_recoded,
    marks_arrive,
    marks_arrive,
    roll_changed,
    report_filed,
    report_decided,
    step_taken,
    step_withdrawn,
    birth_date_corrected,
    enrollment_ended,
    school_day_changed,
)


def at_first(whole: World, random: Random) -> World:
    """The district before the changes: some marks, no reports and no steps yet."""
    marks = tuple(mark for mark in whole.marks if random.random() < 0.6)
    return replace(whole, marks=marks, submissions=(), reports=(), steps=())


def change(now: World, whole: World, random: Random) -> World:
    """The district after a few changes; marks no longer covered are set aside."""
    for one in random.choices(CHANGES, k=random.randint(0, 4)):
        now = one(now, whole, random)
    return now.without_uncovered()


# In the database


def apply(before: World, after: World) -> None:
    """Write what differs and mark the students concerned as due."""
    concerned = (
        apply_marks(before, after)
        | apply_students(before, after)
        | apply_schools(before, after)
        | apply_records(before, after)
    )
    JudgementDue.objects.bulk_create(
        [JudgementDue(student_id=student, school_year=after.year) for student in concerned],
        ignore_conflicts=True,
    )


def apply_marks(before: World, after: World) -> set[int]:
    gone, come = set(before.marks) - set(after.marks), set(after.marks) - set(before.marks)
    for mark in gone:
        MarkRow.objects.filter(
            student_id=mark.student, school_id=mark.school, date=mark.date, period=mark.period
        ).delete()
    MarkRow.objects.bulk_create(database.mark_rows(after, come))
    return {mark.student for mark in gone | come}


def apply_students(before: World, after: World) -> set[int]:
    changed = set(after.students) - set(before.students)
    for student in changed:
        students.Student.objects.filter(id=student.id).update(birth_date=student.birth_date)
    moved = set(after.enrollments) - set(before.enrollments)
    for one in moved:
        students.Enrollment.objects.filter(id=one.id).update(exit_date=one.exit)
    return {student.id for student in changed} | {one.student for one in moved}


def apply_schools(before: World, after: World) -> set[int]:
    """Calendars and rolls concern every student who was ever enrolled at the school."""
    schools = [one for one in after.schools if one not in before.schools]
    for school in schools:
        renumber(after, school)
    gone = set(before.submissions) - set(after.submissions)
    come = set(after.submissions) - set(before.submissions)
    for one in gone:
        row_of(one).delete()
    SubmissionRow.objects.bulk_create(database.submission_rows(come))
    concerned = {school.id for school in schools} | {one.school for one in gone | come}
    return {one.student for one in after.enrollments if one.school in concerned}


def renumber(world: World, school: School) -> None:
    students.SchoolDay.objects.filter(school_id=school.id).delete()
    students.SchoolDay.objects.bulk_create(database.calendar(world, school))


def row_of(one: Submission) -> Any:
    return SubmissionRow.objects.filter(
        school_id=one.school, date=one.date, period=one.period, section=one.section
    )


def apply_records(before: World, after: World) -> set[int]:
    """Reports, their decisions and steps: they grow, and a step may be withdrawn."""
    concerned = set()
    for number, report in enumerate(after.reports, 1):
        old = before.reports[number - 1] if number <= len(before.reports) else None
        if report != old:
            concerned.add(report.student)
            file_or_decide(after, number, report, old)
    for number, step in enumerate(after.steps, 1):
        if number > len(before.steps):
            ProcessStep.objects.bulk_create([database.step_row(after, number, step)])
        elif step != before.steps[number - 1]:
            ProcessStep.objects.filter(evidence_id=str(number)).update(
                withdrawn_at=step.happened_at
            )
        else:
            continue
        concerned.add(step.student)
    return concerned


def file_or_decide(world: World, number: int, report: Report, old: Report | None) -> None:
    if old is None:
        TruancyReport.objects.bulk_create([database.report_row(world, number, report)])
    known = len(old.verdicts) if old else 0
    ReportDecision.objects.bulk_create(database.decision_rows(number, report)[known:])
