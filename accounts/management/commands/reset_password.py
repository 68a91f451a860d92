"""`reset_password`: somebody who lost their password chooses a new one by a link."""

from typing import Any

from django.core.management.base import CommandParser

from accounts.actions import reset_password
from accounts.management.staff import add_reason, person_by, refusing
from accounts.queries.invitations import link_of
from audit.actions import command
from core.commands import ReportingCommand


class Command(ReportingCommand):
    help = (
        "Resets a lost password: it no longer works, and a link to choose a new one is given, which"
        " is also sent by e-mail where the site sends any. Be sure that it is its owner who asks."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--email", required=True)
        add_reason(parser)

    def report(self, **options: Any) -> dict[str, Any]:
        user = person_by(options["email"])
        with refusing():
            made = reset_password(command("reset_password"), user=user, reason=options["reason"])
        return {"email": user.email, "link": link_of(made), "until": made.expires_at}
