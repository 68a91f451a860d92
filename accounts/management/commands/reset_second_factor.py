"""`reset_second_factor`: somebody who lost their device signs in by password until the next."""

from typing import Any

from django.core.management.base import CommandParser

from accounts.actions import reset_second_factor
from accounts.management.staff import add_reason, person_by, refusing
from audit.actions import command
from core.commands import ReportingCommand


class Command(ReportingCommand):
    help = "Resets a second factor. Be sure that it is its owner who asks."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--email", required=True)
        add_reason(parser)

    def report(self, **options: Any) -> dict[str, Any]:
        user = person_by(options["email"])
        with refusing():
            gone = reset_second_factor(
                command("reset_second_factor"), user=user, reason=options["reason"]
            )
        return {"email": user.email, "reset": gone}
