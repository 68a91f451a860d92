"""What whoever asked for help may be told: a draft from the pack's sentences, without a private fact."""

from dataclasses import dataclass
from datetime import date

from core.templatetags.ui import day as written
from intake.choices import Asker
from intake.models import HelpRequest
from intake.rules.levels import answer_by
from law.queries import pack_in_force, practice_in_force
from students.queries.days import calendar_of

IN_NUMBERS = {"es": "%-d/%-m/%Y"}  # how a day is written where the sentence is not English


@dataclass(frozen=True)
class AnswerDraft:
    """The answer by language, and what whoever asked may know; all '' where the pack says nothing."""

    english: str = ""
    spanish: str = ""
    knows: str = ""
    is_reviewed: bool = False


def draft_of(request: HelpRequest, *, owner: str, on: date) -> AnswerDraft:
    """Return the draft of an answer to whoever asked. The student is loaded with the request.

    It holds who looks after it and two days; to an agency it does not name the student.
    """
    script = practice_in_force(on).answers.get(request.asker)
    if script is None:
        return AnswerDraft()
    days = pack_in_force(on).value("contact.support_school_days")
    by = answer_by(on, school_days=days, calendar=calendar_of(request.student_id, on=on))
    named = "" if request.asker == Asker.AGENCY else request.student.first_name
    said = {}
    for language in ("en", "es"):
        facts = {
            "{student}": named,
            "{owner}": owner,
            "{asked_on}": _day(request.asked_on, language),
            "{by}": _day(by, language),
        }
        text = script.text.get(language, "")
        for name, value in facts.items():
            text = text.replace(name, value)
        said[language] = text
    return AnswerDraft(said["en"], said["es"], script.knows, script.mark in ("R", "V"))


def _day(day: date, language: str) -> str:
    return day.strftime(IN_NUMBERS[language]) if language in IN_NUMBERS else written(day)
