"""`extend_grant`: roles go on after their last day."""

from typing import Any

from django.core.management.base import CommandParser

from accounts.actions import extend_role, extend_roles
from accounts.management.staff import add_reason, facts_of, grant_by, refusing
from accounts.models import Grant
from accounts.rules import SOON
from audit.actions import command
from core.commands import BadUsage, ReportingCommand, day


class Command(ReportingCommand):
    help = (
        "Has a role go on until a new last day, by the number that list_people shows; or, with"
        " --ending, every role that ends in the next 30 days."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("grant", type=int, nargs="?")
        parser.add_argument("--ending", action="store_true", help="all that end soon")
        parser.add_argument("--ends", type=day, required=True, help="new last day, as 2027-06-30")
        add_reason(parser)

    def report(self, **options: Any) -> dict[str, Any]:
        if bool(options["grant"]) == options["ending"]:
            raise BadUsage("name one grant, or --ending for all that end soon")
        act = command("extend_grant")
        words = {"ends": options["ends"], "reason": options["reason"]}
        with refusing():
            if options["grant"]:
                one = extend_role(act, grant=grant_by(options["grant"]), **words)
                return facts_of(one)
            soon = Grant.objects.ending(act.on, by=act.on + SOON).filter(person__isnull=False)
            keys = list(soon.values_list("pk", flat=True))
            going = extend_roles(act, grants=keys, **words)
        return {"extended": len(going), "left": len(keys) - len(going)}
