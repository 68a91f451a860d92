"""What is late is proposed once, to whoever serves the student, and done by what is done with it."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from attendance.models import Assessment
from cases.actions import dismiss, do
from core import sql
from desk.registry import PROPOSALS
from intake.actions import pause, take
from intake.choices import WhyPaused
from intake.models import HelpRequest
from intake.queries.lists import late_on
from intake.queries.proposals import proposals
from law.packs import load_pack
from tasks.actions.refusals import AnswerIsMissing
from tasks.models import Task
from tests.factories import TODAY, YEAR, HelpRequestFactory, PolicyFactory, UserFactory, act
from tests.intake.world import answered, now
from tests.tasks.test_proposals import follow_now

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TITLE = "Answer a request for help"


def proposed(on=TODAY):
    """What is proposed of requests, by student."""
    [one] = proposals(load_pack("california"))
    rows = sql.rows(one.statement, {"on": on, **one.values})
    return [{**row, "evidence": json.loads(row["evidence"])} for row in rows]


def late(student, **values):
    return HelpRequestFactory(student=student, **{"due_on": TODAY - DAY, **values})


@pytest.fixture
def assessed(district):
    """The night has come: everybody was judged."""
    Assessment.objects.create(
        policy=PolicyFactory(), school_year=YEAR, as_of=TODAY, finished_at=act().at
    )


def test_it_says_by_when_and_no_word_of_it(district):
    made = late(district.ana, worry="Cries often", asker="student")
    [row] = proposed()
    assert (row["student_id"], row["school_id"]) == (district.ana.pk, district.oak.pk)
    assert row["title"] == TITLE
    assert row["reason"] == "Whoever asked was to have an answer by Nov 17."
    assert row["evidence"] == {"request": made.pk}
    assert "Cries" not in str(row)


@pytest.mark.parametrize(
    ("values", "is_late"),
    [
        ({"due_on": TODAY}, False),
        ({"due_on": TODAY - DAY}, True),
        ({"state": "taken"}, True),
        ({"state": "taken", "answered_on": TODAY}, False),
        ({"state": "answered", "answered_on": TODAY}, False),
        ({"state": "paused", "pause_reason": "away", "paused_until": TODAY + DAY}, False),
        ({"state": "paused", "pause_reason": "away", "paused_until": TODAY}, True),
        ({"state": "closed", "answered_on": TODAY, "outcome": "talked"}, False),
    ],
)
def test_the_list_and_what_is_proposed_agree_on_what_is_late(district, values, is_late):
    owner = {} if values.keys() == {"due_on"} else {"owner": UserFactory()}
    made = late(district.ana, **owner, **values)
    assert HelpRequest.objects.filter(late_on(TODAY)).exists() == is_late
    assert bool(proposed()) == is_late
    last = made.last_day_in_time
    assert (last is not None and last < TODAY) == is_late


def test_one_that_rested_is_to_be_taken_up_again(district):
    rests = {"state": "paused", "pause_reason": "break", "owner": UserFactory()}
    late(district.ana, paused_until=TODAY - DAY, **rests)
    [row] = proposed()
    assert row["title"] == "Take up a request for help again"
    assert row["reason"] == "It rested until Nov 17."


def test_it_is_on_todays_page_once_and_done_by_the_answer(district, counselor, assessed):
    assert proposals in PROPOSALS
    made = late(district.ana)
    follow_now()
    follow_now()
    task = Task.objects.get(title=TITLE)
    assert (task.kind, task.school) == ("answer", district.oak)
    taken = take(now(counselor), request=made, client_uuid=uuid4())
    task.refresh_from_db()
    assert task.state == "open"  # nobody has answered yet
    answered(counselor, taken)
    task.refresh_from_db()
    assert (task.state, task.state_reason) == ("done", "Answered")


def test_a_pause_does_it_too_and_when_it_is_over_it_is_asked_for_anew(
    district, counselor, assessed
):
    made = late(district.ana)
    follow_now()
    until = TODAY + DAY
    pause(now(counselor), request=made, client_uuid=uuid4(), why=WhyPaused.AWAY, until=until)
    assert Task.objects.get(title=TITLE).state == "done"
    assert proposed(on=until - DAY) == []
    assert [row["title"] for row in proposed(on=until)] == ["Take up a request for help again"]


def test_no_click_beside_the_page_does_it(district, counselor, assessed):
    late(district.ana)
    follow_now()
    task = Task.objects.get(title=TITLE)
    with pytest.raises(AnswerIsMissing):
        do(now(counselor), task=task)
    dismiss(now(counselor), task=task, reason="Answered on the way")
    [row] = proposed()
    assert row["key"] == task.key  # which is there already


def test_of_two_requests_each_has_its_own(district, counselor, assessed):
    first, _ = late(district.ana), late(district.ana)
    follow_now()
    assert Task.objects.filter(title=TITLE).count() == 2
    answered(counselor, first)
    states = Task.objects.filter(title=TITLE).values_list("evidence__request", "state")
    assert dict(states)[first.pk] == "done"
    assert sorted(dict(states).values()) == ["done", "open"]


def test_one_that_rested_and_was_taken_up_is_asked_for_once_more(district, counselor, assessed):
    """Nobody answered it yet: it was late before it rested, and is so after."""
    made = late(district.ana)
    follow_now()
    until = TODAY + DAY
    rests = pause(
        now(counselor), request=made, client_uuid=uuid4(), why=WhyPaused.AWAY, until=until
    )
    take(now(counselor), request=rests, client_uuid=uuid4())
    [row] = proposed()
    done = Task.objects.get(title=TITLE)
    assert (done.state, row["title"], row["key"] == done.key) == ("done", TITLE, False)
