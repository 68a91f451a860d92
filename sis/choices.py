"""States of an import and reasons for setting a mark aside."""

from django.db import models


class RunState(models.TextChoices):
    """A run's life. Only the worker moves it past `uploaded` and `approved`."""

    UPLOADED = "uploaded", "Waiting to be read"
    PREVIEWING = "previewing", "Being read"
    PREVIEWED = "previewed", "Ready to apply"
    APPROVED = "approved", "Waiting to be applied"
    APPLYING = "applying", "Being applied"
    APPLIED = "applied", "Applied"
    REFUSED = "refused", "Refused, nothing changed"
    FAILED = "failed", "Failed, nothing changed"
    DISCARDED = "discarded", "Discarded"


class SetAsideReason(models.TextChoices):
    NO_ENROLLMENT = "no-enrollment", "Not enrolled at that school on that day"
    NOT_A_SCHOOL_DAY = "not-a-school-day", "No school on that day"


class QuestionKind(models.TextChoices):
    """What a file says of a student that cannot be taken without a person."""

    IDENTITY = "identity", "Whose is this id?"
    BIRTH_DATE = "birth_date", "Is this birth date right?"


class ImportAnswer(models.TextChoices):
    OPEN = "", "Not answered"
    SAME = "same-child", "The same child"
    ANOTHER = "another-child", "Another child"
    RIGHT = "right", "The birth date is right"
    SETTLED = "settled", "The SIS says something else by now"

    @property
    def is_given(self) -> bool:
        """Whether a person gives it."""
        return self not in (ImportAnswer.OPEN, ImportAnswer.SETTLED)


class WordKind(models.TextChoices):
    """What a word of the SIS is said of."""

    LANGUAGE = "language", "Language"
    RELATION = "relation", "Relation of an adult"
    POPULATION = "population", "Population"
    GRADE = "grade", "Grade"
    SEX = "sex", "Sex"
    EXIT = "exit", "Type of exit"
    CODE = "code", "Attendance code"
