"""Codes of attendance: kinds of mark, outcomes of a day, statuses."""

from django.db import models


class MarkKind(models.TextChoices):
    PRESENT = "present", "Present"
    ABSENT = "absent", "Absent"
    TARDY = "tardy", "Tardy"
    EARLY = "early", "Left early"
    PARTIAL = "partial", "Absent part of the day"
    ISS = "iss", "In-school suspension"
    OSS = "oss", "Out-of-school suspension"
    IS_COMPLETE = "is_complete", "Independent study, complete"
    IS_INCOMPLETE = "is_incomplete", "Independent study, incomplete"


class Excuse(models.TextChoices):
    EXCUSED = "excused", "Excused"
    UNEXCUSED = "unexcused", "Unexcused"
    UNVERIFIED = "unverified", "Unverified"
    MIXED = "mixed", "Mixed"
    NONE = "", "—"


class Outcome(models.TextChoices):
    """What a student-day comes to. Days without marks have no row and are attended."""

    ABSENT = "absent", "Absent all day"
    PARTIAL = "partial", "Absent part of the day"
    TARDY = "tardy", "Tardy"
    ATTENDED = "attended", "Attended"
    SUSPENDED_OUT = "oss", "Out-of-school suspension"
    SUSPENDED_IN = "iss", "In-school suspension"
    STUDY_COMPLETE = "is_complete", "Independent study, complete"
    STUDY_INCOMPLETE = "is_incomplete", "Independent study, incomplete"
    NOT_TAKEN = "not_taken", "Attendance not taken"


class Why(models.TextChoices):
    """Why a day is a counted day under EC 48260, or is not."""

    FULL_DAY = "full_day", "Absent the full day without valid excuse"
    GAP = "gap", "Missed too long at a stretch without valid excuse"
    EXCUSED = "excused", "A valid excuse is on file"
    UNVERIFIED = "unverified", "No reason is on file yet; it is not counted"
    TOO_SHORT = "too_short", "Not missed for long enough at a stretch"
    NO_MINUTES = "no_minutes", "The minutes missed are not known"
    ATTENDED = "attended", "In attendance"
    SUSPENSION = "suspension", "Suspended, which is not absence without valid excuse"
    STUDY = "study", "Independent study, followed up by the study's own rules"
    NOT_TAKEN = "not_taken", "Attendance was not taken"
    AGE = "age", "Not of compulsory age on this day"
    NO_BIRTH_DATE = "no_birth_date", "No birth date on file, so age is unknown"
    CHARTER = "charter", "Days at charter schools do not count here"


class Quality(models.TextChoices):
    """What is amiss with the data of a day."""

    NO_BELL = "no_bell", "The school has no bell schedule"
    NO_MINUTES = "no_minutes", "The minutes missed are not known"


class Band(models.TextChoices):
    """How large a share of the days was missed. What a law calls each is in its pack (`bands`)."""

    SATISFACTORY = "satisfactory", "Satisfactory"
    AT_RISK = "at_risk", "At risk"
    MODERATE = "moderate", "Moderate"
    SEVERE = "severe", "Severe"


class Tier(models.TextChoices):
    PREVENTION = "prevention", "Prevention"
    EARLY = "early", "Early"
    INTENSIVE = "intensive", "Intensive"


class Status(models.TextChoices):
    """Where a year stands on the ladder of reports. What a law calls each is in its pack (`states`)."""

    NONE = "none", "Nothing counted"
    WATCH = "watch", "Watch"
    TRUANT = "truant", "Reported once"
    TRUANT_REPEAT = "truant_repeat", "Reported again"
    HABITUAL_ELIGIBLE = "habitual_eligible", "Effort missing"
    HABITUAL = "habitual", "End of the ladder"


class StepKind(models.TextChoices):
    """What the law asks of other apps, written down where judging can read it. What a law calls
    each is in its pack (`steps`).
    """

    NOTICE_48260_5 = "notice_48260_5", "First notice complete"
    EFFORT_48262 = "effort_48262", "Effort to hold a conference"
    REFERRAL_48263 = "referral_48263", "Referral to the board"
    STEP_48291 = "step_48291", "Finding"
    CONFERENCE = "conference", "Conference held"
    NOTICE = "notice", "Notice sent"
    SART = "sart", "Team meeting"
    SARB = "sarb", "Board hearing"


class EvidenceKind(models.TextChoices):
    """What a step rests on, as the app that keeps it names it."""

    NOTICE = "letters.notice", "Notice to the family"
    NOTE = "note", "Note of a contact"
    REFERRAL = "referral", "Referral"
    HISTORY = "history", "From before go-live"
    DEMONSTRATION = "demonstration", "Made up to show the product"


class FindingVerdict(models.TextChoices):
    MET = "met", "Met"
    NEAR = "near", "Near"


class ReportSource(models.TextChoices):
    FILED = "filed", "Filed here"
    HISTORY = "history", "From before go-live"


class ReportState(models.TextChoices):
    """Where a filed report is; told by its newest verdict and its flag, and never stored."""

    STANDS = "stands", "Stands"
    WAITS = "waits", "Waits for a decision"
    WITHDRAWN = "withdrawn", "Withdrawn"
    UPHELD = "upheld", "Upheld"


class Verdict(models.TextChoices):
    WITHDRAWN = "withdrawn", "Withdrawn"
    UPHELD = "upheld", "Upheld"


class AutoChannel(models.TextChoices):
    """By what a machine tells a family of an absence."""

    CALL = "call", "Call"
    TEXT = "text", "Text message"
    EMAIL = "email", "E-mail"
    APP = "app", "Message in an app"


class AutoResult(models.TextChoices):
    """What came of an automatic message."""

    ANSWERED = "answered", "Somebody answered the recording"
    MACHINE = "machine", "Left on a machine"
    DELIVERED = "delivered", "Delivered"
    NO_ANSWER = "no_answer", "No answer"
    FAILED = "failed", "Could not be delivered"
