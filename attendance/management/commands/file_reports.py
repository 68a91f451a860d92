"""`file_reports`: list the reports that are due, and file them."""

from typing import Any

from django.core.management.base import CommandParser

from attendance.actions.reports import file_reports
from attendance.queries.holds import ASK_PUPIL_SERVICES
from attendance.queries.reports import DueReport, due_reports, due_reports_as_of
from audit.actions import act_of
from audit.choices import ActorKind
from audit.rules import Actor
from core.commands import BadUsage, ReportingCommand, day, login


class Command(ReportingCommand):
    help = (
        "Lists the reports that are due; with --yes files those that leave no question. Held ones "
        "are named with the question and wait for a person."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--as-of", type=day, metavar="DATE")
        parser.add_argument("--yes", action="store_true", help="file the clean ones")

    def report(self, **options: Any) -> dict[str, Any]:
        act = act_of(Actor(ActorKind.COMMAND, "file_reports", f"{login()}, on the server"))
        today = act.on
        as_of = options["as_of"] or today
        if as_of > today:
            raise BadUsage(f"--as-of {as_of} lies ahead: nothing is due yet")
        if options["yes"] and as_of != today:
            raise BadUsage("--yes files today: leave out --as-of, or list without --yes")
        due = due_reports(on=today) if as_of == today else due_reports_as_of(as_of, today=today)
        filed = 0
        if options["yes"]:
            clean = [report.student_id for report in due if report.is_clean]
            filed = len(file_reports(act, students=clean).reports)
        return {
            "due": len(due),
            "filed": filed,
            "held": [
                {"student": report.sis_id, "reason": reason(report)}
                for report in due
                if not report.is_clean
            ],
        }


def reason(report: DueReport) -> str:
    """The open questions in words; what takes a permission to know is not told on a terminal."""
    said = (ASK_PUPIL_SERVICES if hold.needs else hold.text for hold in report.holds)
    return " ".join(dict.fromkeys(said))
