"""`end_grant`: a role ends, now or after a day."""

from typing import Any

from django.core.management.base import CommandParser

from accounts.actions import end_role
from accounts.management.staff import add_reason, facts_of, grant_by, refusing
from audit.actions import command
from core.commands import ReportingCommand, day


class Command(ReportingCommand):
    help = "Ends a role, by the number that list_people shows: now, or after a last day."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("grant", type=int)
        parser.add_argument("--last-day", type=day, help="as 2026-12-18; it ends now without it")
        add_reason(parser)

    def report(self, **options: Any) -> dict[str, Any]:
        held, last = grant_by(options["grant"]), options["last_day"]
        with refusing():
            ended = end_role(
                command("end_grant"), grant=held, last_day=last, reason=options["reason"]
            )
        return {**facts_of(ended), "ended": ended.revoked_at is not None}
