"""Today, My caseload and the dashboard, against the empty signed-in page of the same person.

Each case is opened to the counselor by a grant of its own, as assignments by somebody else do: the
hardest way to reach 500 students. Nothing of it is kept.
"""

from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import reverse

from accounts.choices import GrantSource, Role, Scope
from accounts.models import Grant, User
from attendance.actions.assess import assess
from attendance.models import Standing
from audit.actions import act_of
from bench import owner, world
from bench.compare import compare
from bench.pages import BACKEND, GRANTED, client_of
from bench.rows import Row
from cases.models import Case
from contacts.models import Note
from core import clock
from letters.actions import follow
from letters.models import Notice
from students.models import Region, School
from tasks.models import Task

SIZES = (10, 500)


def rows() -> list[Row]:
    """Ratios of time and of statements beyond the empty page of the same person."""
    if not Standing.objects.exists():
        assess(world.ACT)
    if not Notice.objects.exists():
        follow(act_of(world.BENCH))
    owner.tidy(
        "cases_case", "contacts_note", "contacts_notestudent", "tasks_task", "letters_notice"
    )
    connection.close()
    connection.settings_dict["USER"] = "app"
    try:
        with (
            override_settings(ROOT_URLCONF="bench.urls", ALLOWED_HOSTS=["testserver"]),
            transaction.atomic(),
        ):
            # First, while every case is as vacuum left it: what a caseload is given is changed.
            found = [row for role in (Role.FIELD_COORDINATOR, Role.DIRECTOR) for row in _of(role)]
            found += [row for size in SIZES for row in _of_counselor(size)]
            transaction.set_rollback(True)
    finally:
        connection.close()
        connection.settings_dict["USER"] = "worker"
    return found


def _of_counselor(size: int) -> list[Row]:
    client, name = counselor_of(size), f"caseload of {size}"
    words = f"{size} open case"
    if words not in client.get(reverse("cases:caseload")).content.decode():
        raise RuntimeError(f"{name} shows another number")
    pages = {name: reverse("cases:caseload"), f"today with {size} cases": reverse("today")}
    return _compare(client, f"empty page, {size} cases", pages)


def _of(role: Role) -> list[Row]:
    """The dashboard and the morning of somebody who answers for a region, or for the district."""
    region = Region.objects.order_by("pk")[0] if role == Role.FIELD_COORDINATOR else None
    scope = Scope.REGION if region else Scope.DISTRICT
    client = client_of(role, scope, region=region)
    where = "region" if region else "district"
    pages = {f"dashboard of a {where}": reverse("caseloads"), f"today, {where}": reverse("today")}
    return _compare(client, f"empty page, {where}", pages)


def _compare(client: Client, base: str, pages: dict[str, str]) -> list[Row]:
    rows = (Case.objects.count(), Note.objects.count(), Notice.objects.count())
    note = "; {:,} cases, {:,} notes, {:,} letters".format(*rows)
    addresses = {base: reverse("empty"), **pages}
    return compare(client, base, addresses, note=note)


def counselor_of(size: int) -> Client:
    """Sign in somebody who has so many open cases, each by a grant of its own, and a school."""
    user = User.objects.create(email=f"caseload{size}@example.org", name=f"Caseload of {size}")
    today = clock.today()
    cases = list(Case.objects.filter(closed_on=None).order_by("school", "pk")[:size])
    window = {
        "principal": user.actor.key,
        "role": Role.COUNSELOR,
        "starts": today,
        "ends": today + GRANTED,
        "reason": "benchmark",
    }
    given = [
        Grant(
            scope=Scope.STUDENT, student_id=c.student_id, source=GrantSource.ASSIGNMENT, **window
        )
        for c in cases
    ]
    place = School.objects.order_by("pk")[0]
    school = Grant(scope=Scope.SCHOOL, school=place, source=GrantSource.DEMONSTRATION, **window)
    Grant.objects.bulk_create([*given, school])
    Case.objects.filter(pk__in=[case.pk for case in cases]).update(owner=user)
    Task.objects.pending().filter(student__in=[case.student_id for case in cases]).update(
        owner=user
    )
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client
