"""Who is checked in and out today, and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.access import Who, reach_of, students_for
from accounts.choices import Permission
from law.packs import Practice
from plans.choices import CheckState
from plans.models import CheckDay, Plan, Strategy
from plans.queries.groups import away_on
from plans.rules.stages import CHECK_STAGES
from students.models import Enrollment, SchoolDay, Student
from students.rules.names import by_name


@dataclass(frozen=True)
class CheckLine:
    """One student to check in and out today, and how far that is."""

    strategy: Strategy
    day: CheckDay | None
    is_away: bool

    @property
    def student(self) -> Student:
        return self.strategy.plan.student

    @property
    def state(self) -> CheckState:
        return CheckState(self.day.state) if self.day else CheckState.OPEN

    @property
    def verbs(self) -> list[str]:
        """What a tap may say of it now."""
        return CHECK_STAGES.verbs(self.state)


def checks_for(who: Who, practice: Practice, *, on: date) -> QuerySet[Strategy]:
    """Return what is a check-in and check-out on the day, of plans that run, of students within reach:
    by name.
    """
    return _due(who, on).filter(code__in=practice.checks)


def own_checks(who: Who, *, on: date) -> QuerySet[Strategy]:
    """Return those that the person does, as `checks_for` has them."""
    reach = reach_of(who, on=on)
    return _due(reach, on).filter(adult=reach.person)


def open_checks(who: Who, *, on: date) -> QuerySet[Strategy]:
    """Return those of `own_checks` of whom nothing is said yet, or who are not checked out."""
    over = CheckDay.objects.filter(
        strategy=OuterRef("pk"), on=on, state__in=[CheckState.OUT, CheckState.AWAY]
    )
    return own_checks(who, on=on).filter(~Exists(over))


def _due(who: Who, on: date) -> QuerySet[Strategy]:
    """Return what is done on the day for students within reach whose school has school then, by name."""
    reached = students_for(who, Permission.NOTE_WRITE, on=on)
    closed = SchoolDay.objects.filter(date=on, is_school_day=False).values("school")
    at_home = Enrollment.objects.open_on(on).filter(school__in=closed)
    due = Strategy.objects.filter(
        Q(weekdays=[]) | Q(weekdays__contains=[on.weekday()]),
        ~Exists(at_home.filter(student=OuterRef("plan__student"))),
        plan__in=Plan.objects.running().filter(student__in=reached),
        starts_on__lte=on,
        ended_on=None,
    )
    related = due.select_related("plan", "plan__student", "adult")
    return related.order_by(*by_name("plan__student"), "pk")


def lines_of(strategies: Sequence[Strategy], *, on: date) -> list[CheckLine]:
    """Return what is checked today, each with how far it is and whether the student is away from school.
    Two statements.
    """
    days = {
        one.strategy_id: one for one in CheckDay.objects.filter(strategy__in=strategies, on=on)
    }
    away = away_on([one.plan.student_id for one in strategies], on)
    return [CheckLine(one, days.get(one.pk), one.plan.student_id in away) for one in strategies]
