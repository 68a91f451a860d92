"""Students whose counted days call for a report, and filing it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from attendance.actions.reports import file_reports
from attendance.models import TruancyReport
from attendance.queries.holds import Answer
from attendance.queries.reports import due_reports
from audit.rules import Act, Actor
from core.clock import day_of
from students.choices import Relation
from tests.factories import TODAY, YEAR, DayOutcomeFactory, GuardianshipFactory, StandingFactory

BY = Actor(kind="user", id="7", name="Ana Reyes")
NOON = datetime(2026, 11, 18, 12, tzinfo=ZoneInfo(settings.TIME_ZONE))
DAYS = (date(2026, 9, 3), date(2026, 9, 16), date(2026, 10, 1))


def home(student, **tie):
    """A mother with whom the student lives and who holds education rights."""
    values = {
        "relation": Relation.MOTHER,
        "lives_with": True,
        "holds_education_rights": True,
        "guardian__street": "1 Elm St",
        "guardian__city": "Los Angeles",
        "guardian__state": "CA",
        "guardian__zip": "90001",
        **tie,
    }
    return GuardianshipFactory(student=student, **values)


def owing(student, school, days=DAYS, **standing):
    """A student whose counted days call for a report, with a home to write to."""
    for day in days:
        DayOutcomeFactory(student=student, school=school, date=day)
    values = {"days_absent": len(days), "counted_days": len(days), "reports_due": 1, **standing}
    return StandingFactory(student=student, school=school, **values)


def file(*students, at=NOON, answers=None):
    """File; answers are words for students whose questions were read just now."""
    given = {key: Answer(words, questions_about(key)) for key, words in (answers or {}).items()}
    return file_reports(Act(BY, at, day_of(at)), students=[s.pk for s in students], answers=given)


def due_of(*keys):
    return [report for report in due_reports(on=TODAY) if report.student_id in keys]


def questions_about(key):
    (report,) = due_of(key)
    return report.questions


def choice(*students):
    """What a page sends that named the reports of these students."""
    keys = [student.pk for student in students]
    read = ",".join(report.as_read for report in due_of(*keys))
    return {"student": ",".join(map(str, keys)), "read": read}


def answer(student, words):
    return {**choice(student), "answer": words, "questions": questions_about(student.pk)}


def filed(student, *days, on=date(2026, 10, 5), year=YEAR, **values):
    at = datetime.combine(on, NOON.timetz())
    key = f"old:{student.pk}:{on}"
    return TruancyReport.objects.create(
        student=student,
        school_year=year,
        filed_at=at,
        source="filed",
        source_key=key,
        listed_dates=list(days),
        **values,
    )


def hold_of(student):
    (report,) = [r for r in due_reports(on=TODAY) if r.student_id == student.pk]
    return " ".join(hold.text for hold in report.holds)
