"""Words of what a school does for all: what it is, whom it reaches, how far it is, what is made of it."""

from django.db import models


class CampaignKind(models.TextChoices):
    CAMPAIGN = "campaign", "Campaign"
    OUTREACH = "outreach", "Calls and visits"
    EXPECTATIONS = "expectations", "Expectations taught"
    WELCOME = "welcome", "Welcome back"
    FAMILIES = "families", "With families"
    CLASS_GOAL = "class_goal", "Goal of classes"
    GRADE_GOAL = "grade_goal", "Goal of a grade or school"
    INCENTIVE = "incentive", "Incentive"
    RECOGNITION = "recognition", "Recognition"


class Audience(models.TextChoices):
    STUDENTS = "students", "Students"
    FAMILIES = "families", "Families"
    STAFF = "staff", "Staff"


class CampaignState(models.TextChoices):
    """What a person made of it. Whether it is to come, running or over follows from its days."""

    OPEN = "open", "Planned"
    REVIEWED = "reviewed", "Looked back on"
    CALLED_OFF = "called_off", "Called off"


class Again(models.TextChoices):
    """What is made of it for the next time."""

    KEEP = "keep", "Do it again as it was"
    CHANGE = "change", "Do it again otherwise"
    DROP = "drop", "Do not do it again"
