"""How many days are missed at each school, week by week: derived, and rebuilt from the days."""

from django.db import models

from students.models import School


class SchoolWeek(models.Model):
    """The student-days of one school in one week, and how many of them were missed whole.

    `week` is its Monday; that of 1 July may lie in two school years. `days` are enrolled students
    times school days on which attendance was taken; a day on which it was not is in neither number.
    A student of two schools at once is a day of each, and missed at the one that decides.
    """

    student_path = None

    school = models.ForeignKey(School, models.PROTECT, db_index=False, related_name="+")
    school_year = models.SmallIntegerField()
    week = models.DateField()
    days = models.IntegerField()
    missed = models.IntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(missed__gte=0, days__gt=0), name="school_week_has_days"
            ),
            models.UniqueConstraint(
                fields=["school_year", "school", "week"], name="school_week_once"
            ),
        ]


class WeeksCounted(models.Model):
    """Up to which assessment the weeks of a school year were counted, and when."""

    student_path = None

    school_year = models.SmallIntegerField(primary_key=True)
    assessment = models.BigIntegerField()
    as_of = models.DateField()
    counted_at = models.DateTimeField()
