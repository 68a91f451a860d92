"""Plans, practice and the weeks of schools, against the empty signed-in page of the same person.

The plan is the one of which most was reviewed; what worked for the like is looked for among all plans.
"""

from django.db import connection, transaction
from django.db.models import Count
from django.test import override_settings
from django.urls import reverse

from accounts.choices import Role, Scope
from attendance.actions.assess import assess
from attendance.actions.weeks import count_weeks
from attendance.models import SchoolWeek, Standing
from bench import owner, world
from bench.compare import compare
from bench.pages import client_of
from bench.rows import Row
from plans.models import Plan


def rows() -> list[Row]:
    """Ratios of time and of statements beyond the empty page of the same person."""
    if not Standing.objects.exists():
        assess(world.ACT)
    count_weeks(world.ACT)
    owner.tidy(
        *("plans_plan", "plans_strategy", "plans_delivery", "plans_planreview"),
        *("plans_interview", "plans_interviewbarrier", "attendance_schoolweek"),
    )
    connection.close()
    connection.settings_dict["USER"] = "app"
    try:
        with (
            override_settings(ROOT_URLCONF="bench.urls", ALLOWED_HOSTS=["testserver"]),
            transaction.atomic(),
        ):
            found = _of_counselor() + _of_director()
            transaction.set_rollback(True)
    finally:
        connection.close()
        connection.settings_dict["USER"] = "worker"
    return found


def _of_counselor() -> list[Row]:
    running = Plan.objects.running().select_related("case__school")
    plan = running.annotate(many=Count("reviews")).order_by("-many", "pk")[0]
    client = client_of(Role.COUNSELOR, Scope.SCHOOL, school=plan.case.school)
    planned = Plan.objects.running().values("student")
    free = Standing.objects.filter(school=plan.case.school, is_enrolled=True, tier="intensive")
    student = free.exclude(student__in=planned).order_by("pk")[0].student_id
    base = "empty page, counselor"
    pages = {
        "plan": reverse("plans:plan", args=[plan.pk]),
        "plan to start": f"{reverse('plans:start')}?student={student}",
        "interview to hold": f"{reverse('plans:ask')}?student={student}",
        "weeks of a school": reverse("school-weeks", args=[plan.case.school_id]),
        "practice": reverse("practice"),
    }
    note = f"; {Plan.objects.count():,} plans"
    return compare(client, base, {base: reverse("empty"), **pages}, note=note)


def _of_director() -> list[Row]:
    client = client_of(Role.DIRECTOR, Scope.DISTRICT)
    base, pages = "empty page, director", {"weeks of a district": reverse("weeks")}
    note = f"; {SchoolWeek.objects.count():,} weeks of schools"
    return compare(client, base, {base: reverse("empty"), **pages}, note=note)
