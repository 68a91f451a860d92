"""What is said of a student's school year: days missed first, then reports and steps of the law."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from attendance.choices import Status
from attendance.queries.explain import explain
from attendance.queries.reasons import Explanation
from attendance.queries.states import REPORT_DUE, state_of
from attendance.queries.timeline import steps_that_stand
from attendance.rules.headline import headline_of
from core import sql
from core.brief import Sentence, Sentences, many
from law.queries import named, pack_in_force
from students.models import Student
from students.rules import first_day_of, school_year_of

SAID = Sentences(
    headline="{worst}.",
    missed="Missed {missed} of {enrolled} this school year.",
    status="{state}: {because}",
    report="{filed} on {day} by {by}; it is number {number} that stands.",
    report_waits="Waiting for a decision: {reports} filed. What rests on it does not go on.",
    report_due="Due by the days counted so far: {reports}.",
    step="{step} on {day}.",
)


def brief(student: Student, _may: frozenset[str], on: date) -> Iterator[Sentence]:
    """Say how the student's school year stands on a day, and what was taken as a step of the law in it.
    Three statements, and that of the policy.
    """
    year, page = school_year_of(on), reverse("student", args=[student.pk])
    if found := explain(student.pk, school_year=year, on=on):
        key = f"standing:{student.pk}:{year}"
        yield from _missed(found, student, key, f"{page}#numbers", on)
        yield from _status(found, key, f"{page}#reports")
        yield from _reports(found, student, f"{page}#reports")
    steps = steps_that_stand(student.pk).filter(school_year=year)
    work = reverse("student-work", args=[student.pk])
    for step in steps.order_by("-happened_at", "-pk"):
        called = named(step.kind, "steps")
        yield from SAID.say("step", f"step:{step.pk}", work, step=called, day=step.happened_at)


def _missed(
    found: Explanation, student: Student, key: str, page: str, on: date
) -> Iterator[Sentence]:
    """Say first what every screen says first."""
    year = found.standing
    worst = headline_of(
        absent_now=_absent_now(student, on) if year.is_enrolled else 0,
        days_absent=year.days_absent,
        days_enrolled=year.days_enrolled,
        band=year.band,
        band_words=named(year.band, "bands") if year.band else "",
        least=pack_in_force(on).value("contact.unexplained_days"),
    )
    if worst:
        words = "; ".join(filter(None, (worst.text, worst.note)))
        yield from SAID.say("headline", key, page, worst=words)
    yield from SAID.say(
        "missed",
        key,
        page,
        missed=year.days_absent or None,
        enrolled=many(year.days_enrolled, "school day,school days"),
    )


def _absent_now(student: Student, on: date) -> int:
    year = school_year_of(on)
    values = {"students": [student.pk], "school_year": year, "first_day": first_day_of(year)}
    return max(sql.column(sql.statement(__file__, "absent_now"), values), default=0)


def _status(found: Explanation, key: str, page: str) -> Iterator[Sentence]:
    """Say where the year stands by the law; while a report waits for a decision, that alone."""
    year = found.standing
    if waiting := sum(report.waits for report in found.reports):
        reports = many(waiting, "report,reports")
        yield from SAID.say("report_waits", key, page, reports=reports)
        return
    state = state_of(year.status, reports_due=year.reports_due, reports_filed=year.reports_filed)
    if state not in (Status.NONE, REPORT_DUE):
        because = found.flags["status"].because
        yield from SAID.say("status", key, page, state=named(state, "badges"), because=because)
    more = max(0, year.reports_due - year.reports_filed)
    yield from SAID.say("report_due", key, page, reports=many(more, "report,reports"))


def _reports(found: Explanation, student: Student, page: str) -> Iterator[Sentence]:
    """Say which reports stand, the newest first."""
    for report in reversed(found.reports):
        yield from SAID.say(
            "report",
            f"report:{student.pk}:{report.number}",
            page,
            filed=found.pack.sentence("words.report_filed"),
            day=report.filed_at,
            by=report.filed_by or "somebody who is not named",
            number=report.number,
        )
