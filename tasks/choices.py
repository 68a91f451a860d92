"""Words of tasks: what is to do, and how far it is."""

from django.db import models


class TaskKind(models.TextChoices):
    CONTACT = "contact", "Contact the family"
    VISIT = "visit", "Home visit"
    CONFERENCE = "conference", "Offer a conference"
    REPORT = "report", "File a report"
    LOCATE = "locate", "Locate the student"
    TIER = "tier", "Decide the tier"
    SUPPORT = "support", "Plan support"
    REVIEW = "review", "Review the plan"
    ANSWER = "answer", "Answer a request for help"
    COLLEAGUE = "colleague", "Reach a colleague"
    OTHER = "other", "Other"


class TaskState(models.TextChoices):
    OPEN = "open", "Open"
    SNOOZED = "snoozed", "Snoozed"
    DONE = "done", "Done"
    DISMISSED = "dismissed", "Dismissed"


PENDING = (TaskState.OPEN, TaskState.SNOOZED)
# What a page of its own does, with what is decided or said there.
DONE_ELSEWHERE = (TaskKind.REVIEW, TaskKind.ANSWER, TaskKind.COLLEAGUE)
# What is done with what was found or decided: no single click ends it.
NEEDS_WORDS = (TaskKind.LOCATE, *DONE_ELSEWHERE)
