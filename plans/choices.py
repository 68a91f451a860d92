"""Words of plans: who spoke, what was found, how much it weighs."""

from django.db import models

# What the families of barriers are called.
FAMILIES = {
    "barrier": "Cannot get there",
    "aversion": "Avoids something at school",
    "disengagement": "Nothing draws them",
    "misconception": "Sees it otherwise",
}


class Speaker(models.TextChoices):
    STUDENT = "student", "The student"
    ADULT = "adult", "An adult on file"
    SOMEONE = "someone", "Somebody else of the family"
    STAFF = "staff", "Somebody of the staff"


class WhatWasFound(models.TextChoices):
    BARRIERS = "barriers", "Something stands in the way"
    UNKNOWN = "unknown", "Not known yet"
    DECLINED = "declined", "Prefers not to say"


class Weight(models.TextChoices):
    MAIN = "main", "Weighs most"
    ALSO = "also", "Stands in the way, too"


class TalkedHow(models.TextChoices):
    """How people spoke with each other."""

    SCHOOL = "school", "At school"
    HOME = "home", "At the home"
    PHONE = "phone", "By phone"
    VIDEO = "video", "By video"


class WhyWithdrawn(models.TextChoices):
    """Why an interview is taken back: of a list, so that nobody writes about another child here."""

    OTHER_STUDENT = "other_student", "It is about another student"
    TWICE = "twice", "It was written down twice"
    NOT_SO = "not_so", "It was not said like this"


class PlanAnswer(models.TextChoices):
    AGREED = "agreed", "Agreed"
    DECLINED = "declined", "Did not agree"
    TAKEN_BACK = "taken_back", "Taken back"  # what was answered last does not count

    @classmethod
    def to_say(cls) -> list[tuple[str, str]]:
        """What a person answers."""
        return [(value, label) for value, label in cls.choices if value != cls.TAKEN_BACK]


class Delivered(models.TextChoices):
    """What became of what was planned for a day."""

    DONE = "done", "Done"
    STUDENT_AWAY = "student_away", "Student away"
    STAFF_AWAY = "staff_away", "Staff away"
    CANCELLED = "cancelled", "Called off"
    REFUSED = "refused", "Refused"
    TAKEN_BACK = "taken_back", "Taken back"  # what was said of the day does not count

    @classmethod
    def to_say(cls) -> list[tuple[str, str]]:
        """What a person says of a day."""
        return [(value, label) for value, label in cls.choices if value != cls.TAKEN_BACK]


class Decision(models.TextChoices):
    CONTINUE = "continue", "Continue"
    CHANGE = "change", "Change"
    EXIT = "exit", "End the plan"


class Because(models.TextChoices):
    """Why a review decided as it did."""

    WORKING = "working", "It is working"
    TOO_LITTLE = "too_little", "Too little was done yet"
    TOO_EARLY = "too_early", "Too early to say"
    OTHER_BARRIER = "other_barrier", "Something else stands in the way"
    TOO_WEAK = "too_weak", "It is not enough"
    REFUSED = "refused", "Refused or not to be had"
    STABLE = "stable", "The goal is met and holds"
    FAMILY = "family", "The family asks"
    ELSEWHERE = "elsewhere", "Left, or another program leads"


class Here(models.TextChoices):
    """Whether a member of a group was at a session."""

    PRESENT = "present", "There"
    ABSENT = "absent", "Absent"
    EXCUSED = "excused", "Excused"
    PULLED_OUT = "pulled_out", "Pulled out"


class WhyLeft(models.TextChoices):
    """Why somebody leaves a group: of a list, since more people see the roster than may know more."""

    FINISHED = "finished", "Finished it"
    ASKED = "asked", "Asked to leave"
    OTHER_HELP = "other_help", "Gets other help"
    SCHEDULE = "schedule", "The time does not fit"
    MOVED = "moved", "Changed school"


class WhyGroupEnds(models.TextChoices):
    FINISHED = "finished", "All its sessions were held"
    TOO_FEW = "too_few", "Too few students"
    NOBODY = "nobody", "Nobody can lead it"
    MISTAKE = "mistake", "Started by mistake"


class CheckState(models.TextChoices):
    """How far a day of a check-in and check-out is."""

    OPEN = "open", "Not yet"
    IN = "in", "Checked in"
    OUT = "out", "Checked out"
    AWAY = "away", "Not here"
