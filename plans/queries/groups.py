"""Groups: whose they are, who is in them, and how often they met."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from accounts.access import Who, reach_of, schools_for, students_for
from accounts.choices import Permission
from attendance.models import DayOutcome
from attendance.queries.kinds import MISSED
from plans.choices import Here
from plans.models import Group, GroupMember, GroupSession, Presence
from students.models import Student

WEEK = timedelta(days=7)


def groups_for(who: Who, permission: str, *, on: date) -> QuerySet[Group]:
    """Return the groups of the schools that the person's grants with the permission cover, and those
    they lead, in no order.
    """
    reach = reach_of(who, on=on)
    if not reach.carrying(permission):
        return Group.objects.none()
    if reach.is_over_district(permission):
        return Group.objects.all()
    schools = schools_for(reach, permission, on=on)
    return Group.objects.filter(Q(school__in=schools) | Q(facilitator=reach.person))


def sessions_for(who: Who, permission: str, *, on: date) -> QuerySet[GroupSession]:
    """Return the sessions of the groups within reach, and those of students within reach who were in a
    group elsewhere, in no order.
    """
    reached = students_for(who, permission, on=on)
    theirs = Presence.objects.filter(student__in=reached)
    of_groups = Q(group__in=groups_for(who, permission, on=on))
    return GroupSession.objects.filter(of_groups | Q(pk__in=theirs.values("session")))


def meeting(on: date) -> Q:
    """Return the condition on groups that they are to meet on a day, and nobody has said yet that they did."""
    met = GroupSession.objects.filter(group=OuterRef("pk"), on=on, taken_back_at=None)
    return running(on) & Q(~Exists(met), weekdays__contains=[on.weekday()])


def silent(on: date) -> Q:
    """Return the condition on groups that they meet by the week, and no session of the last seven days is
    kept.
    """
    lately = GroupSession.objects.filter(
        group=OuterRef("pk"), on__gt=on - WEEK, taken_back_at=None
    )
    weekly = ~Q(weekdays=[]) & Q(starts_on__lte=on - WEEK)
    return running(on) & weekly & Q(~Exists(lately))


def running(on: date) -> Q:
    """Return the condition on groups that nobody ended, that have begun and whose last day is not over."""
    return Q(ended_on=None, starts_on__lte=on) & (Q(last_on=None) | Q(last_on__gte=on))


def own_to_log(who: Who, *, on: date) -> QuerySet[Group]:
    """Return the groups that the person leads of which something is to be written down: they meet
    today, or none of their sessions of a week is kept.
    """
    reach = reach_of(who, on=on)
    mine = groups_for(reach, Permission.NOTE_WRITE, on=on).filter(facilitator=reach.person)
    return mine.filter(meeting(on) | silent(on))


@dataclass(frozen=True)
class GroupLine:
    """A group in a list: how many are in it, how often it met, and when last. `is_due` says that it
    meets today and nobody wrote it down yet; `is_silent` that a week went by without a session.
    """

    group: Group
    members: int
    sessions: int
    last: date | None
    on: date

    @property
    def is_due(self) -> bool:
        meets = self.on.weekday() in self.group.weekdays and self.group.starts_on <= self.on
        return self._is_running and meets and self.last != self.on

    @property
    def is_silent(self) -> bool:
        since = self.last or self.group.starts_on - timedelta(days=1)
        is_weekly = bool(self.group.weekdays) and self.group.starts_on <= self.on - WEEK
        return self._is_running and is_weekly and since <= self.on - WEEK

    @property
    def _is_running(self) -> bool:
        group = self.group
        return group.ended_on is None and (group.last_on is None or group.last_on >= self.on)


def lines_of(groups: Sequence[Group], *, on: date) -> list[GroupLine]:
    """Return groups as lines of a list, in their order. Two statements."""
    there = GroupMember.objects.filter(group__in=groups, left_on=None)
    members = dict(there.values_list("group").annotate(n=Count("pk")).order_by())
    kept = GroupSession.objects.filter(group__in=groups, taken_back_at=None)
    met = {
        key: (many, last)
        for key, many, last in kept.values_list("group")
        .annotate(n=Count("pk"), last=Max("on"))
        .order_by()
    }
    return [
        GroupLine(one, members.get(one.pk, 0), *met.get(one.pk, (0, None)), on=on)
        for one in groups
    ]


@dataclass(frozen=True)
class MemberLine:
    """A student of a group whom the reader reaches, and at how many of its sessions they were."""

    member: GroupMember
    student: Student
    there: int
    sessions: int


def members_of(group: Group, students: Sequence[Student]) -> list[MemberLine]:
    """Return the times that these students were in a group, each in their order, those who left last.
    Two statements.
    """
    found: dict[int, list[GroupMember]] = {}
    for member in group.members.filter(student__in=students).order_by("pk"):
        found.setdefault(member.student_id, []).append(member)
    marked = Presence.objects.filter(
        session__group=group, session__taken_back_at=None, student__in=students
    )
    counts = {
        key: (there, all_of_them)
        for key, there, all_of_them in marked.values_list("student")
        .annotate(there=Count("pk", filter=Q(here=Here.PRESENT)), n=Count("pk"))
        .order_by()
    }
    lines = [
        MemberLine(member, student, *counts.get(student.pk, (0, 0)))
        for student in students
        for member in found.get(student.pk, ())
    ]
    return sorted(lines, key=lambda line: line.member.left_on is not None)


def away_on(students: Collection[int], on: date) -> set[int]:
    """Return which of these students missed the whole day, as far as it is known. One statement."""
    missed = DayOutcome.objects.filter(student__in=students, date=on, outcome__in=MISSED)
    return set(missed.values_list("student", flat=True))


def counted(sessions: QuerySet[GroupSession]) -> QuerySet[GroupSession]:
    """Return sessions, the latest first, each with how many were there and how many were marked."""
    there = Count("presences", filter=Q(presences__here=Here.PRESENT))
    return (
        sessions.select_related("by")
        .annotate(there=there, marked=Count("presences"))
        .order_by("-on", "-pk")
    )
