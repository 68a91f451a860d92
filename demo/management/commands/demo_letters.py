"""Send some letters of the made-up district, so that there are letters in every stage."""

from typing import Any

from core.commands import Refused, ReportingCommand
from demo import letters, staff


class Command(ReportingCommand):
    help = "Approves, prints and mails some letters of the made-up district; once."

    def report(self, **_options: Any) -> dict[str, Any]:
        if not staff.sign_ins():
            raise Refused("There is no made-up district here; make_district makes one.")
        return letters.send()
