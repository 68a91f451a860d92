"""`invite_again`: a new link for somebody who has not set a password."""

from typing import Any

from django.core.management.base import CommandParser

from accounts.actions import invite_again
from accounts.management.staff import person_by, refusing
from accounts.queries.invitations import link_of
from audit.actions import command
from core.commands import ReportingCommand


class Command(ReportingCommand):
    help = "Gives somebody who has not joined a new link; the one before no longer works."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--email", required=True)

    def report(self, **options: Any) -> dict[str, Any]:
        user = person_by(options["email"])
        with refusing():
            made = invite_again(command("invite_again"), user=user)
        return {"email": user.email, "link": link_of(made), "until": made.expires_at}
