"""What commands about staff are told: whom, which role, where; and what they say back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandParser

from accounts.access import WorkPlace
from accounts.choices import Role, Scope
from accounts.models import Grant, User
from audit.actions import command
from audit.rules import Act
from core.commands import BadUsage, Refused, ReportingCommand, day
from core.refusals import Refusal
from students.models import Region, School


def add_reason(parser: CommandParser) -> None:
    parser.add_argument("--reason", required=True, help="why; kept with the change")


def add_days(parser: CommandParser) -> None:
    parser.add_argument("--starts", type=day, help="first day, as 2026-08-17; today without it")
    parser.add_argument(
        "--ends", type=day, help="last day; the school year's last without it, a year at most"
    )


def person_by(email: str) -> User:
    """Return the account with an e-mail address. Raises BadUsage, which says how to make one."""
    found = User.objects.filter(email__iexact=email.strip()).first()
    if found is None:
        raise BadUsage(f"There is no account with {email}; add_person makes one.")
    return found


def role_by(name: str) -> Role:
    if name not in Role.values:
        raise BadUsage(f"There is no role {name!r}; there are {', '.join(Role.values)}.")
    return Role(name)


def place_by(scope: str) -> WorkPlace:
    """Return the place that `district`, `region:CODE` or `school:ID` names."""
    kind, _, name = scope.partition(":")
    if scope == Scope.DISTRICT:
        return None
    if kind == Scope.SCHOOL:
        return _found(School.objects.filter(sis_id=name).first(), "school", name)
    if kind == Scope.REGION:
        return _found(Region.objects.filter(code=name).first(), "region", name)
    raise BadUsage(f"{scope!r} is no scope: write district, region:CODE or school:ID.")


def _found(place: WorkPlace, kind: str, name: str) -> WorkPlace:
    if place is None:
        raise BadUsage(f"There is no {kind} {name!r}; its id is that of the information system.")
    return place


def grant_by(key: int) -> Grant:
    """Return a grant over a place by its key, which list_people shows."""
    found = Grant.objects.of_places().filter(pk=key).first()
    if found is None:
        raise BadUsage(f"There is no grant {key} over a place; list_people shows them.")
    return found


def facts_of(grant: Grant) -> dict[str, Any]:
    """Return a grant as commands say it."""
    named = (grant.region and f":{grant.region.code}") or (
        grant.school and f":{grant.school.sis_id}"
    )
    return {
        "grant": grant.pk,
        "role": grant.role,
        "scope": f"{grant.scope}{named or ''}",
        "starts": grant.starts,
        "ends": grant.ends,
    }


@contextmanager
def refusing() -> Iterator[None]:
    """Have a refused change end the command as refused, with its advice."""
    try:
        yield
    except Refusal as refusal:
        raise Refused(str(refusal)) from refusal


class AccountCommand(ReportingCommand):
    """A change of one account, for a reason. `change` does it and returns what came of it."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--email", required=True)
        add_reason(parser)

    def report(self, **options: Any) -> dict[str, Any]:
        user, name = person_by(options["email"]), self.__module__.rpartition(".")[2]
        with refusing():
            found = self.change(command(name), user, options["reason"])
        return {"email": user.email, **found}

    def change(self, act: Act, user: User, reason: str) -> dict[str, Any]:
        raise NotImplementedError
