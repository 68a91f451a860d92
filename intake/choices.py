"""Words of requests for help: who asks, how soon, how far it is, what came of it."""

from django.db import models


class Asker(models.TextChoices):
    """Who asks. What they may be told follows from it."""

    STAFF = "staff", "A teacher or other staff"
    PARENT = "parent", "A parent or other adult of the family"
    STUDENT = "student", "The student"
    AGENCY = "agency", "An agency or program"


class ReplyHow(models.TextChoices):
    """How whoever asked wants to be answered."""

    PHONE = "phone", "By phone"
    EMAIL = "email", "By e-mail"
    PERSON = "person", "In person"
    PAPER = "paper", "In writing"


class Urgency(models.TextChoices):
    TODAY = "today", "Today"
    USUAL = "usual", "In the usual time"


class RequestState(models.TextChoices):
    NEW = "new", "New"
    TAKEN = "taken", "Taken"
    ANSWERED = "answered", "Answered"
    PAUSED = "paused", "Paused"
    CLOSED = "closed", "Closed"


class WhyPaused(models.TextChoices):
    """Why nothing is done for a while. Of a list, so that no reason tells what nobody needs to know."""

    FAMILY = "family", "The family asked to wait"
    AWAY = "away", "The student is away for a time"
    BREAK = "break", "School is out"
    AGENCY = "agency", "An agency is to answer"
    RECORDS = "records", "Records are on their way"
    IMPROVING = "improving", "It seems to get better: look again"


class RequestOutcome(models.TextChoices):
    """What came of a request."""

    CASE = "case", "A case or a plan carries it on"
    TALKED = "talked", "It was talked through"
    REFERRED = "referred", "Handed on to somebody who helps"
    DECLINED = "declined", "The family does not want help now"
    NO_NEED = "no_need", "There is no need any more"
    TWICE = "twice", "Another request is about the same"


OPEN = (RequestState.NEW, RequestState.TAKEN, RequestState.ANSWERED, RequestState.PAUSED)
UNANSWERED = (RequestState.NEW, RequestState.TAKEN)
