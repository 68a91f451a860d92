"""Words of plans: who spoke, what was found, how much it weighs."""

from django.db import models


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
