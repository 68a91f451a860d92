"""The student page and a school's list, against the empty signed-in page: time and statements.

The pages are read as `app`, in process, so that what is compared is the server's own work.
"""

from datetime import timedelta

from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.choices import GrantSource, Role, Scope
from accounts.models import Grant, User
from attendance.models import Standing
from bench import owner, world
from bench.rows import TIMES, Clock, Row, ratio_of
from students.models import School

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
BASE = "empty signed-in page"
EACH = 20
MOST_STATEMENTS = 10
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
            found = _measure(_client(), _addresses())
            transaction.set_rollback(True)
    finally:
        connection.close()
        connection.settings_dict["USER"] = "worker"
    return found


def _measure(client: Client, addresses: dict[str, str]) -> list[Row]:
    clock, statements = Clock(), {}
    for name, address in addresses.items():
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"{name} answered {response.status_code}")
        statements[name] = len(captured)
    for _ in range(TIMES):
        for name, address in addresses.items():
            with clock.measure(name):
                for _ in range(EACH):
                    client.get(address)
    pages = [name for name in addresses if name != BASE]
    times = [ratio_of(clock, f"time, {name}", name, BASE, 3, f" of {EACH}") for name in pages]
    beyond = {name: statements[name] - statements[BASE] for name in pages}
    counts = [
        Row(
            f"statements, {name}",
            more / MOST_STATEMENTS,
            1,
            f"{more} beyond the {statements[BASE]} of the empty page, at most {MOST_STATEMENTS}",
        )
        for name, more in beyond.items()
    ]
    return times + counts


def _client() -> Client:
    """An administrator of every school that is measured, school by school."""
    client = Client()
    client.force_login(_viewer(), backend=BACKEND)
    return client


def _viewer() -> User:
    return User.objects.get_or_create(email="bench@example.org", defaults={"name": "Bench"})[0]


def _addresses() -> dict[str, str]:
    schools = {name: _school_of(size) for name, size in SIZES.items()}
    today = timezone.localdate()
    for school in schools.values():
        Grant.objects.create(
            principal=_viewer(),
            role=Role.SCHOOL_ADMINISTRATOR,
            scope=Scope.SCHOOL,
            school=school,
            starts=today,
            ends=today + timedelta(days=1),
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
