"""Fetching what a page is about: not within reach is 404 and logged, as for a student."""

from collections.abc import Sequence
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404

from accounts.access import LARGEST_KEY, StaffRequest, log_read, page_of, permissions_on, refuse
from accounts.choices import Permission
from accounts.models import User
from cases.access import cases_for, notes_for, tasks_for
from cases.models import Case, Note, Task
from students.models import Student

Row = TypeVar("Row", bound=Model)


def get_case_or_404(request: StaffRequest, permission: Permission, pk: int) -> Case:
    """Fetch a case of a student within reach, with its people, and log the reading."""
    reach = cases_for(request.scope, permission, on=request.scope.on)
    people = reach.select_related("student", "owner", "opened_by", "closed_by")
    case = _one(request, people, permission, pk)
    log_read(request, page_of(request), [case.student_id])
    return case


def get_task_or_404(request: StaffRequest, permission: Permission, pk: int) -> Task:
    """Fetch a task about a student within reach, and log the reading."""
    reach = tasks_for(request.scope, permission, on=request.scope.on)
    people = reach.select_related("student", "owner", "case", "school", "decided_by")
    task = _one(request, people, permission, pk)
    log_read(request, page_of(request), [task.student_id])
    return task


def get_note_or_404(request: StaffRequest, permission: Permission, pk: int) -> Note:
    """Fetch a note about a student within reach; the page logs whom it names."""
    reach = notes_for(request.scope, permission, on=request.scope.on)
    people = reach.select_related("author", "guardian", "amends", "amendment")
    return _one(request, people, permission, pk)


def require_everybody(request: StaffRequest, note: Note, students: Sequence[Student]) -> None:
    """Let pass only who reaches every student a note is about: `students` is whom they reach.

    A note speaks for each of them. Raises PermissionDenied.
    """
    if note.about.count() > len(students):
        refuse(request, reason="a note about others, too", student_id=students[0].pk)
        raise PermissionDenied


def _one(request: StaffRequest, rows: QuerySet[Row], permission: str, pk: int) -> Row:
    found = rows.filter(pk=pk).first() if pk <= LARGEST_KEY else None
    if found is None:
        refuse(request, reason=f"out of reach with {permission}")
        raise Http404
    return found


def may_do(request: StaffRequest, student: Student) -> dict[str, bool]:
    """Return what the person may do about this student's case, for buttons. Doors ask again."""
    may = permissions_on(request.scope, student, on=request.scope.on)
    return {
        "read": Permission.CASE_READ in may,
        "write": Permission.NOTE_WRITE in may,
        "manage": Permission.CASE_MANAGE in may,
        "assign": Permission.CASE_ASSIGN in may,
        "contacts": Permission.CONTACT_READ in may,
    }


def person(pk: int | None) -> User | None:
    """Return an active member of staff by number, or None."""
    if pk is None or not 0 < pk <= LARGEST_KEY:
        return None
    return User.objects.filter(pk=pk, is_active=True).first()
