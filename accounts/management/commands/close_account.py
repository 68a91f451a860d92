"""`close_account`: somebody who left is signed out and reaches nothing any more."""

from typing import Any

from django.core.management.base import CommandParser

from accounts.actions import close_account
from accounts.management.staff import add_reason, person_by, refusing
from audit.actions import command
from core.commands import ReportingCommand


class Command(ReportingCommand):
    help = "Closes an account: its sessions and roles end at once."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--email", required=True)
        add_reason(parser)

    def report(self, **options: Any) -> dict[str, Any]:
        user = person_by(options["email"])
        with refusing():
            close_account(command("close_account"), user=user, reason=options["reason"])
        return {"email": user.email, "closed": True}
