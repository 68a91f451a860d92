"""What must hold of requests is found when it does not: each lie, told straight to the database."""

from datetime import timedelta
from uuid import uuid4

import pytest

from intake.actions import close, reopen, take, undo_step
from intake.choices import RequestOutcome, RequestState
from intake.models import HelpRequest
from intake.queries.proofs import proofs
from tests.factories import TODAY, HelpRequestFactory
from tests.intake.world import answered, ask, now
from tests.proving import found_wrong

STANDS = "requests for help that stand otherwise than their last step says"
HEARD = "requests for help answered on a day on which nobody did"


@pytest.fixture
def closed(who, district):
    """A request that was taken, answered, closed and opened again, twice, and answered since."""
    request = ask(who, district.ana)
    take(now(who), request=request, client_uuid=uuid4())
    answered(who, request)
    answered(who, request, on=TODAY + timedelta(days=1))
    for _ in range(2):
        answered(who, request)
        close(now(who), request=request, client_uuid=uuid4(), outcome=RequestOutcome.TALKED)
        reopen(now(who), request=request, client_uuid=uuid4())
    answered(who, request)
    assert found_wrong(proofs) == set()
    return request


@pytest.mark.parametrize(
    ("lie", "found"),
    [
        ({"state": RequestState.TAKEN}, {STANDS}),
        ({"answered_on": TODAY + timedelta(days=1)}, {HEARD}),
    ],
)
def test_a_request_that_stands_otherwise_than_what_was_done(closed, lie, found):
    HelpRequest.objects.filter(pk=closed.pk).update(**lie)
    assert found_wrong(proofs) == found


def test_a_request_that_moved_without_a_step(closed, who):
    HelpRequestFactory(state=RequestState.TAKEN, owner=who)
    assert found_wrong(proofs) == {STANDS}


def test_a_step_that_was_undone_says_nothing(closed, who):
    last = closed.steps.order_by("pk").last()
    undo_step(now(who), request=closed, done_at=last.at)
    assert HelpRequest.objects.get(pk=closed.pk).answered_on is None
    assert found_wrong(proofs) == set()
