"""Kinds of letter, and where one stands."""

from django.db import models

from attendance.choices import EvidenceKind

NOTICE: str = EvidenceKind.NOTICE.value  # how the audit names a notice, as judging does


class Cause(models.TextChoices):
    """What calls for a letter: a column of Notice each, of which one is set."""

    REPORT = "report", "Report"
    REFERRAL = "referral", "Referral"
    HEARING = "hearing", "Hearing"


class NoticeKind(models.TextChoices):
    """Kinds of letters; `letters.queries.kinds` says what each is."""

    FIRST_NOTICE = "first_notice", "First notice"
    CORRECTION = "notice_corrected", "Correction of a letter"


# By what each kind is called for, which the database holds.
CAUSE_OF: dict[NoticeKind, Cause] = {
    NoticeKind.FIRST_NOTICE: Cause.REPORT,
    NoticeKind.CORRECTION: Cause.REPORT,
}
# What is called for by a report that fell, and stops where it stands again.
CORRECTIONS = (NoticeKind.CORRECTION,)


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
    GOES_ON = "goes_on", "To be sent after all"
    UNSUPPORTED = "unsupported", "Its report was withdrawn after mailing"
    SUPPORTED = "supported", "Its report was upheld after mailing"


# What says whether a letter rests on its report: the newest of these.
FOLLOWS_VERDICTS = (
    EventKind.WITHDRAWN,
    EventKind.REOPENED,
    EventKind.MAILED,
    EventKind.UNSUPPORTED,
    EventKind.SUPPORTED,
)
# What the report's verdicts do to a correction is the other way round.
WORDS_OF_CORRECTIONS: dict[str, str] = {
    EventKind.WITHDRAWN: "Withdrawn, as the report was upheld",
    EventKind.REOPENED: "Goes on, as the report was withdrawn again",
    EventKind.UNSUPPORTED: "The report was upheld after mailing",
    EventKind.SUPPORTED: "The report was withdrawn again after mailing",
}
