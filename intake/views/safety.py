"""Somebody may be in danger: whom to call, and that the protocol was followed."""

import uuid
from functools import partial

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import Seen, StaffRequest, page_of, require_over_district, requires, signed_in
from accounts.choices import Permission
from audit.choices import Access
from core.columns import Column, Columns
from core.keys import sent_key
from core.lists import Asked, ListKind, Nothing, list_page
from core.refusals import attempt
from intake import actions
from intake.models import ProtocolFollowed
from intake.rules.safety import lines_of
from law.queries import pack_today

MOST_OWN = 5
KEPT = "Kept: that you followed the protocol, and when. Nothing else."
FOLLOWED = ListKind(
    "safety",
    "day,days",
    "Safety protocols followed",
    Nothing(
        "No protocol was followed yet",
        "Whoever follows the safety protocol says so on its card.",
        "shield-check",
    ),
    columns=Columns(Column("day", "Day"), Column("many", "How often")),
)


@require_safe
@signed_in
def danger(request: StaffRequest) -> HttpResponse:
    """The card: whom to call, the steps, and what the viewer wrote down. It is of no student, so that
    nothing tells about whom it was opened.
    """
    pack = pack_today()
    own = ProtocolFollowed.objects.filter(by=request.user.pk).order_by("-pk")[:MOST_OWN]
    context = {
        "lines": lines_of(pack.flat()),
        "steps": [pack.cited(f"safety.{key}") for key in pack.section("safety")],
        "own": list(own),
        "client_uuid": uuid.uuid4(),
        "reads": request.scope.is_over_district(Permission.SAFETY_READ),
    }
    return render(request, "intake/danger.html", context)


@require_POST
@signed_in
def followed(request: StaffRequest) -> HttpResponse:
    """Say that one followed the protocol."""
    change = partial(actions.follow_protocol, request.act, client_uuid=sent_key(request.POST))
    attempt(request, change, KEPT)
    return redirect("intake:danger")


@require_safe
@requires(Permission.SAFETY_READ)
def log(request: StaffRequest) -> HttpResponse:
    """On which days the protocol was followed, and how often: no name and no minute, by which it could be
    told who reported and about whom. The reading is logged.

    Source: Pen. Code 11167(d), who reports is confidential.
    """
    require_over_district(request, Permission.SAFETY_READ)
    rows = ProtocolFollowed.objects.values(day=TruncDate("at")).annotate(many=Count("pk"))
    page = list_page(request, FOLLOWED, rows.order_by("-day"), asked=Asked(request.GET))
    request.seen.append(Seen(Access.READ, page_of(request)))
    return render(request, "intake/safety.html", {"page": page})
