"""Groups: whose they are, who is in them, and how often they met."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import (
    Aggregate,
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from accounts.access import Who, reach_of, schools_for, students_for
from accounts.choices import Permission
from attendance.models import DayOutcome
from attendance.queries.kinds import MISSED
from plans.choices import Here
from plans.models import Group, GroupMember, GroupSession, Presence
from students.models import Enrollment, SchoolDay, Student

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
    return running(on) & _planned(on) & ~Q(Exists(met))


def silent(on: date) -> Q:
    """Return the condition on groups that they were to meet on one of the last seven days, and no session
    of these is kept.
    """
    lately = GroupSession.objects.filter(
        group=OuterRef("pk"), on__gt=on - WEEK, taken_back_at=None
    )
    days = (_planned(on - timedelta(days=n)) for n in range(WEEK.days))
    return running(on) & Q(starts_on__lte=on - WEEK) & reduce(or_, days) & ~Q(Exists(lately))


def _planned(day: date) -> Q:
    """Return the condition on groups that a day is one of theirs, and no day without school."""
    closed = SchoolDay.objects.filter(school=OuterRef("school"), date=day, is_school_day=False)
    return Q(weekdays__contains=[day.weekday()]) & ~Q(Exists(closed))


def running(on: date) -> Q:
    """Return the condition on groups that nobody ended, that have begun and whose last day is not over."""
    return Q(ended_on=None, starts_on__lte=on) & (Q(last_on=None) | Q(last_on__gte=on))


def own_to_log(who: Who, *, on: date) -> QuerySet[Group]:
    """Return the groups that the person leads of which something is to be written down: they meet
    today, or none of their sessions of a week is kept. Of one without a member whom the person
    reaches, nothing can be.
    """
    reach = reach_of(who, on=on)
    mine = groups_for(reach, Permission.NOTE_WRITE, on=on).filter(facilitator=reach.person)
    reached = students_for(reach, Permission.NOTE_WRITE, on=on)
    members = GroupMember.objects.filter(group=OuterRef("pk"), left_on=None, student__in=reached)
    return mine.filter(Exists(members), meeting(on) | silent(on))


def gone(on: date) -> Q:
    """Return the condition on members that they keep a place in a group of a school at which they are not
    enrolled any more, while others are: between two school years nobody is, and nobody is gone.
    """
    here = Enrollment.objects.open_on(on).filter(school=OuterRef("group__school"))
    there = here.filter(student=OuterRef("student"))
    return Q(left_on=None) & Q(Exists(here)) & ~Q(Exists(there))


@dataclass(frozen=True)
class GroupLine:
    """A group in a list: how many are in it, how often it met, and when last. `is_due` says that it
    meets today and nobody wrote it down yet; `is_silent` that a week went by without a session. `gone` of the
    members are no longer at its school.
    """

    group: Group
    members: int
    sessions: int
    last: date | None
    is_due: bool
    is_silent: bool
    gone: int


def lines_of(groups: Sequence[Group], *, on: date) -> list[GroupLine]:
    """Return groups as lines of a list, in their order. One statement."""
    there = GroupMember.objects.filter(group=OuterRef("pk"), left_on=None)
    kept = GroupSession.objects.filter(group=OuterRef("pk"), taken_back_at=None)
    told = Group.objects.filter(pk__in=[one.pk for one in groups]).annotate(
        gone_now=_counted_of(
            GroupMember.objects.filter(gone(on), group=OuterRef("pk")), Count("pk")
        ),
        members_now=_counted_of(there, Count("pk")),
        met=_counted_of(kept, Count("pk")),
        met_last=_counted_of(kept, Max("on")),
        waits=_is(meeting(on)),
        rests=_is(silent(on)),
    )
    facts = ("members_now", "met", "met_last", "waits", "rests", "gone_now")
    found = {key: said for key, *said in told.values_list("pk", *facts)}
    return [
        GroupLine(one, members or 0, met or 0, last, is_due, is_silent, away or 0)
        for one in groups
        for members, met, last, is_due, is_silent, away in [found[one.pk]]
    ]


def _is(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, BooleanField())


def _counted_of(rows: QuerySet[Any], what: Aggregate) -> Subquery:
    return Subquery(rows.order_by().values("group").annotate(n=what).values("n"))


@dataclass(frozen=True)
class MemberLine:
    """A student of a group whom the reader reaches, and at how many of its sessions they were; whether they
    keep a place and are `gone` from its school.
    """

    member: GroupMember
    student: Student
    there: int
    sessions: int
    gone: bool


def members_of(group: Group, students: Sequence[Student], *, on: date) -> list[MemberLine]:
    """Return the times that these students were in a group, each in their order, those who left last.
    Two statements.
    """
    found: dict[int, list[Any]] = {}
    members: QuerySet[Any] = group.members.filter(student__in=students)
    for member in members.annotate(gone=_is(gone(on))).order_by("pk"):
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
        MemberLine(member, student, *counts.get(student.pk, (0, 0)), member.gone)
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
