"""`list_people`: who may sign in, which roles they have, and until when."""

from typing import Any

from django.core.management.base import CommandParser

from accounts.management.staff import facts_of
from accounts.queries.people import PARTS, StaffRow, people, staff_rows
from core import clock
from core.commands import ReportingCommand
from students.rules.names import by_name

NAMES = {part or "active": part for part in PARTS}


class Command(ReportingCommand):
    help = "Lists people with their roles and the numbers by which these are ended and extended."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--part", choices=NAMES, default="active", help="which of them")
        parser.add_argument("--email", help="only those whose address has this in it")

    def report(self, **options: Any) -> dict[str, Any]:
        on = clock.today()
        found = people(on=on).filter(PARTS[NAMES[options["part"]]])
        found = found.filter(email__icontains=options["email"] or "").order_by(*by_name())
        return {"people": [_facts(row) for row in staff_rows(list(found), on=on)]}

    def show(self, facts: dict[str, Any]) -> None:
        for one in facts["people"]:
            self.stdout.write(f"{one['name']} <{one['email']}>")
            for role in one["roles"]:
                said = "  grant {grant}: {role} over {scope}, {starts} to {ends}"
                self.stdout.write(said.format(**role))


def _facts(row: StaffRow) -> dict[str, Any]:
    return {
        "email": row.user.email,
        "name": row.user.name,
        "last_sign_in": row.user.last_login,
        "roles": [facts_of(one.grant) for one in row.roles],
        "students": row.students,
    }
