"""Who: regions, schools and their days, students, households, adults, enrollments."""

from datetime import date, timedelta

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from core.history import keep_history
from students.choices import PopulationKind, RecordKind, Relation, SchoolLevel
from students.rules import listed_name
from students.rules.names import ADULT_COLUMNS, full_name, name_of


class Address(models.Model):
    """A postal address, as the SIS writes it."""

    street = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=40, blank=True)
    zip = models.CharField(max_length=20, blank=True)

    class Meta:
        abstract = True

    @property
    def has_address(self) -> bool:
        return bool(self.street and self.city)


class Region(models.Model):
    """A part of the district with its own field coordinator."""

    student_path = None

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """A school, named by the SIS's id."""

    student_path = None

    sis_id = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    level = models.CharField(max_length=20, choices=SchoolLevel, default=SchoolLevel.OTHER)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="schools")
    cds_code = models.CharField(max_length=20, blank=True)
    is_charter = models.BooleanField(default=False)

    class Meta:
        # Lists by name that end before they have read every school.
        indexes = [models.Index(fields=["name", "id"], name="school_by_name")]

    def __str__(self) -> str:
        return self.name


class SchoolDay(models.Model):
    """One date of one school's calendar. Every date of a school year has a row once the year
    is known, so that a question about any day has an answer.

    `ordinal` is the number of school days from 1 July up to and including this date.
    """

    student_path = None

    pk = models.CompositePrimaryKey("school_id", "date")
    school = models.ForeignKey(School, models.CASCADE, related_name="days")
    date = models.DateField()
    school_year = models.SmallIntegerField()
    is_school_day = models.BooleanField()
    ordinal = models.SmallIntegerField()
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ordinal__gte=0), name="school_day_ordinal_counts_up"
            )
        ]
        indexes = [models.Index(fields=["school", "school_year"], name="school_day_by_year")]


class Household(models.Model):
    """Students who live at one address with a shared adult; made from the SIS's rows."""

    student_path = "students"

    key = models.CharField(max_length=64, unique=True)


keep_history(Household)


class Student(Address):
    """A child, named by the SIS's id. `search_key` holds all names without accents."""

    student_path = "pk"

    sis_id = models.CharField(max_length=60, unique=True)
    ssid = models.CharField(max_length=20, blank=True)
    first_name = models.CharField(max_length=100, blank=True)
    middle_name = models.CharField(max_length=100, blank=True)
    last_name = models.CharField(max_length=100, blank=True)
    search_key = models.CharField(max_length=320, blank=True)
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=20, blank=True)
    email = models.CharField(max_length=254, blank=True)
    home_language = models.CharField(max_length=40, blank=True)
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="students")

    class Meta:
        indexes = [
            GinIndex(fields=["search_key"], name="student_by_name", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return listed_name(self.last_name, self.first_name)

    @property
    def full_name(self) -> str:
        return full_name(name_of(self))


keep_history(Student)


class Guardian(Address):
    """An adult, named by the SIS's id. What they may do for a child is on Guardianship."""

    student_path = "guardianships__student"

    sis_id = models.CharField(max_length=60, unique=True)
    first_name = models.CharField(max_length=100, blank=True)
    last_name = models.CharField(max_length=100, blank=True)
    search_key = models.CharField(max_length=220, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    phone2 = models.CharField(max_length=40, blank=True)
    phone_key = models.CharField(max_length=64, blank=True)
    email = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=40, blank=True)
    interpreter = models.BooleanField(default=False)

    class Meta:
        indexes = [
            GinIndex(fields=["search_key"], name="guardian_by_name", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["phone_key"], name="guardian_by_phone", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return full_name(name_of(self, ADULT_COLUMNS), ADULT_COLUMNS)


keep_history(Guardian)


class Guardianship(models.Model):
    """What one adult is to one child: relation, rights, and where mail may go.

    Null means the SIS did not say; whoever mails must then ask (never assume a right).
    """

    student_path = "student"

    student = models.ForeignKey(Student, models.CASCADE, related_name="guardianships")
    guardian = models.ForeignKey(Guardian, models.CASCADE, related_name="guardianships")
    relation = models.CharField(max_length=20, choices=Relation, default=Relation.OTHER)
    relation_text = models.CharField(max_length=60, blank=True)
    primary = models.BooleanField(default=False)
    lives_with = models.BooleanField(null=True)
    holds_education_rights = models.BooleanField(null=True)
    receives_mail = models.BooleanField(null=True)
    no_contact = models.BooleanField(default=False)
    court_order = models.CharField(max_length=200, blank=True)
    order_ends = models.DateField(null=True)
    safe_address = models.CharField(max_length=300, blank=True)
    caregiver_affidavit = models.BooleanField(default=False)
    agency_worker = models.BooleanField(default=False)
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["student", "guardian"], name="guardianship_once_per_student_and_adult"
            )
        ]


keep_history(Guardianship)


class EnrollmentQuerySet(models.QuerySet["Enrollment"]):
    def open_on(self, day: date, *, tail: int = 0) -> "EnrollmentQuerySet":
        """Enrollments that are open on the day, or ended at most `tail` days before it."""
        since = day - timedelta(days=tail)
        return self.filter(Q(exit_date=None) | Q(exit_date__gte=since), entry_date__lte=day)


class Enrollment(models.Model):
    """A student's time at one school; `exit_date` is the last day enrolled, or null if open."""

    student_path = "student"

    student = models.ForeignKey(Student, models.CASCADE, related_name="enrollments")
    school = models.ForeignKey(School, models.PROTECT, related_name="enrollments")
    entry_date = models.DateField()
    exit_date = models.DateField(null=True)
    grade = models.CharField(max_length=40, blank=True)
    entry_type = models.CharField(max_length=40, blank=True)
    exit_type = models.CharField(max_length=40, blank=True)

    objects = EnrollmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["student", "school", "entry_date"], name="enrollment_once_per_entry"
            ),
            models.CheckConstraint(
                condition=Q(exit_date=None) | Q(exit_date__gte=F("entry_date")),
                name="enrollment_ends_after_it_begins",
            ),
        ]
        indexes = [
            # Who goes to a school on a day is read from the index alone.
            models.Index(
                fields=["school", "entry_date"],
                include=["exit_date", "student"],
                name="enrollment_by_school_and_day",
            )
        ]


keep_history(Enrollment)


class Population(models.Model):
    """A student's membership in a group the law protects or counts, with its dates."""

    student_path = "student"

    student = models.ForeignKey(Student, models.CASCADE, related_name="populations")
    kind = models.CharField(max_length=20, choices=PopulationKind)
    label = models.CharField(max_length=60, blank=True)
    start = models.DateField(null=True)
    end = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["student", "kind", "label", "start"],
                nulls_distinct=False,
                name="population_once_per_start",
            )
        ]


keep_history(Population)


class SchoolRecord(models.Model):
    """Grades, credits, discipline and programs, as the SIS writes them, for reading."""

    student_path = "student"

    student = models.ForeignKey(Student, models.CASCADE, related_name="records")
    kind = models.CharField(max_length=20, choices=RecordKind)
    position = models.PositiveIntegerField()
    data = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["student", "kind", "position"], name="school_record_once_per_position"
            )
        ]
