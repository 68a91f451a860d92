"""What pages of staff say things with."""

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from accounts.models import User
from audit.models import AuditEvent

ACTS = {
    "person.made": "Account made",
    "user.invited": "Invited",
    "user.joined": "Chose a password",
    "user.deactivated": "Account closed",
    "user.opened": "Account opened again",
    "user.password_reset": "Password reset",
    "user.second_factor_reset": "Second factor reset",
    "grant.given": "Role given",
    "grant.ended": "Last day of a role brought forward",
    "grant.revoked": "Role ended",
}
register = template.Library()


@register.filter
def act_said(act: AuditEvent) -> str:
    """Say what was done to an account or a role."""
    return ACTS.get(act.action, act.action)


@register.simple_tag
def account_trail(here: str) -> SafeString:
    """Draw the way to a page of how one signs in."""
    trail = [("Sign-in security", reverse("mfa_index")), (here, "")]
    return render_to_string("components/breadcrumbs.html", {"trail": trail})


@register.simple_tag
def people_trail(here: str, person: User | None = None) -> SafeString:
    """Draw the way to a page below People, of a person if one is given."""
    trail = [("People", reverse("accounts:people"))]
    if person:
        trail.append((str(person), reverse("accounts:person", args=[person.pk])))
    return render_to_string("components/breadcrumbs.html", {"trail": [*trail, (here, "")]})
