"""Where: regions, schools and every date of their calendars."""

from django.db import models
from django.db.models import Q

from students.choices import SchoolLevel
from students.models import written


class Region(models.Model):
    """A part of the district with its own field coordinator."""

    student_path = None

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    name_order = written.name_order("name")

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """A school, named by the SIS's id."""

    student_path = None

    sis_id = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    search_key = written.search_key("name")
    name_order = written.name_order("name")
    level = models.CharField(max_length=20, choices=SchoolLevel, default=SchoolLevel.OTHER)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="schools")
    cds_code = models.CharField(max_length=20, blank=True)
    is_charter = models.BooleanField(default=False)

    class Meta:
        # Lists by name that end before they have read every school.
        indexes = [models.Index(fields=["name_order", "id"], name="school_by_name")]

    def __str__(self) -> str:
        return self.name


class SchoolDay(models.Model):
    """One date of one school's calendar. Every date of a school year has a row once the year
    is known, so that a question about any day has an answer.

    `ordinal` is the number of school days from 1 July up to and including this date. `is_left_out` says of
    a Saturday or Sunday that the source calls it a school day and the policy in force does not.
    """

    student_path = None

    pk = models.CompositePrimaryKey("school_id", "date")
    school = models.ForeignKey(School, models.CASCADE, related_name="days")
    date = models.DateField()
    school_year = models.SmallIntegerField()
    is_school_day = models.BooleanField()
    is_left_out = models.BooleanField(default=False, db_default=False)
    ordinal = models.SmallIntegerField()
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ordinal__gte=0), name="school_day_ordinal_counts_up"
            )
        ]
        indexes = [models.Index(fields=["school", "school_year"], name="school_day_by_year")]
