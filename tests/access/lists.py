"""Rows for every list, so that a page that lists students shows one to somebody.

Always one for Oak's people and one for somebody else: a list that forgot reach would show both to
everybody. Oak's counselor and the outsider, who is Pine's, have a case, a task and unsaved words.
"""

import uuid
from collections import defaultdict

from django.utils import timezone

from accounts.models import User
from attendance.models import Standing
from audit.actions import record
from cases.models import Case
from contacts.models import NoteDraft
from plans.choices import Delivered
from plans.models import Delivery, Plan
from sis.models import ImportRun, SetAside
from sis.rules.summary import KINDS
from students.models import School, Student
from tasks.models import Task
from tests.access.people import Knocker
from tests.attendance.reports import home, owing
from tests.factories import (
    TODAY,
    AttendanceCodeFactory,
    RejectedRowFactory,
    StrategyFactory,
    UserFactory,
    VisitFactory,
    act,
)
from tests.letters.rows import notice_about
from tests.programs.away import DAY, away, calendar
from tests.world import District

# Pages that name no student to anybody: counts, schools, runs, wordings, one's own account, what the
# product says of itself.
NAMES_NOBODY = {
    *(
        f"accounts:{page}"
        for page in (
            "people",
            "invite",
            "person",
            "give",
            "end",
            "go_on",
            "mine",
            "words",
            "settings",
        )
    ),
    "accessibility",
    "contacts:cold",
    "contacts:worker",
    "healthz",
    "intake:danger",
    "intake:safety",
    "caseloads",
    "design",
    "schools",
    "data-quality",
    "policy",
    "practice",
    "school-quality",
    "weeks",
    "school-weeks",
    "letters:wordings",
    "plans:change_group",
    "plans:groups",
    "plans:new_group",
    *(f"programs:{page}" for page in ("campaigns", "campaign", "new", "change", "year")),
    "sarb:hearings",
    "sis:runs",
}
ACCOUNT = ("account_", "mfa_")
Told = dict[str, dict[str, set[int]]]


def fill_lists(district: District, people: list[Knocker]) -> None:
    users = {knocker.name: knocker.user for knocker in people}
    for student, school, name in (
        (district.ana, district.oak, "counselor"),
        (district.dov, district.pine, "outsider"),
    ):
        _work(student, school, users[name])
        _check_in(student, users[name])
        _visit(student, users[name])
        _away(student, school)
        _marks(student, school)
        Student.objects.filter(pk=student.pk).update(birth_date=None)
        notice_about(student, school, stage="due", due_by=TODAY)
    for student, school in ((district.ben, district.oak), (district.cleo, district.elm)):
        home(student)
        owing(student, school)
    _import(district)
    _log(district, users)


def _log(district: District, users: dict[str, User]) -> None:
    """Let the log speak of Ana and of Dov, with whoever did it."""
    for student, name in ((district.ana, "counselor"), (district.dov, "outsider")):
        record(
            act(users[name]),
            action="case.opened",
            target_kind="case",
            target_id=1,
            student_id=student.pk,
        )


def _work(student: Student, school: School, user: User) -> None:
    Case.objects.filter(student=student).update(owner=user, school=school)
    Task.objects.filter(student=student).update(owner=user)
    NoteDraft.objects.create(
        user=user,
        client_uuid=uuid.UUID(int=student.pk),
        seq=1,
        payload={"student": [str(student.pk)], "text": ["Nobody"]},
    )


def _check_in(student: Student, user: User) -> None:
    """Have the student checked in by them, as was done today."""
    plan = Plan.objects.get(student=student)
    check = StrategyFactory(plan=plan, code="I16", adult=user)
    Delivery.objects.create(strategy=check, on=TODAY, status=Delivered.DONE, by=user)


def _visit(student: Student, user: User) -> None:
    """Have them go to the student's home today, and be at a door of another visit now."""
    now = timezone.now()
    out = {"state": "there", "watcher": UserFactory(), "went_at": now, "back_by": now}
    VisitFactory(goes=user, about_student=student)
    VisitFactory(goes=user, about_student=student, **out)


def _away(student: Student, school: School) -> None:
    """Have the student back today after three days away."""
    calendar(school)
    Standing.objects.filter(student=student).delete()
    away(student, school, *(TODAY - n * DAY for n in (5, 2, 1)))


def _marks(student: Student, school: School) -> None:
    code = AttendanceCodeFactory()
    SetAside.objects.create(
        student=student, school=school, date=TODAY, code=code, why="no-enrollment"
    )


def _import(district: District) -> None:
    """Let the last import speak of students: an example of its preview, and rejected rows."""
    run = ImportRun.objects.latest("pk")
    values = [["student_id", district.ana.sis_id], ["last_name", "Ito"]]
    run.preview = {"examples": {"students.csv": {"updated": [{"line": 2, "values": values}]}}}
    run.report = {"files": {"students.csv": {**dict.fromkeys(KINDS, 0), "updated": 1}}}
    run.save(update_fields=["preview", "report"])
    for student in (district.ben, district.dov):
        cell = {"column": "student_id", "value": student.sis_id}
        RejectedRowFactory(run=run, row={"student_id": student.sis_id}, **cell)


def told() -> Told:
    """Who was named by a page, by its object and by who asked."""
    return defaultdict(dict)


def silence(page: str, answers: Told) -> list[str]:
    """What is wrong with a page that names nobody, or everybody to everybody."""
    everybody = set().union(*(keys for one in answers.values() for keys in one.values()))
    if page in NAMES_NOBODY or page.startswith(ACCOUNT):
        return [f"{page} names {everybody}: take it off NAMES_NOBODY"] if everybody else []
    if not answers:
        return []  # nothing to read there, only a form to send
    if not everybody:
        return [f"{page} shows no student to anybody: give it a row in fill_lists"]
    lists = [list(one.values()) for thing, one in answers.items() if " " not in thing]
    naming = [one for one in lists if set().union(*one)]
    if naming and not any(keys != one[0] for one in naming for keys in one):
        return [f"{page} shows everybody the same students: give it one that is out of reach"]
    return []
