"""`open_account`: somebody who came back is invited to choose a new password."""

from typing import Any

from django.core.management.base import CommandParser

from accounts.actions import open_account
from accounts.management.staff import add_reason, person_by, refusing
from accounts.queries.invitations import invitation_of, link_of
from audit.actions import command
from core.commands import ReportingCommand


class Command(ReportingCommand):
    help = "Opens a closed account again. It has no role: give_grant gives one."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--email", required=True)
        add_reason(parser)

    def report(self, **options: Any) -> dict[str, Any]:
        user = person_by(options["email"])
        with refusing():
            open_account(command("open_account"), user=user, reason=options["reason"])
        invitation = invitation_of(user)
        return {"email": user.email, "link": link_of(invitation) if invitation else ""}
