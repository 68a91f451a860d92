"""`first_administrator`: the one account that nobody else can make."""

import getpass
import os
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandParser
from django.core.validators import validate_email

from accounts.actions import make_first_administrator
from accounts.management.staff import refusing
from audit.actions import command
from core.commands import BadUsage, ReportingCommand


class Command(ReportingCommand):
    help = (
        "Makes the first system administrator of an installation, who sees no student and gives "
        "everybody else their account. The password is asked for, or taken from PSA_PASSWORD."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("email")
        parser.add_argument("name")

    def report(self, **options: Any) -> dict[str, Any]:
        password = os.environ.get("PSA_PASSWORD") or self._ask()
        try:
            validate_email(options["email"])
            validate_password(password)
        except ValidationError as error:
            raise BadUsage(" ".join(error.messages)) from error
        with refusing():
            user = make_first_administrator(
                command("first_administrator"),
                email=options["email"],
                name=options["name"],
                password=password,
            )
        return {"email": user.email, "role": "system_administrator"}

    def _ask(self) -> str:
        if not sys.stdin.isatty():
            raise BadUsage("no terminal to ask for a password on: set PSA_PASSWORD")
        return getpass.getpass("Password (15 characters or more): ")
