"""What stays as it was written, and who sees it."""

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, connection, transaction

from accounts.access import reach_of
from accounts.choices import Permission, Role
from tests.factories import TODAY, NotAloneFactory, UserFactory, VisitFactory
from tests.visits.world import now, plan
from tests.world import hire
from visits.access import visits_for
from visits.actions import lift
from visits.models import NotAlone, NotAloneLifted, Visit, VisitStep, VisitStudent

pytestmark = pytest.mark.django_db
REFUSED = (ProgrammingError, InternalError)


@pytest.mark.parametrize("model", [VisitStep, NotAlone, NotAloneLifted])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_steps_and_warnings_only_grow(model, change):
    with pytest.raises(REFUSED, match="permission denied"), transaction.atomic():
        connection.cursor().execute(change.format(model._meta.db_table))


def test_no_visit_is_deleted():
    with pytest.raises(REFUSED, match="permission denied"), transaction.atomic():
        connection.cursor().execute("DELETE FROM visits_visit")


@pytest.mark.parametrize("column", ["client_uuid", "made_by", "made_at"])
def test_who_planned_it_stays(column):
    visit = VisitFactory()
    other = VisitFactory()
    with pytest.raises(REFUSED, match="Cannot update"), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(
            **{column: UserFactory() if column == "made_by" else getattr(other, column)}
            if column != "client_uuid"
            else {column: "00000000-0000-0000-0000-000000000001"}
        )


def test_a_student_is_in_a_visit_once(district):
    visit = VisitFactory(about_student=district.ana)
    with pytest.raises(IntegrityError, match="visit_once_per_student"), transaction.atomic():
        VisitStudent.objects.create(visit=visit, student=district.ana)


def test_a_warning_is_looked_at_after_it_began():
    with pytest.raises(IntegrityError, match="alone_reviewed_after_it_began"):
        NotAloneFactory(review_on=TODAY)


def test_a_warning_is_lifted_once(counselor):
    warning = NotAloneFactory()
    for _ in range(2):
        lift(now(counselor), warning=warning)
    assert NotAloneLifted.objects.get().by == counselor


@pytest.mark.parametrize(
    ("role", "place", "sees"),
    [
        (Role.COUNSELOR, "oak", True),
        (Role.LIAISON, "oak", True),
        (Role.FIELD_COORDINATOR, "north", True),
        (Role.COUNSELOR, "elm", False),
        (Role.COUNSELOR, "pine", False),
        (Role.CLERK, "oak", False),
        (Role.DIRECTOR, None, False),
        (Role.AUDITOR, None, False),
        (Role.SYSTEM_ADMINISTRATOR, None, False),
    ],
)
def test_who_may_change_a_visit_at_oak(counselor, district, role, place, sees):
    visit = plan(counselor, district.ana)
    reader = hire(role, getattr(district, place) if place else None)
    found = visits_for(reach_of(reader, on=TODAY), Permission.NOTE_WRITE, on=TODAY)
    assert list(found) == ([visit] if sees else [])


def test_a_visit_to_several_is_there_once(counselor, district):
    visit = VisitFactory(goes=counselor, about_student=district.ana)
    VisitStudent.objects.create(visit=visit, student=district.ben)
    found = visits_for(reach_of(counselor, on=TODAY), Permission.NOTE_WRITE, on=TODAY)
    assert list(found) == [visit]


def test_people_of_a_visit(counselor, partner):
    assert Visit(goes=counselor).people == {counselor.pk}
    assert Visit(goes=counselor, partner=partner).people == {counselor.pk, partner.pk}
