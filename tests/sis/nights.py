"""Two nights of which the second gives an id to another child."""

from sis.actions.answers import answer
from tests.factories import act
from tests.sis.bundles import import_sis, marks

STUDENTS = (
    "student_id,first_name,middle_name,last_name,birth_date,sex,street,city,state,zip,email\n"
)
ANA = "1,Ana,,Núñez,2015-03-01,F,1 Elm St,Springfield,CA,90001,\n"
BEN = "2,Ben,,Okafor,2014-05-06,M,2 Oak St,Springfield,CA,90001,\n"
RASHAD = "1,Rashad,,Tillman,2018-09-09,M,88 Pine Ave,Riverton,CA,90220,\n"
ADULTS = "guardian_id,student_id,relation,first_name,last_name,street,city,state,zip\n"
PETRA = "G1,1,Mother,Petra,Núñez,1 Elm St,Springfield,CA,90001\n"
ENROLLED = "student_id,school_id,entry_date,exit_date,grade,entry_type,exit_type\n"


def first_night(bundle):
    return import_sis(
        bundle(
            guardians=ADULTS + PETRA,
            marks=marks("1,A,2026-09-14,,AU,,", "2,A,2026-09-14,,AU,,"),
        )
    )


def second_night(bundle, row=RASHAD, **also):
    files = {
        "students": STUDENTS + row + BEN,
        "guardians": ADULTS + "G2,1,Mother,Selma,Tillman,88 Pine Ave,Riverton,CA,90220\n",
        "enrollments": ENROLLED + "1,B,2026-09-16,,3,,\n2,A,2026-08-13,,6,,\n",
        "populations": "student_id,population,start,end\n1,IEP,2026-09-16,\n",
        "grades": "student_id,course,mark\n1,Art,A\n",
        "marks": marks("1,B,2026-09-17,,AU,,", "2,A,2026-09-14,,AU,,"),
        **also,
    }
    return import_sis(bundle(**files))


def reply(question, said):
    """Answer what the question says now."""
    return answer(act(), question=question, answer=said, read=question.given_sha256)
