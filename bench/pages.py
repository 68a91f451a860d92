"""The student page, a school's list, the log and the policy in force, against the empty signed-in
page: time and statements.

The pages are read as `app`, in process, so that what is compared is the server's own work.
"""

from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import reverse

from accounts.choices import GrantSource, Role, Scope
from accounts.models import Grant, User
from attendance.models import Standing
from audit.models import AuditEvent
from bench import owner, world
from bench.compare import compare
from bench.rows import Row
from core import clock
from students.models import School

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
BASE = "empty signed-in page"
GRANTED = timedelta(days=300)  # longer than what a morning says is to end soon
TYPICAL_ABSENCES = 7  # ten percent of the fall
SIZES = {"school of 50": 50, "school of 4,000": 4000}


def rows() -> list[Row]:
    """Ratios of time and of statements beyond the empty page. The viewer is not kept."""
    for size in SIZES.values():
        world.make_school_of(size)
    owner.tidy("attendance_standing", "attendance_mark", "students_enrollment", "students_student")
    connection.close()
    connection.settings_dict["USER"] = "app"
    try:
        with (
            override_settings(ROOT_URLCONF="bench.urls", ALLOWED_HOSTS=["testserver"]),
            transaction.atomic(),
        ):
            found = compare(_client(), BASE, _addresses()) + _of_auditor()
            transaction.set_rollback(True)
    finally:
        connection.close()
        connection.settings_dict["USER"] = "worker"
    return found


def _of_auditor() -> list[Row]:
    """The log and the policy in force, as somebody reads them who answers for neither."""
    base = "empty page, auditor"
    addresses = {base: reverse("empty"), "log": reverse("logs"), "policy": reverse("policy")}
    note = f"; {AuditEvent.objects.count():,} changes in the log"
    return compare(client_of(Role.AUDITOR, Scope.DISTRICT), base, addresses, note=note)


def client_of(role: Role, scope: Scope, **where: Any) -> Client:
    """Sign in somebody new with one role over the district, a region or a school."""
    user = User.objects.create(email=f"{role}@example.org", name=role.label)
    today = clock.today()
    Grant.objects.create(
        principal=user.actor.key,
        role=role,
        scope=scope,
        starts=today,
        ends=today + GRANTED,
        reason="benchmark",
        source=GrantSource.DEMONSTRATION,
        **where,
    )
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def _client() -> Client:
    """An administrator of every school that is measured, school by school."""
    client = Client()
    client.force_login(_viewer(), backend=BACKEND)
    return client


def _viewer() -> User:
    return User.objects.get_or_create(email="bench@example.org", defaults={"name": "Bench"})[0]


def _addresses() -> dict[str, str]:
    schools = {name: _school_of(size) for name, size in SIZES.items()}
    today = clock.today()
    for school in schools.values():
        Grant.objects.create(
            principal=_viewer().actor.key,
            role=Role.SCHOOL_ADMINISTRATOR,
            scope=Scope.SCHOOL,
            school=school,
            starts=today,
            ends=today + GRANTED,
            reason="benchmark",
            source=GrantSource.DEMONSTRATION,
        )
    here = Standing.objects.filter(school=schools["school of 4,000"], days_absent=TYPICAL_ABSENCES)
    return {
        BASE: reverse("empty"),
        "student page": reverse("student", args=[here.order_by("pk")[0].student_id]),
        **{name: reverse("roster", args=[school.pk]) for name, school in schools.items()},
    }


def _school_of(size: int) -> School:
    return School.objects.get(name=f"School of {size}")
