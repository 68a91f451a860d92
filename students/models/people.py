"""Who: students, the adults around them, and what each may do for a child."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from core.history import keep_history
from students.choices import Relation
from students.models import written
from students.models.written import word_of_the_sis
from students.rules import listed_name, name_and_id
from students.rules.names import (
    ADULT_COLUMNS,
    ORDER_COLUMNS,
    STUDENT_COLUMNS,
    full_name,
    name_of,
)


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


class Household(models.Model):
    """Students who live at one address with a shared adult; made from the SIS's rows."""

    student_path = "students"

    key = models.CharField(max_length=64, unique=True)


keep_history(Household)


class Student(Address):
    """A child, named by the SIS's id. The keys of name and id are the database's own."""

    student_path = "pk"

    sis_id = models.CharField(max_length=60, unique=True)
    ssid = models.CharField(max_length=20, blank=True)
    first_name = models.CharField(max_length=100, blank=True)
    middle_name = models.CharField(max_length=100, blank=True)
    last_name = models.CharField(max_length=100, blank=True)
    search_key = written.search_key(*STUDENT_COLUMNS)
    name_order = written.name_order(*ORDER_COLUMNS)
    id_key = written.id_key("sis_id")
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=20, blank=True)
    sex_text = word_of_the_sis(20)
    email = models.CharField(max_length=254, blank=True)
    home_language = models.CharField(max_length=40, blank=True)
    home_language_text = word_of_the_sis(40)
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="students")

    class Meta:
        indexes = [
            GinIndex(fields=["search_key"], name="student_by_name", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["id_key"], name="student_by_id_key"),
        ]

    def __str__(self) -> str:
        return listed_name(self.last_name, self.first_name)

    @property
    def full_name(self) -> str:
        return full_name(name_of(self))

    @property
    def name_and_id(self) -> str:
        """The name as lists have it and the id, where two children of one name may be meant."""
        return name_and_id(str(self), self.sis_id)


keep_history(Student)


class Guardian(Address):
    """An adult, named by the SIS's id. What they may do for a child is on Guardianship."""

    student_path = "guardianships__student"

    sis_id = models.CharField(max_length=60, unique=True)
    first_name = models.CharField(max_length=100, blank=True)
    last_name = models.CharField(max_length=100, blank=True)
    search_key = written.search_key(*ADULT_COLUMNS)
    phone = models.CharField(max_length=40, blank=True)
    phone2 = models.CharField(max_length=40, blank=True)
    phone_key = models.CharField(max_length=64, blank=True)
    email = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=40, blank=True)
    language_text = word_of_the_sis(40)
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

    Null means the SIS did not say; whoever mails must then ask (never assume a right). One that the
    SIS no longer has is a former one, since `ended_on`.
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
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["student", "guardian"], name="guardianship_once_per_student_and_adult"
            )
        ]


keep_history(Guardianship)
