"""Files of the field's cases, and what is asked of a letter after they are loaded."""

from datetime import date

from core import clock
from students.models import Student
from students.queries.mail import families_of
from students.rules.mail import addressed_to

STUDENTS = (
    "student_id,first_name,middle_name,last_name,birth_date,sex,street,city,state,zip,"
    "home_language\n"
)
GUARDIANS = (
    "guardian_id,student_id,relation,primary,lives_with,first_name,last_name,street,city,state,"
    "zip,phone,language,holds_education_rights,receives_mail\n"
)
ENROLLMENTS = "student_id,school_id,entry_date,exit_date,grade\n"


def written_to(sis_id):
    student = Student.objects.get(sis_id=sis_id)
    family = families_of([student.pk], on=clock.today())[student.pk]
    return {one.name for one in addressed_to(family.child, family.ties, None).recipients}


def asked(sis_id):
    """What has to be answered before a letter about the student may go."""
    student = Student.objects.get(sis_id=sis_id)
    family = families_of([student.pk], on=date(2026, 11, 20))[student.pk]
    return [one.code for one in addressed_to(family.child, family.ties, None).questions]
