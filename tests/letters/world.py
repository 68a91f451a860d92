"""A student with a report that stands, a mother and a father, and wordings that are approved."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from attendance.models import TruancyReport
from attendance.queries.holds import Answer
from audit.rules import Act, Actor
from core.clock import day_of
from law.queries import pack_in_force
from letters.actions import approve, follow
from letters.models import LetterTemplate, Notice
from letters.queries.due import due_letters
from letters.queries.wordings import proposed_wordings
from students.choices import Relation
from tests.factories import TODAY, YEAR, DayOutcomeFactory, GuardianshipFactory

BY = Actor(kind="user", id="7", name="Ana Reyes")
JOB = Actor(kind="job", id="letters", name="letters")
NOON = datetime(2026, 11, 18, 12, tzinfo=ZoneInfo(settings.TIME_ZONE))
DAYS = (date(2026, 9, 3), date(2026, 9, 16), date(2026, 10, 1))


def acting(actor=BY, at=NOON):
    """The act of somebody at a moment, on its day."""
    return Act(actor, at, day_of(at))


def report(student, *, on=date(2026, 11, 16), days=DAYS, year=YEAR, **values):
    at = datetime.combine(on, NOON.timetz())
    number = TruancyReport.objects.count() + 1
    return TruancyReport.objects.create(
        student=student,
        school_year=year,
        filed_at=at,
        receiver=pack_in_force(TODAY).parameters.report.receiver,
        filed_by="Marcus Bell",
        source="filed",
        source_key=f"test:{number}",
        listed_dates=list(days),
        policy_version="california 2026.1",
        **values,
    )


def family(student, school, *, days=DAYS):
    """Counted days, a mother who reads Spanish and a father elsewhere who reads Korean."""
    for day in days:
        DayOutcomeFactory(student=student, school=school, date=day)
    mother = GuardianshipFactory(
        student=student,
        relation=Relation.MOTHER,
        lives_with=True,
        holds_education_rights=True,
        guardian__first_name="María",
        guardian__last_name="Muñoz",
        guardian__language="Spanish",
        guardian__street="1 Elm St",
        guardian__city="Los Angeles",
        guardian__state="CA",
        guardian__zip="90001",
    )
    father = GuardianshipFactory(
        student=student,
        relation=Relation.FATHER,
        lives_with=False,
        holds_education_rights=True,
        guardian__first_name="Jin",
        guardian__language="ko",
        guardian__street="9 Oak Ave",
        guardian__city="Pasadena",
        guardian__state="CA",
        guardian__zip="91101",
    )
    return mother, father


def approve_wordings():
    """Have every wording approved that may be, in one statement: most tests of letters begin with it."""
    LetterTemplate.objects.bulk_create(
        (
            LetterTemplate(
                key=one.template.key,
                version=one.template.version,
                language=one.language,
                sha256=one.sha256,
                content=one.content,
                effective_from=one.template.effective_from,
                effective_to=one.template.effective_to,
                approved_by=BY.name,
                approved_at=NOON,
            )
            for one in proposed_wordings(on=TODAY)
            if not one.faults
        ),
        ignore_conflicts=True,
    )


def due(*students) -> list[Notice]:
    """File a report for each and let the letters follow."""
    for student in students:
        report(student)
    follow(acting(JOB))
    return list(Notice.objects.filter(student__in=students).order_by("pk"))


def approved(*notices, at=NOON, answers=None):
    """Approve; answers are words for notices whose questions were read just now."""
    given = {key: Answer(words, questions_about(key)) for key, words in (answers or {}).items()}
    return approve(acting(at=at), notices=[n.pk for n in notices], answers=given)


def questions_about(key):
    rows = Notice.objects.filter(pk=key).select_related("student", "school")
    [letter] = due_letters(rows, on=TODAY)
    return letter.questions


def later(**delta):
    return NOON + timedelta(**delta)
