"""`give_grant`: a role at a place, for somebody who has an account."""

from typing import Any

from django.core.management.base import CommandParser

from accounts.management.giving import given
from accounts.management.staff import add_days, add_reason, person_by, refusing
from audit.actions import command
from core.commands import ReportingCommand


class Command(ReportingCommand):
    help = "Gives somebody a role over a school, a region or the district, between two days."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--email", required=True)
        parser.add_argument("--role", required=True, help="such as counselor")
        parser.add_argument("--scope", required=True, help="district, region:CODE or school:ID")
        add_days(parser)
        add_reason(parser)

    def report(self, **options: Any) -> dict[str, Any]:
        user = person_by(options["email"])
        with refusing():
            return {"email": user.email, **given(command("give_grant"), user, **options)}
