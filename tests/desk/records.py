"""A record that lacks nothing, and what can be spoiled in it."""

from datetime import timedelta

from desk.queries import quality
from sis.models import SetAside
from students.models import Guardian, Guardianship, Student
from tests.factories import (
    TODAY,
    AttendanceCodeFactory,
    DayOutcomeFactory,
    ImportRunFactory,
    QuestionFactory,
    RejectedRowFactory,
    SourceWordFactory,
)
from tests.letters.rows import notice_about
from tests.letters.world import family


def whole(student, school):
    """A student with adults, a home and telephones."""
    family(student, school)
    home = {"street": "1 Elm St", "city": "Springfield", "state": "CA", "zip": "90001"}
    Student.objects.filter(pk=student.pk).update(**home)
    Guardian.objects.update(phone="213 555 0142", phone_key="2135550142")
    return student


def of(student, school):
    """What is found of a student at a school, by measure."""
    found = quality.doubts_at([school.pk], on=TODAY)
    return {one.key: one.why for one in found if one.student_id == student.pk}


def no_birth_date(student):
    Student.objects.filter(pk=student.pk).update(birth_date=None)


def no_adult(student):
    Guardianship.objects.filter(student=student).update(is_current=False)


def no_telephone(_):
    Guardian.objects.update(phone_key="")


def no_language(_):
    Guardian.objects.update(language="")


def half_address(_):
    Guardian.objects.update(zip="")
    Student.objects.update(zip="")


def broken_name(student):
    Student.objects.filter(pk=student.pk).update(last_name="Nu\ufffdez")


def no_rights(student):
    Guardianship.objects.filter(student=student).update(holds_education_rights=None)


def asked(student):
    QuestionFactory(student=student)


def without_minutes(student):
    school = student.enrollments.get().school
    DayOutcomeFactory(
        student=student, school=school, date=TODAY - timedelta(days=1), why="no_minutes"
    )


def set_aside(student):
    school = student.enrollments.get().school
    code = AttendanceCodeFactory()
    SetAside.objects.create(
        student=student, school=school, date=TODAY, code=code, why="not-a-school-day"
    )


def rejected(student):
    run = ImportRunFactory()
    RejectedRowFactory(run=run, row={"student_id": student.sis_id}, reason="no such day")


def word(_):
    Guardian.objects.update(language="QSS")
    SourceWordFactory(word="qss")


def held(student):
    no_rights(student)
    notice_about(student, student.enrollments.get().school, stage="due", due_by=TODAY)
