"""What is kept as the policy reads it: settled before a year is judged."""

from attendance.queries.question import Question
from core import sql


def settle(question: Question) -> None:
    """Let calendars be as the policy reads them, so that whoever asks for a school day is told what
    judging is. Whom it concerns becomes due for judging. Safe to repeat.
    """
    sql.run(sql.statement(__file__, "settle_calendar"), question.values())
