"""What is done with one student: the case, its tasks, letters and referrals."""

from dataclasses import dataclass

from accounts.access import Reach, permissions_on
from accounts.choices import Permission
from cases.models import Case
from letters.queries import LetterDetail, letters_of
from sarb.queries.home import StudentReferral, referrals_of
from students.models import Student
from tasks.models import Task
from tasks.queries import pending_tasks

MOST_TASKS = 10


@dataclass(frozen=True)
class Work:
    """Of one student, as far as the viewer may read. `letters` and `referrals` are None where
    they may not; `may` says what they may do.
    """

    case: Case | None
    tasks: list[Task]
    letters: list[LetterDetail] | None
    referrals: list[StudentReferral] | None
    may: dict[str, bool]


def student_work(scope: Reach, student: Student) -> Work:
    """Return the work with a student whom the viewer reaches with CASE_READ. A number of
    statements that does not grow with what was done.
    """
    may = permissions_on(scope, student, on=scope.on)
    tasks = pending_tasks(Task.objects.filter(student=student))[:MOST_TASKS]
    case = Case.objects.filter(student=student, closed_on=None).select_related("owner").first()
    return Work(
        case=case,
        tasks=list(tasks),
        letters=letters_of([student.pk]) if Permission.LETTER_READ in may else None,
        referrals=referrals_of([student.pk]) if Permission.PACKET_READ in may else None,
        may={
            "write": Permission.NOTE_WRITE in may,
            "manage": Permission.CASE_MANAGE in may,
            "refer": Permission.REFERRAL_MAKE in may,
        },
    )
