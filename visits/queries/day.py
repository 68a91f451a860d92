"""The visits of one person on one day, by area, as they drive to them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from accounts.access import Reach, students_for
from accounts.choices import Permission
from contacts.models import Note
from core import clock
from students.models import Student
from students.queries.homes import HomeAddress, homes_of
from students.rules.names import by_name
from visits.choices import VisitState
from visits.models import NotAlone, Visit, VisitStudent
from visits.queries.alone import warnings_for
from visits.queries.reach import visits_for
from visits.rules.alarm import is_overdue
from visits.rules.area import along, area_of
from visits.rules.stages import VISIT_STAGES

PEOPLE = ("goes", "partner", "watcher", "note")


@dataclass(frozen=True)
class DayVisit:
    """A visit with those of its students whom the viewer reaches, where they live, what is to be known
    before one goes, and what the viewer may do now.
    """

    visit: Visit
    students: Sequence[Student]
    home: HomeAddress
    warnings: Sequence[NotAlone]
    is_late: bool
    is_partner: bool
    goes_along: bool

    @property
    def verbs(self) -> list[str]:
        """What may be done now, by whoever looks."""
        may = {"confirm": self.is_partner, "validate": self.is_partner and self.has_note}
        may |= dict.fromkeys(("arrive", "stay"), self.goes_along)
        return [verb for verb in VISIT_STAGES.verbs(self.visit.state) if may.get(verb, True)]

    @property
    def has_note(self) -> bool:
        return self.visit.note_id is not None

    @property
    def note(self) -> Note | None:
        return self.visit.note

    @property
    def waits_for_partner(self) -> bool:
        """Whether nobody goes there alone, and no partner has confirmed it."""
        return bool(self.warnings) and self.visit.state == VisitState.PLANNED


@dataclass(frozen=True)
class AreaOfDay:
    """The visits of one ZIP code along its streets; `name` is '' for those whose address is not told, or not
    on file.
    """

    name: str
    visits: Sequence[DayVisit]


def own_visits(scope: Reach, *, on: date) -> QuerySet[Visit]:
    """Return the visits of a day to which a person goes, or which they confirm, and those at a door now
    which they watch; with whom they reach, in no order.
    """
    reached = visits_for(scope, Permission.NOTE_WRITE, on=scope.on)
    return reached.filter(own_on(scope, on=on))


def own_on(scope: Reach, *, on: date) -> Q:
    """Return the condition that a visit is a person's own on a day, or at a door now and watched by them."""
    own = Q(goes=scope.person) | Q(partner=scope.person)
    now = Q(state=VisitState.THERE) & (own | Q(watcher=scope.person))
    return (own & Q(day=on)) | now


def day_of(scope: Reach, *, on: date) -> list[AreaOfDay]:
    """Return a person's visits of a day by area, those without one last. Six statements at most."""
    found = told(scope, list(own_visits(scope, on=on).select_related(*PEOPLE).order_by("pk")))
    areas: dict[str, list[DayVisit]] = defaultdict(list)
    for one in found:
        areas[area_of(one.home.zip)].append(one)
    return [
        AreaOfDay(name, sorted(some, key=lambda one: (along(one.home.street), one.visit.pk)))
        for name, some in sorted(areas.items(), key=lambda area: (area[0] == "", area[0]))
    ]


def told(scope: Reach, visits: Sequence[Visit]) -> list[DayVisit]:
    """Return visits as their viewer may know of them, in their order. Four statements at most."""
    if not visits:
        return []
    about = _students_of(scope, visits)
    keys = {student.pk for some in about.values() for student in some}
    homes = homes_of(students_for(scope, Permission.CONTACT_READ, on=scope.on).filter(pk__in=keys))
    warned, at = warnings_for(visits), clock.now()
    return [
        DayVisit(
            visit=visit,
            students=about[visit.pk],
            home=_one_home([homes.get(one.pk, HomeAddress()) for one in about[visit.pk]]),
            warnings=warned[visit.pk],
            is_late=visit.state == VisitState.THERE and is_overdue(visit.back_by, at=at),
            is_partner=visit.partner_id == scope.person,
            goes_along=scope.person in visit.people,
        )
        for visit in visits
    ]


def miles_of(areas: Sequence[AreaOfDay], person: int) -> Decimal:
    """Return how many miles somebody drove to the visits of a day."""
    own = [one.visit for area in areas for one in area.visits if one.visit.goes_id == person]
    return sum((visit.miles for visit in own if visit.miles is not None), Decimal())


def _students_of(scope: Reach, visits: Sequence[Visit]) -> dict[int, list[Student]]:
    reached = students_for(scope, Permission.NOTE_WRITE, on=scope.on)
    rows = VisitStudent.objects.filter(visit__in=visits, student__in=reached)
    about: dict[int, list[Student]] = {visit.pk: [] for visit in visits}
    for row in rows.select_related("student").order_by(*by_name("student"), "pk"):
        about[row.visit_id].append(row.student)
    return about


def _one_home(homes: Sequence[HomeAddress]) -> HomeAddress:
    """Return the home of all: hidden if that of one of them is, else the first on file."""
    hidden = next((home for home in homes if home.is_hidden), None)
    return hidden or next((home for home in homes if home.address), HomeAddress())
