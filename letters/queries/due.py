"""What a letter that is due would say, to whom, and what must be asked before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.choices import Permission
from attendance.choices import Outcome
from attendance.models import DayOutcome, TruancyReport
from attendance.queries.holds import Answer, Hold, gate_holds, questions_of
from letters.choices import EventKind
from letters.models import Notice
from letters.queries.obstacles import ON_RECORD, fallen, on_record, report_of
from letters.queries.wordings import letterhead_in_force
from students.models import Enrollment
from students.queries import families_of
from students.rules.mail import QUESTIONS, Home, Question, Recipient, addressed_to

SETTLE = "Settle this in the SIS; the letter waits."
# That a letter goes through the liaison tells that the student is unaccompanied.
NO_LIAISON = Hold(
    QUESTIONS["no_liaison"],
    Permission.HOMELESS_READ,
    "The district’s letterhead names one; the letter waits.",
)
ITS_REPORT_FELL = Hold("Its report was withdrawn.", "", "Nothing goes out unless it is upheld.")
NO_LONGER = "{day} does not count any more. Withdraw or uphold the report first."


@dataclass(frozen=True)
class DayTold:
    """One listed day as the letter tells it; minutes where a part of the day was missed."""

    date: date
    outcome: str
    minutes: int | None


@dataclass(frozen=True)
class DueLetter:
    """A notice with everything a letter needs. With holds it waits for a person."""

    notice: Notice
    report: TruancyReport
    grade: str
    days: tuple[DayTold, ...]
    recipients: tuple[Recipient, ...]
    holds: tuple[Hold, ...]

    @property
    def student_id(self) -> int:
        return self.notice.student_id

    @property
    def questions(self) -> str:
        return questions_of(self.holds)

    @property
    def is_clean(self) -> bool:
        return not self.holds


def due_letters(notices: Sequence[Notice], *, on: date) -> list[DueLetter]:
    """Return each notice with its days, recipients and holds, in their order.

    The notices have their students and schools loaded. Eight statements, however many.
    """
    ids = [notice.student_id for notice in notices]
    keys = [report_of(notice) for notice in notices]
    reports = TruancyReport.objects.in_bulk(keys)
    families = families_of(ids, on=on)
    outcomes = _outcomes(list(reports.values()))
    grades = _grades(ids)
    liaison = _liaison()
    obstacles = _obstacles(notices)
    found = []
    for notice, key in zip(notices, keys, strict=True):
        report, family = reports[key], families[notice.student_id]
        told = {d: outcomes.get((notice.student_id, d)) for d in report.listed_dates}
        addressed = addressed_to(family.child, family.ties, liaison)
        questions = [_asked(one) for one in addressed.questions]
        found.append(
            DueLetter(
                notice=notice,
                report=report,
                grade=grades.get(notice.student_id, ""),
                days=tuple(_told(day, outcome) for day, outcome in sorted(told.items())),
                recipients=addressed.recipients,
                holds=(
                    *gate_holds(family.populations),
                    *questions,
                    *_gone(told),
                    *obstacles.get(notice.pk, ()),
                ),
            )
        )
    return found


def answered(notice: Notice) -> Answer | None:
    """Return the newest answer with which copies of a letter were made; None if there is none."""
    events = notice.events.filter(kind__in=[EventKind.APPROVED, EventKind.REPRINTED])
    newest = events.order_by("at", "pk").last()
    detail = newest.detail if newest else {}
    return Answer(detail["answer"], detail["questions"]) if "questions" in detail else None


def _asked(question: Question) -> Hold:
    """Whom a letter goes to, and where, is settled in the record: words alone release nothing."""
    if question.code == "no_liaison":
        return NO_LIAISON
    return Hold(question.text, Permission.CONTACT_READ, SETTLE)


def _obstacles(notices: Sequence[Notice]) -> dict[int, list[Hold]]:
    found: dict[int, list[Hold]] = {}
    for key in sorted(fallen(notices)):
        found.setdefault(key, []).append(ITS_REPORT_FELL)
    for key in sorted(on_record(notices)):
        found.setdefault(key, []).append(Hold(ON_RECORD))
    return found


def _gone(told: dict[date, DayOutcome | None]) -> list[Hold]:
    """A listed day that counts no more: the report must be decided before a family reads of it."""
    gone = [day for day, outcome in told.items() if outcome is None or outcome.occasions == 0]
    return [Hold(NO_LONGER.format(day=f"{day:%B} {day.day}")) for day in sorted(gone)]


def _told(day: date, outcome: DayOutcome | None) -> DayTold:
    if outcome is None:
        return DayTold(day, "", None)
    whole = outcome.outcome == Outcome.ABSENT
    return DayTold(day, outcome.outcome, None if whole else outcome.gap_minutes)


def _outcomes(reports: Sequence[TruancyReport]) -> dict[tuple[int, date], DayOutcome]:
    ids = {report.student_id for report in reports}
    dates = {day for report in reports for day in report.listed_dates}
    rows = DayOutcome.objects.filter(student__in=ids, date__in=dates)
    return {(row.student_id, row.date): row for row in rows}


def _grades(student_ids: Sequence[int]) -> dict[int, str]:
    rows = Enrollment.objects.filter(student__in=student_ids).order_by("entry_date", "pk")
    return dict(rows.values_list("student_id", "grade"))


def _liaison() -> Recipient | None:
    """The district's liaison, through whom an unaccompanied student is written to."""
    named: dict[str, Any] = letterhead_in_force().get("liaison", {})
    if not named:
        return None
    address = Home((named["street"], named["town"]))
    return Recipient("liaison", named["name"], "Liaison of the district", "en", address)
