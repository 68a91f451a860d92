"""Everybody who knocks: each role in a plausible scope, and those who have none.

Oak's people also hold a grant over Ana, as a caseload gives; a chair and a panel member reach
Ana alone, by the hearing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.choices import Role, Scope
from accounts.models import User
from core import clock
from tests.factories import TODAY, GrantFactory
from tests.world import District, hire, sign_in

PEOPLE = ("anonymous", "outsider", "expired", "deactivated", *Role.values)


@dataclass(frozen=True)
class Knocker:
    """Somebody at a door; `user` is None for anonymous."""

    name: str
    user: User | None
    cookies: dict[str, str]

    def browser(self) -> Client:
        """A new browser with the session as it was at first."""
        client = Client(raise_request_exception=False)
        client.cookies.load(self.cookies)
        return client


def everybody(district: District) -> list[Knocker]:
    users = {role: hire(Role(role), place) for role, place in posts(district).items()}
    GrantFactory(to=users[Role.COUNSELOR], scope=Scope.STUDENT, student=district.ana)
    users["outsider"] = hire(Role.COUNSELOR, district.pine)
    yesterday = TODAY - timedelta(days=1)
    users["expired"] = hire(Role.COUNSELOR, district.oak, ends=yesterday)
    users["deactivated"] = hire(Role.DIRECTOR)
    knockers = {name: knocker(name, user) for name, user in users.items()}
    User.objects.filter(pk=users["deactivated"].pk).update(is_active=False)
    knockers["anonymous"] = Knocker("anonymous", None, {})
    return [knockers[name] for name in PEOPLE]


def posts(district: District) -> dict[str, object]:
    """Where each role works; None is the whole district."""
    oak = (Role.COUNSELOR, Role.CLERK, Role.SCHOOL_ADMINISTRATOR, Role.LIAISON, Role.INTERN)
    return {
        **dict.fromkeys(Role.values),
        **dict.fromkeys(oak, district.oak),
        Role.FIELD_COORDINATOR: district.north,
        Role.SARB_CHAIR: district.ana,
        Role.PANEL_MEMBER: district.ana,
    }


def knocker(name: str, user: User) -> Knocker:
    """Somebody in the middle of their work: to knock does not move when their session was used."""
    client = sign_in(user)
    session = client.session
    session["signed_in_at"] = session["used_at"] = clock.now().timestamp()
    session.save()
    cookies = {key: morsel.value for key, morsel in client.cookies.items()}
    return Knocker(name, user, cookies)


def every_page(patterns: list | None = None, namespace: str = "") -> Iterator[str]:
    """The name of every address that the site answers to, with its namespace."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from every_page(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern} has no name, so no row can speak of it"
            yield f"{namespace}{pattern.name}"
