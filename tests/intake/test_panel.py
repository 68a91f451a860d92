"""What stands of requests beside the timeline of a student, and in it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Permission, Role
from desk.queries.timeline import timeline as whole
from intake.actions import close, pause, take
from intake.choices import RequestOutcome, WhyPaused
from intake.queries.panel import panel
from intake.queries.timeline import STEPS, timeline
from intake.rules.stages import REQUEST_STAGES
from tests.factories import TODAY, HelpRequestFactory, UserFactory
from tests.intake.world import answered, ask, now
from tests.world import hire, sign_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MAY_WRITE = frozenset({Permission.CASE_READ, Permission.NOTE_WRITE})
MAY_READ = frozenset({Permission.CASE_READ})


def words(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def lived(counselor, district):
    """A request about Ana that was taken, answered, rested and closed."""
    made = ask(counselor, district.ana, worry="Cries often")
    made = take(now(counselor), request=made, client_uuid=uuid4())
    made = answered(counselor, made, words="She is looked after.")
    until = TODAY + DAY
    made = pause(
        now(counselor),
        request=made,
        client_uuid=uuid4(),
        why=WhyPaused.FAMILY,
        until=until,
    )
    return close(
        now(counselor),
        request=made,
        client_uuid=uuid4(),
        outcome=RequestOutcome.REFERRED,
    )


def test_the_open_ones_stand_in_the_order_of_their_answers(district):
    later = HelpRequestFactory(student=district.ana, due_on=TODAY + DAY)
    first = HelpRequestFactory(student=district.ana, due_on=TODAY - DAY)
    HelpRequestFactory(student=district.ben)
    found = panel(district.ana, MAY_WRITE)
    assert [one.request for one in found.open] == [first, later]
    assert [one.is_late for one in found.open] == [True, False]
    assert found.may_write


def test_of_those_that_are_closed_there_is_a_count(district, lived):
    found = panel(district.ana, MAY_READ)
    assert (found.open, found.closed, found.may_write) == ([], 1, False)


@pytest.mark.parametrize("many", [1, 30])
def test_it_takes_one_statement(district, many):
    for _ in range(many):
        HelpRequestFactory(student=district.ana, state="taken", owner=UserFactory())
    with CaptureQueriesContext(connection) as statements:
        found = panel(district.ana, MAY_WRITE)
        owners = {str(one.request.owner) for one in found.open}
    assert len(owners) == many
    assert len(statements) == 1


def test_beside_the_timeline_one_asks_for_help(district, counselor):
    made = HelpRequestFactory(student=district.ana, asker="parent", due_on=TODAY - DAY)
    page = words(sign_in(counselor).get(reverse("student-work", args=[district.ana.pk])))
    assert f"{reverse('intake:ask')}?student={district.ana.pk}" in page
    assert reverse("intake:request", args=[made.pk]) in page
    assert "nobody has taken it" in page


def test_who_may_write_no_notes_sees_how_far_it_is_and_opens_nothing(district):
    made = HelpRequestFactory(student=district.ana, worry="Cries often")
    reader = sign_in(hire(Role.AUDITOR))
    page = words(reader.get(reverse("student-work", args=[district.ana.pk])))
    assert "A teacher or other staff" in page
    assert reverse("intake:request", args=[made.pk]) not in page
    assert reverse("intake:ask") not in page
    assert "Cries" not in page


def test_nobody_waits(district, counselor):
    page = words(sign_in(counselor).get(reverse("student-work", args=[district.ana.pk])))
    assert "Nobody waits for an answer." in page


def test_the_timeline_tells_each_step_and_no_word(district, lived, counselor):
    told = list(timeline(district.ana.pk))
    assert [entry.title for entry in told] == [
        "Help asked for by a teacher or other staff",
        "Request for help taken",
        "Request for help answered",
        "Request for help rests",
        "Request for help closed",
    ]
    assert told[0].facts == ("answer by Nov 20",)
    assert told[3].facts == ("The family asked to wait", "until Nov 19")
    assert told[4].facts == ("Handed on to somebody who helps",)
    assert {entry.by for entry in told} == {str(counselor)}
    assert not any(word in str(told) for word in ("Cries", "Vega", "looked after"))


def test_every_step_of_the_table_is_told():
    assert STEPS.keys() == REQUEST_STAGES.moves.keys()


def test_the_timeline_of_the_student_is_narrowed_to_requests(district, lived):
    assert len(whole(district.ana.pk, kind="request", may=MAY_WRITE)) == 5
    assert all(entry.href for entry in whole(district.ana.pk, kind="request", may=MAY_WRITE))
    assert not any(entry.href for entry in whole(district.ana.pk, kind="request", may=MAY_READ))
    assert whole(district.ben.pk, kind="request") == []


@pytest.mark.parametrize("many", [2, 20])
def test_it_is_told_in_two_statements(district, counselor, many):
    for n in range(many):
        made = HelpRequestFactory(student=district.ana, due_on=TODAY + n * DAY)
        take(now(counselor), request=made, client_uuid=uuid4())
    with CaptureQueriesContext(connection) as statements:
        told = list(timeline(district.ana.pk))
    assert len(told) == 2 * many
    assert len(statements) == 2
