"""What must hold of visits is found when it does not: each lie, told straight to the database."""

from uuid import uuid4

import pytest

from tests.factories import NoteFactory, VisitFactory
from tests.proving import found_wrong
from tests.visits.world import logged, now, plan
from visits.actions import confirm
from visits.choices import VisitState
from visits.models import Visit, VisitStudent
from visits.queries.proofs import proofs

pytestmark = pytest.mark.django_db
STANDS = "visits that stand otherwise than their last step says"
WHOM = "visits to nobody, or with a note about somebody else"


@pytest.fixture
def visit(counselor, partner, district):
    visit = plan(counselor, district.ana, partner=partner)
    confirm(now(partner), visit=visit, client_uuid=uuid4())
    logged(counselor, plan(counselor, district.ben), district.ben)
    assert found_wrong(proofs) == set()
    return visit


def test_a_visit_that_stands_where_no_step_led(visit):
    Visit.objects.filter(pk=visit.pk).update(state=VisitState.PLANNED)
    assert found_wrong(proofs) == {STANDS}


def test_a_visit_that_moved_without_a_step(visit):
    VisitFactory(state=VisitState.OUT)
    assert found_wrong(proofs) == {STANDS}


def test_a_visit_whose_note_is_about_another_child(visit, district):
    Visit.objects.filter(note=None).update(note=NoteFactory(about_student=district.ben))
    assert found_wrong(proofs) == {WHOM}


def test_a_visit_to_nobody(visit):
    Visit.objects.create(
        client_uuid=uuid4(), day=visit.day, goes=visit.goes, made_by=visit.made_by
    )
    assert VisitStudent.objects.count() == 2
    assert found_wrong(proofs) == {WHOM}
