"""What a person finds on arriving: their schools, and whom they opened last."""

from dataclasses import dataclass

from accounts.access import Reach, students_for
from accounts.choices import Permission, Scope
from audit.queries import last_read
from desk.queries.cards import Card, cards_of, named_cards
from desk.queries.schools import SchoolCount, schools_within

MOST_SCHOOLS = 12  # with more, the first ones of the alphabet tell nothing
MOST_OPENED = 8
MOST_NAMED = 20
LOOKED_BACK = 60  # readings


@dataclass(frozen=True)
class Home:
    """`assigned` are students reached by a grant of their own, not through a school. `schools` are
    all of the person's, or none of `has_more_schools` than fit.
    """

    finds: bool
    schools: list[SchoolCount]
    has_more_schools: bool
    assigned: list[Card]
    opened: list[Card]

    @property
    def student_ids(self) -> list[int]:
        return sorted({card.pk for card in (*self.assigned, *self.opened)})


def home_of(scope: Reach, *, lists_schools: bool = True, lists_students: bool = True) -> Home:
    """Return the way on for a person. At most five statements.

    Without `lists_students` those reached by a grant of their own stay out: a caseload has them.
    """
    if not scope.carrying(Permission.STUDENT_FIND):
        return Home(finds=False, schools=[], has_more_schools=False, assigned=[], opened=[])
    schools = schools_within(scope, most=MOST_SCHOOLS) if lists_schools else []
    return Home(
        finds=True,
        schools=schools or [],
        has_more_schools=schools is None,
        assigned=_assigned(scope) if lists_students else [],
        opened=_opened(scope),
    )


def _assigned(scope: Reach) -> list[Card]:
    grants = scope.carrying(Permission.STUDENT_FIND)
    named = [
        grant.student_id
        for grant in grants
        if grant.scope == Scope.STUDENT and grant.student_id is not None
    ]
    if not named:
        return []
    within = students_for(scope, Permission.STUDENT_FIND, on=scope.on)
    return named_cards(scope, within.filter(pk__in=named[:MOST_NAMED]))


def _opened(scope: Reach) -> list[Card]:
    """Students whose page the person read last, newest first, as far as still in reach."""
    keys = last_read(person=scope.person, page="student", most=LOOKED_BACK)[:MOST_OPENED]
    found = cards_of(scope, keys)
    return [found[key] for key in keys if key in found]
