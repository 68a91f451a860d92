"""Tell one sign-in of each role of the made-up district."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from core.commands import Refused
from core.sql import name_principal
from demo import staff

UNSET = "No password: set PSA_DEMO_PASSWORD, then make the district."
OTHER = "No password: the district was made with another PSA_DEMO_PASSWORD."


class Command(BaseCommand):
    help = "Lists one sign-in of each role of the made-up district."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON list on stdout")

    @transaction.atomic
    def handle(self, **options: Any) -> None:
        name_principal("job:demo_people")
        people = staff.sign_ins()
        if not people:
            raise Refused("There is no made-up district here; make_district makes one.")
        if not people[0]["password"]:
            self.stderr.write(OTHER if settings.DEMO_PASSWORD else UNSET)
        if options["json"]:
            self.stdout.write(json.dumps(people, ensure_ascii=False))
            return
        for person in people:
            self.stdout.write("{role_label:28}{email:40}{password:30}{scope}".format(**person))
