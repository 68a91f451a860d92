"""Two people at once: what one does the other finds done."""

from uuid import uuid4

import pytest

from accounts.choices import Role
from intake.actions import AskedMeanwhile, RequestMoved, close, pause, reopen, take
from intake.choices import RequestOutcome, WhyPaused
from intake.models import HelpRequest, RequestStep
from tests.factories import TODAY, HelpRequestFactory, UserFactory
from tests.intake.world import answered, ask, now
from tests.world import hire

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(district):
    """A colleague at Oak."""
    return hire(Role.LIAISON, district.oak)


@pytest.fixture
def closed(counselor, district):
    """A request that was answered and closed."""
    made = answered(counselor, ask(counselor, district.ana))
    return close(
        now(counselor),
        request=made,
        client_uuid=uuid4(),
        outcome=RequestOutcome.TALKED,
    )


def test_two_who_write_down_the_same_are_told(counselor, other, district):
    first = ask(counselor, district.ana, uuid=uuid4())
    with pytest.raises(AskedMeanwhile):
        ask(other, district.ana, uuid=uuid4())
    assert HelpRequest.objects.get() == first


def test_what_is_closed_is_not_taken_answered_or_paused(counselor, other, closed):
    for change, more in (
        (take, {}),
        (pause, {"why": WhyPaused.AWAY, "until": TODAY}),
        (close, {"outcome": RequestOutcome.TWICE}),
    ):
        with pytest.raises(RequestMoved):
            change(now(other), request=closed, client_uuid=uuid4(), **more)
    with pytest.raises(RequestMoved):
        answered(other, closed)
    closed.refresh_from_db()
    assert (closed.state, closed.outcome, closed.owner) == ("closed", "talked", counselor)


def test_of_two_who_take_it_the_last_has_it_and_both_are_on_record(counselor, other, district):
    made = ask(counselor, district.ana)
    take(now(counselor), request=made, client_uuid=uuid4())
    take(now(other), request=made, client_uuid=uuid4())  # from a page that showed it as new
    made.refresh_from_db()
    assert made.owner == other
    people = RequestStep.objects.order_by("pk").values_list("by", flat=True)
    assert list(people) == [counselor.pk, other.pk]


def test_the_key_of_one_step_makes_no_other(counselor, district):
    made = ask(counselor, district.ana)
    key = uuid4()
    take(now(counselor), request=made, client_uuid=key)
    with pytest.raises(RequestMoved):
        answered(counselor, made, uuid=key)
    made.refresh_from_db()
    assert (made.state, made.answered_on) == ("taken", None)


def test_the_key_of_somebody_else_makes_none_either(counselor, other, district):
    made = ask(counselor, district.ana)
    key = uuid4()
    take(now(counselor), request=made, client_uuid=key)
    with pytest.raises(RequestMoved):
        take(now(other), request=made, client_uuid=key)
    made.refresh_from_db()
    assert made.owner == counselor


def test_what_is_opened_again_belongs_to_whoever_opens_it(other, closed):
    made = reopen(now(other), request=closed, client_uuid=uuid4())
    assert (made.state, made.owner, made.outcome) == ("taken", other, "")
    assert made.answered_on is None  # whoever asked waits anew


@pytest.mark.parametrize("state", ["new", "taken"])
def test_who_answers_looks_after_it_where_nobody_did(counselor, district, state):
    owner = UserFactory() if state == "taken" else None
    made = HelpRequestFactory(student=district.ana, state=state, owner=owner)
    assert answered(counselor, made).owner == (owner or counselor)


def test_who_lets_it_rest_looks_after_it_where_nobody_did(counselor, district):
    made = HelpRequestFactory(student=district.ana)
    rests = pause(
        now(counselor),
        request=made,
        client_uuid=uuid4(),
        why=WhyPaused.BREAK,
        until=TODAY,
    )
    assert rests.owner == counselor
