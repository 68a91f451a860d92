"""Staff, and what each may touch."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import Cast, Substr
from django.utils.module_loading import import_string

from accounts.choices import (
    OPEN_INVITATIONS,
    DigestState,
    GrantSource,
    InvitationState,
    Role,
    Scope,
)
from audit.choices import ActorKind
from audit.rules import Actor
from core.leases import Leased
from law.models import Policy
from students.models import Region, School, Student, written


@dataclass(frozen=True)
class ReadAlong:
    """What a page needs besides its session: the person's grants and the policy of the day."""

    on: date
    grants: tuple[Any, ...]  # each a HeldGrant
    policy: Policy | None


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username or "")

    def holding(self, *roles: str, on: date) -> "QuerySet[User]":
        """Return active people with a grant of one of the roles in force, in no order."""
        held = Grant.objects.in_force(on).filter(role__in=roles)
        return self.filter(is_active=True, pk__in=held.values("person"))


class User(AbstractBaseUser):
    """A member of staff, signed in by e-mail. Rights come from Grants alone: there is no
    superuser and no Django permission.
    """

    student_path = None

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    name_order = written.name_order("name")
    search_key = written.search_key("name")
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    # What was in force on a day, where it was read together with the session.
    read_along: "ReadAlong | None" = None

    class Meta:
        # Lists by name that end before they have read everybody.
        indexes = [models.Index(fields=["name_order", "id"], name="user_by_name")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    @property
    def actor(self) -> Actor:
        return Actor(kind=ActorKind.USER, id=str(self.pk), name=self.name or self.email)


class Session(AbstractBaseSession):
    """A session, which names whose it is: both are read in one statement (`accounts.access.sessions`)."""

    student_path = None

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")

    @classmethod
    def get_session_store_class(cls) -> type[Any]:
        return import_string(f"{settings.SESSION_ENGINE}.SessionStore")


class GrantQuerySet(models.QuerySet["Grant"]):
    def of(self, principal: Actor) -> "GrantQuerySet":
        """Grants of a person, a seat, a job or a command."""
        return self.filter(principal=principal.key)

    def in_force(self, on: date) -> "GrantQuerySet":
        """Grants whose window holds the date, both ends included, and not taken back since."""
        return self.filter(starts__lte=on, ends__gte=on, revoked_at=None)

    def of_places(self) -> "GrantQuerySet":
        """Grants over a school, a region or the district: those that people give. Grants over one
        student follow from cases and hearings.
        """
        return self.exclude(scope=Scope.STUDENT)

    def live(self, on: date) -> "GrantQuerySet":
        """Grants in force on the date and those to come, not taken back since."""
        return self.filter(ends__gte=on, revoked_at=None)

    def like(self, grant: "Grant") -> "GrantQuerySet":
        """Grants of the same role at the same place to the same principal, not taken back."""
        names = ("principal", "role", "scope", "region", "school")
        return self.filter(revoked_at=None, **{name: getattr(grant, name) for name in names})

    def with_goes_on(self) -> "GrantQuerySet":
        """Grants over places, each with whether its role `goes_on` after its last day."""
        return self.annotate(goes_on=Exists(_following()))

    def had_again(self, *, by: date) -> "GrantQuerySet":
        """Grants whose role is theirs on a later day, too, by one that begins by a date; each with
        whether it `goes_on`.
        """
        return self.with_goes_on().filter(Exists(_later().filter(starts__lte=by)))

    def ending(self, on: date, *, by: date) -> "GrantQuerySet":
        """Grants over places, in force or to come, that end by a date and do not go on."""
        return self.live(on).of_places().filter(~Exists(_following()), ends__lte=by)


def _later() -> GrantQuerySet:
    """Return what else gives a role to the same principal at the same place, and ends later."""
    return Grant.objects.filter(
        Q(region=OuterRef("region")) | Q(region=None),
        Q(school=OuterRef("school")) | Q(school=None),
        **{name: OuterRef(name) for name in ("principal", "role", "scope")},
        ends__gt=OuterRef("ends"),
        revoked_at=None,
    )


def _following() -> GrantQuerySet:
    """Return by what a role goes on: it begins the day after the last day at the latest, and ends
    later. The one place that says so.
    """
    return _later().filter(starts__lte=OuterRef("ends") + timedelta(days=1))


class Grant(models.Model):
    """A role for one principal over one scope, from `starts` to `ends`, both included.

    The only table that says whom somebody may reach. The principal is an actor's key, so that a
    member of staff (`user:12`), a seat and a job pass the same doors. A grant that was taken back
    opens nothing and stays, since the access log names it.
    """

    student_path = "student"

    principal = models.CharField(max_length=60)
    # The key of the member of staff, null for anybody else: for joins with users.
    person = models.GeneratedField(
        expression=Case(
            When(
                principal__regex="^user:[0-9]+$",
                then=Cast(Substr("principal", 6), BigIntegerField()),
            )
        ),
        output_field=BigIntegerField(null=True),
        db_persist=True,
    )
    role = models.CharField(max_length=30, choices=Role)
    scope = models.CharField(max_length=10, choices=Scope)
    region = models.ForeignKey(Region, models.CASCADE, null=True, related_name="+")
    school = models.ForeignKey(School, models.CASCADE, null=True, related_name="+")
    student = models.ForeignKey(Student, models.CASCADE, null=True, related_name="+")
    starts = models.DateField()
    ends = models.DateField()
    reason = models.CharField(max_length=200)
    source = models.CharField(max_length=20, choices=GrantSource)
    revoked_at = models.DateTimeField(null=True)

    goes_on: bool  # where it was asked for: GrantQuerySet.with_goes_on

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")), name="grant_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(scope=Scope.DISTRICT, region=None, school=None, student=None)
                | Q(scope=Scope.REGION, region__isnull=False, school=None, student=None)
                | Q(scope=Scope.SCHOOL, region=None, school__isnull=False, student=None)
                | Q(scope=Scope.STUDENT, region=None, school=None, student__isnull=False),
                name="grant_names_exactly_its_scope",
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="grant_role_is_known"),
            models.CheckConstraint(
                condition=Q(principal__regex=r"^(user:[0-9]+|(seat|job|command):.+)$"),
                name="grant_principal_is_an_actor",
            ),
        ]
        indexes = [
            models.Index(fields=["principal"], name="grant_by_principal"),
            # Those that people give: few beside what follows from caseloads.
            models.Index(
                fields=["person", "ends"], name="grant_of_places", condition=~Q(scope="student")
            ),
        ]

    def __str__(self) -> str:
        target = self.region or self.school or self.student or "district"
        return f"{self.get_role_display()} for {target}"


class Invitation(Leased):
    """A link with which somebody sets the password of an account that has none: once, until it
    expires. A new one takes the place of the last. The row is the queue of the mail.
    """

    student_path = None

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=InvitationState)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=InvitationState.values), name="invitation_state_is_known"
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(state__in=OPEN_INVITATIONS),
                name="invitation_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation of {self.user}"


class MailWish(models.Model):
    """What somebody wants by mail about their own day, from an hour of it: each school-day morning, when
    something is overdue, and as a week begins. Without a row nothing.
    """

    student_path = None

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="+")
    morning = models.BooleanField(default=False)
    overdue = models.BooleanField(default=False)
    week = models.BooleanField(default=False)
    hour = models.SmallIntegerField(default=7)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hour__gte=0, hour__lte=23), name="mail_wish_hour_of_a_day"
            )
        ]


class Digest(Leased):
    """The mail to a person about one of their days: one a day. The row is the queue of the mail."""

    student_path = None

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    on = models.DateField()
    state = models.CharField(max_length=10, choices=DigestState)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=DigestState.values), name="digest_state_is_known"
            ),
            models.UniqueConstraint(fields=["user", "on"], name="digest_once_a_day"),
        ]
