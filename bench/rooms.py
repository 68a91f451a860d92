"""The pages of the rooms around a case, against the empty signed-in page of the same person: for a
counselor of 500 cases and one school, and for whoever reads the lists of a whole district.

Of each room the page that is heaviest is read: the group with the most students, the request with the
most steps. Nothing of the counselor is kept.
"""

from typing import TypeVar

from django.db import connection, transaction
from django.db.models import Count, Model, QuerySet
from django.test import override_settings
from django.urls import reverse

from accounts.choices import Role, Scope
from accounts.models import Grant, User
from bench import owner
from bench.caseload import counselor_of
from bench.compare import compare
from bench.pages import client_of
from bench.rows import Row
from cases.models import Case
from conferences.models import Conference
from core import clock
from intake.models import HelpRequest
from plans.models import Group, GroupSession
from programs.models import Campaign
from visits.choices import VisitState
from visits.models import Visit

TABLES = (
    *("visits_visit", "visits_visitstudent", "visits_visitstep", "conferences_conference"),
    *("programs_campaign", "programs_reachcount", "intake_helprequest", "intake_requeststep"),
    *("plans_group", "plans_groupmember", "plans_groupsession", "plans_presence"),
    *("plans_delivery", "plans_checkday", "audit_auditevent"),
)
CASES, VISITS, GROUPS = 500, 12, 20
One = TypeVar("One", bound=Model)


def rows() -> list[Row]:
    """Ratios of time and of statements beyond the empty page of the same person."""
    owner.tidy(*TABLES)
    connection.close()
    connection.settings_dict["USER"] = "app"
    try:
        with (
            override_settings(ROOT_URLCONF="bench.urls", ALLOWED_HOSTS=["testserver"]),
            transaction.atomic(),
        ):
            found = _of_director() + _of_counselor()
            transaction.set_rollback(True)
    finally:
        connection.close()
        connection.settings_dict["USER"] = "worker"
    return found


def _of_director() -> list[Row]:
    base = "empty page, rooms of a district"
    pages = {
        "requests of a district": reverse("intake:requests"),
        "campaigns of a district": reverse("programs:campaigns"),
        "at a door in a district": reverse("out-now"),
        "everybody's cases": reverse("cases:everybody"),
    }
    client = client_of(Role.DIRECTOR, Scope.DISTRICT)
    return compare(client, base, {base: reverse("empty"), **pages}, note=_note())


def _of_counselor() -> list[Row]:
    client = counselor_of(CASES)
    user = User.objects.get(pk=client.session["_auth_user_id"])
    _give(user)
    base = "empty page, rooms of a counselor"
    return compare(client, base, {base: reverse("empty"), **_pages(user)}, note=_note())


def _give(user: User) -> None:
    """Have the counselor drive to some of the visits of the day, and lead some of the groups."""
    own = Case.objects.filter(owner=user).values("student")
    visits = Visit.objects.filter(about__student__in=own).order_by("-pk").values("pk")[:VISITS]
    Visit.objects.filter(pk__in=list(visits.values_list("pk", flat=True))).update(
        day=clock.today(), goes=user, partner=None, state=VisitState.PLANNED, note=None
    )
    groups = _largest(Group.objects.filter(ended_on=None), "members")[:GROUPS]
    here = Grant.objects.filter(principal=user.actor.key, scope=Scope.SCHOOL)
    here.update(school=groups[0].school_id)
    Group.objects.filter(pk__in=[one.pk for one in groups]).update(facilitator=user)


def _largest(found: QuerySet[One], what: str) -> list[One]:
    return list(found.annotate(many=Count(what)).order_by("-many", "pk")[:GROUPS])


def _pages(user: User) -> dict[str, str]:
    grant = Grant.objects.get(principal=user.actor.key, scope=Scope.SCHOOL)
    own = Case.objects.filter(owner=user).values("student")
    group = _largest(Group.objects.filter(facilitator=user), "members")[0]
    session = GroupSession.objects.filter(group=group, taken_back_at=None).order_by("-pk")[0]
    request = HelpRequest.objects.filter(student__in=own).annotate(many=Count("steps"))
    campaign = Campaign.objects.filter(school=grant.school_id).annotate(many=Count("reached"))
    conference = Conference.objects.filter(student__in=own).order_by("pk")[0]
    case = Case.objects.filter(owner=user).order_by("pk")[0]
    return {
        "visits of a day": reverse("visits:day"),
        "a visit": reverse("visits:visit", args=[Visit.objects.filter(goes=user)[0].pk]),
        "a conference": reverse("conferences:of", args=[conference.student_id]),
        "campaigns": reverse("programs:campaigns"),
        "a campaign": reverse("programs:campaign", args=[campaign.order_by("-many", "pk")[0].pk]),
        "a school's year": reverse("programs:year", args=[campaign[0].school_id]),
        "requests": reverse("intake:requests"),
        "a request": reverse("intake:request", args=[request.order_by("-many", "pk")[0].pk]),
        "groups": reverse("plans:groups"),
        "a group": reverse("plans:group", args=[group.pk]),
        "a session": reverse("plans:session", args=[session.pk]),
        "a session to write down": reverse("plans:hold", args=[group.pk]),
        "services": reverse("plans:services"),
        "check-ins": reverse("plans:checks"),
        "just done": reverse("just-done"),
        "why a case": reverse("cases:why", args=[case.student_id]),
        "a brief": reverse("brief", args=[case.student_id]),
        "a student's work": reverse("student-work", args=[case.student_id]),
    }


def _note() -> str:
    counts = (HelpRequest, Group, Campaign, Visit)
    return "; " + ", ".join(f"{m.objects.count():,} {m._meta.verbose_name}s" for m in counts)
