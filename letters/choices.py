"""Kinds of letter, and where one stands."""

from django.db import models

from attendance.choices import EvidenceKind

NOTICE: str = EvidenceKind.NOTICE.value  # how the audit names a notice, as judging does


class NoticeKind(models.TextChoices):
    FIRST_NOTICE = "first_notice", "First truancy notice"


class Stage(models.TextChoices):
    DUE = "due", "Due"
    APPROVED = "approved", "Approved"
    PRINTED = "printed", "Printed"
    MAILED = "mailed", "Mailed"
    WITHDRAWN = "withdrawn", "Withdrawn"


class CopyState(models.TextChoices):
    QUEUED = "queued", "Waits for the printer"
    PRINTING = "printing", "Being printed"
    PRINTED = "printed", "Printed"
    FAILED = "failed", "Could not be printed"
    WITHDRAWN = "withdrawn", "Withdrawn"


class EventKind(models.TextChoices):
    DUE = "due", "Became due"
    APPROVED = "approved", "Approved"
    RECALLED = "recalled", "Approval taken back"
    REPRINTED = "reprinted", "Copies that failed made anew"
    PRINTED = "printed", "Printed"
    MAILED = "mailed", "Mailed"
    WITHDRAWN = "withdrawn", "Withdrawn, as its report was"
    REOPENED = "reopened", "Goes on, as its report was upheld"
    MOVED = "moved", "Goes on at the student’s new school"
    NOT_MAILED = "not_mailed", "Not mailed after all"
    NOT_SENT = "not_sent", "Not to be sent"
    UNSUPPORTED = "unsupported", "Its report was withdrawn after mailing"
