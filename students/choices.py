"""Codes of the field: grades, relations, populations."""

from django.db import models


class SchoolLevel(models.TextChoices):
    ELEMENTARY = "elementary", "Elementary"
    MIDDLE = "middle", "Middle"
    HIGH = "high", "High"
    SPAN = "span", "Span"
    OTHER = "other", "Other"


class Relation(models.TextChoices):
    MOTHER = "mother", "Mother"
    FATHER = "father", "Father"
    PARENT = "parent", "Parent"
    STEPPARENT = "stepparent", "Stepparent"
    GRANDPARENT = "grandparent", "Grandparent"
    RELATIVE = "relative", "Relative"
    LEGAL_GUARDIAN = "legal_guardian", "Legal guardian"
    FOSTER_PARENT = "foster_parent", "Foster parent or resource family"
    CAREGIVER = "caregiver", "Caregiver by affidavit"
    AGENCY_WORKER = "agency_worker", "Agency social worker"
    SELF = "self", "Student (18 or emancipated)"
    OTHER = "other", "Other"


class PopulationKind(models.TextChoices):
    IEP = "iep", "Individualized education program"
    SECTION_504 = "504", "Section 504 plan"
    ENGLISH_LEARNER = "el", "English learner"
    FOSTER = "foster", "Foster youth"
    HOMELESS = "homeless", "Experiencing homelessness"
    PREGNANT_PARENTING = "pregnant_parenting", "Pregnant or parenting"
    JUSTICE = "justice", "Justice-involved"
    NEWCOMER = "newcomer", "Newcomer"
    MIGRANT = "migrant", "Migrant education"
    MILITARY = "military", "Military-connected"
    UNACCOMPANIED = "unaccompanied", "Unaccompanied youth"
    LOW_INCOME = "low_income", "Low income"
    CHRONIC_ILLNESS = "chronic_illness", "Long illness on file"
    OTHER = "other", "Other"


class RecordKind(models.TextChoices):
    GRADE = "grade", "Grades"
    CREDIT = "credit", "Credits"
    DISCIPLINE = "discipline", "Discipline"
    PROGRAM = "program", "Programs"
