"""Approved letters in an empty database, made where the tests' own database is not."""

from datetime import date

from django.db import transaction

from attendance.models import DayOutcome, TruancyReport
from audit.actions import act_of
from audit.rules import Actor
from letters.actions import approve, approve_wording, follow
from letters.models import Notice
from letters.queries.wordings import proposed_wordings
from students.models import Enrollment, Guardian, Guardianship, School, Student
from students.rules import first_day_of, school_year_of

BORN = date(2014, 3, 1)
BY = Actor(kind="user", id="1", name="Ana Reyes")


def main(count: int) -> None:
    """Make so many students with a report each, and approve their letters."""
    act = act_of(BY)
    year = school_year_of(act.on)
    days = [first_day_of(year)]
    with transaction.atomic():
        school = School.objects.create(sis_id="S1", name="Oak")
        students = Student.objects.bulk_create(
            Student(sis_id=f"{n}", first_name=f"Ana {n}", last_name="Ito", birth_date=BORN)
            for n in range(count)
        )
        Enrollment.objects.bulk_create(
            Enrollment(student=student, school=school, entry_date=first_day_of(year))
            for student in students
        )
        adults = Guardian.objects.bulk_create(
            Guardian(
                sis_id=f"G{n}",
                first_name="Mia",
                street=f"{n} Elm St",
                city="Los Angeles",
                state="CA",
                zip="90001",
                language="en",
            )
            for n in range(count)
        )
        Guardianship.objects.bulk_create(
            Guardianship(
                student=student,
                guardian=adult,
                relation="mother",
                lives_with=True,
                holds_education_rights=True,
            )
            for student, adult in zip(students, adults, strict=True)
        )
        DayOutcome.objects.bulk_create(
            DayOutcome(
                student=student,
                school=school,
                date=day,
                outcome="absent",
                excuse="unexcused",
                occasions=1,
                countable_on=day,
                why="full_day",
            )
            for student in students
            for day in days
        )
        TruancyReport.objects.bulk_create(
            TruancyReport(
                student=student,
                school_year=year,
                filed_at=act.at,
                source="filed",
                source_key=f"seed:{student.pk}",
                listed_dates=days,
            )
            for student in students
        )
        for proposal in proposed_wordings(on=act.on):
            if not proposal.faults:
                approve_wording(act, sha256=proposal.sha256)
        follow(act)
        notices = list(Notice.objects.values_list("pk", flat=True))
        done = approve(act, notices=notices)
        if len(done.notices) != count:
            raise AssertionError(f"{len(done.notices)} approved of {count}: {done.held[:1]}")
