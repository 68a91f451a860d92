"""`add_person`: an account for a member of staff, with a role if one is named."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandParser
from django.core.validators import validate_email
from django.db import transaction

from accounts.actions import invite
from accounts.management.giving import given
from accounts.management.staff import add_days, refusing
from accounts.queries.invitations import invitation_of, link_of
from audit.actions import command
from core.commands import BadUsage, ReportingCommand


class Command(ReportingCommand):
    help = (
        "Makes an account and gives its role. The person chooses a password by the link, which is"
        " sent by e-mail where the site sends any; hand it over where it does not."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)
        parser.add_argument("--role", help="such as counselor; give_grant gives more of them")
        parser.add_argument("--scope", help="district, region:CODE or school:ID")
        parser.add_argument("--reason", default="New here", help="why; kept with the role")
        add_days(parser)

    def report(self, **options: Any) -> dict[str, Any]:
        if bool(options["role"]) != bool(options["scope"]):
            raise BadUsage("a role is given somewhere: name both --role and --scope, or neither")
        try:
            validate_email(options["email"])
        except ValidationError as error:
            raise BadUsage(f"{options['email']!r} is no e-mail address") from error
        act = command("add_person")
        with refusing(), transaction.atomic():
            user = invite(act, email=options["email"], name=options["name"])
            role = given(act, user, **options) if options["role"] else {}
        invitation = invitation_of(user)
        link = link_of(invitation) if invitation else ""
        return {"email": user.email, "name": user.name, **role, "link": link}
