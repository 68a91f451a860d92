"""A request for help: asked once, taken, answered, paused, closed."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from audit.models import AuditEvent
from intake.actions import (
    AnsweredBeforeAsked,
    AskedMeanwhile,
    NoAnswerYet,
    NotYourRequestForm,
    RequestMoved,
    SentOtherwise,
    StepSentOtherwise,
    close,
    pause,
    reopen,
    take,
)
from intake.choices import OPEN, RequestOutcome, Urgency, WhyPaused
from intake.models import HelpRequest, RequestStep
from intake.rules.stages import REQUEST_STAGES
from tests.factories import TODAY, HelpRequestFactory, UserFactory
from tests.intake.world import UUID_2, answered, ask, now

pytestmark = pytest.mark.django_db
FRIDAY = TODAY + timedelta(days=2)  # TODAY is a Wednesday


def test_a_request_is_kept_as_it_was_asked(counselor, district):
    made = ask(counselor, district.ana, tried="Moved the seat")
    assert (made.student, made.school, made.state) == (district.ana, district.oak, "new")
    assert made.reasons == [{"code": "B05", "label": "Sleep, mornings"}]
    assert (made.due_on, made.owner, made.answered_on) == (FRIDAY, None, None)
    row = AuditEvent.objects.get(action="request.asked")
    assert (row.student_id, row.target_id) == (district.ana.pk, str(made.pk))
    assert row.detail == {"asker": "staff", "urgency": "usual", "due_on": FRIDAY.isoformat()}


def test_what_cannot_wait_is_due_on_the_day(counselor, district):
    assert ask(counselor, district.ana, urgency=Urgency.TODAY).due_on == TODAY


def test_sent_twice_it_is_one(counselor, district):
    assert ask(counselor, district.ana) == ask(counselor, district.ana)
    assert AuditEvent.objects.filter(action="request.asked").count() == 1


def test_other_words_or_another_person_under_the_same_key_are_refused(counselor, district):
    ask(counselor, district.ana)
    with pytest.raises(SentOtherwise):
        ask(counselor, district.ana, worry="Never there")
    with pytest.raises(NotYourRequestForm):
        ask(UserFactory(), district.ana)
    with pytest.raises(NotYourRequestForm):
        ask(counselor, district.ben)


def test_one_that_is_open_is_said_before_another_is_kept(counselor, district):
    first = ask(counselor, district.ana)
    with pytest.raises(AskedMeanwhile):
        ask(counselor, district.ana, uuid=UUID_2)
    second = ask(counselor, district.ana, uuid=UUID_2, seen=first.pk)
    assert second.pk > first.pk
    closed = close(
        now(counselor),
        request=answered(counselor, second),
        client_uuid=uuid4(),
        outcome=RequestOutcome.TWICE,
    )
    assert closed.state == "closed"
    ask(counselor, district.ben, uuid=uuid4())  # of another student nothing is open


def test_a_reason_that_the_pack_does_not_know_is_left_out(counselor, district):
    assert ask(counselor, district.ana, reasons=["B05", "nothing", "B05"]).reasons == [
        {"code": "B05", "label": "Sleep, mornings"}
    ]


def test_from_new_to_closed_and_back(counselor, district):
    made = ask(counselor, district.ana)
    made = take(now(counselor), request=made, client_uuid=uuid4())
    assert (made.state, made.owner) == ("taken", counselor)
    made = answered(counselor, made)
    assert (made.state, made.answered_on) == ("answered", TODAY)
    until = TODAY + timedelta(days=7)
    made = pause(
        now(counselor), request=made, client_uuid=uuid4(), why=WhyPaused.AWAY, until=until
    )
    assert (made.state, made.pause_reason, made.paused_until) == ("paused", "away", until)
    made = take(now(counselor), request=made, client_uuid=uuid4())
    assert (made.state, made.pause_reason, made.paused_until) == ("taken", "", None)
    outcome = RequestOutcome.TALKED
    made = close(now(counselor), request=made, client_uuid=uuid4(), outcome=outcome)
    assert (made.state, made.outcome, made.is_open) == ("closed", "talked", False)
    made = reopen(now(counselor), request=made, client_uuid=uuid4())
    assert (made.state, made.outcome, made.answered_on) == ("taken", "", None)
    verbs = ["take", "answer", "pause", "take", "close", "reopen"]
    assert list(made.steps.order_by("pk").values_list("verb", flat=True)) == verbs
    made.refresh_from_db()
    assert made.state == "taken"


def test_whoever_asked_waits_anew_for_one_that_is_opened_again(counselor, district):
    made = answered(counselor, ask(counselor, district.ana, urgency=Urgency.TODAY))
    made = close(now(counselor), request=made, client_uuid=uuid4(), outcome=RequestOutcome.TALKED)
    later = replace(now(counselor), on=TODAY + timedelta(days=7))
    made = reopen(later, request=made, client_uuid=uuid4())
    assert (made.due_on, made.answered_on) == (TODAY + timedelta(days=7), None)
    assert made.last_day_in_time == TODAY + timedelta(days=7)
    assert made.steps.get(verb="reopen").until == made.due_on
    with pytest.raises(NoAnswerYet):
        close(later, request=made, client_uuid=uuid4(), outcome=RequestOutcome.TALKED)


def test_nothing_is_closed_without_an_answer(counselor, district):
    made = ask(counselor, district.ana)
    with pytest.raises(NoAnswerYet):
        close(now(counselor), request=made, client_uuid=uuid4(), outcome=RequestOutcome.NO_NEED)
    made.refresh_from_db()
    assert made.state == "new"
    assert not RequestStep.objects.exists()


def test_a_step_that_is_sent_twice_is_taken_once(counselor, district):
    made = ask(counselor, district.ana)
    key = uuid4()
    for _ in range(2):
        made = take(now(counselor), request=made, client_uuid=key)
    assert RequestStep.objects.count() == 1
    assert AuditEvent.objects.filter(action="request.taken").count() == 1


def test_what_cannot_be_done_from_here_changes_nothing(counselor, district):
    made = ask(counselor, district.ana)
    with pytest.raises(RequestMoved):
        reopen(now(counselor), request=made, client_uuid=uuid4())
    assert not RequestStep.objects.exists()


def test_a_colleague_takes_it_over(counselor, district):
    made = take(now(counselor), request=ask(counselor, district.ana), client_uuid=uuid4())
    other = UserFactory()
    assert take(now(other), request=made, client_uuid=uuid4()).owner == other


def test_the_first_answer_keeps_its_day(counselor, district):
    yesterday = TODAY - timedelta(days=1)
    made = answered(counselor, ask(counselor, district.ana, asked_on=yesterday), on=yesterday)
    made = take(now(counselor), request=made, client_uuid=uuid4())
    made = answered(counselor, made)
    assert made.answered_on == TODAY - timedelta(days=1)
    last = made.steps.order_by("pk").last()
    assert (last.words, last.how, last.on) == ("It came. Ana looks after it.", "person", TODAY)


def test_the_log_keeps_no_word_of_it(counselor, district):
    answered(counselor, ask(counselor, district.ana, worry="Cries often"))
    said = str(list(AuditEvent.objects.values_list("detail", flat=True)))
    assert not any(word in said for word in ("Cries", "Vega", "looks after", "Sleep"))


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"state": "gone"}, "request_state_is_known"),
        ({"state": "taken"}, "request_taken_by_somebody"),
        ({"paused_until": TODAY}, "request_paused_for_a_reason_until_a_day"),
        ({"outcome": "talked"}, "request_closed_with_an_outcome"),
    ],
)
def test_the_database_keeps_no_nonsense(values, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        HelpRequestFactory(**values)


def test_a_closed_one_without_an_answer_is_none():
    with pytest.raises(IntegrityError, match="request_closed_after_an_answer"):
        HelpRequestFactory(state="closed", outcome="talked", owner=UserFactory())


def test_what_was_asked_is_never_changed_or_deleted():
    made = HelpRequestFactory()
    for change in (
        lambda: HelpRequest.objects.filter(pk=made.pk).update(worry="Other"),
        made.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_every_open_stage_can_be_taken_and_closed():
    for stage in OPEN:
        assert {"take", "close"} <= set(REQUEST_STAGES.verbs(stage))
    assert REQUEST_STAGES.verbs("closed") == ["reopen"]


def test_an_answer_corrected_on_the_way_back_is_another_and_the_first_stays(counselor, district):
    yesterday = TODAY - timedelta(days=1)
    made, key = ask(counselor, district.ana, asked_on=yesterday), uuid4()
    answered(counselor, made, uuid=key)
    answered(counselor, made, uuid=key)  # the same once more is the same
    for other in ({"words": "Ben looks after it."}, {"how": "phone"}, {"on": yesterday}):
        with pytest.raises(StepSentOtherwise):
            answered(counselor, made, uuid=key, **other)
    answered(counselor, made, words="Ben looks after it.")
    said = list(RequestStep.objects.order_by("pk").values_list("words", flat=True))
    assert said == ["It came. Ana looks after it.", "Ben looks after it."]


def test_another_day_to_rest_to_is_no_repetition(counselor, district):
    made, key = ask(counselor, district.ana), uuid4()

    def rest(until, uuid=key):
        return pause(
            now(counselor), request=made, client_uuid=uuid, why=WhyPaused.AWAY, until=until
        )

    rest(FRIDAY)
    assert rest(FRIDAY).paused_until == FRIDAY
    with pytest.raises(StepSentOtherwise):
        rest(FRIDAY + timedelta(days=3))
    assert rest(FRIDAY + timedelta(days=3), uuid4()).paused_until == FRIDAY + timedelta(days=3)


def test_another_outcome_of_one_that_is_closed_is_refused(counselor, district):
    made, key = answered(counselor, ask(counselor, district.ana)), uuid4()
    close(now(counselor), request=made, client_uuid=key, outcome=RequestOutcome.TALKED)
    with pytest.raises(RequestMoved):
        close(now(counselor), request=made, client_uuid=key, outcome=RequestOutcome.TWICE)


def test_nobody_is_answered_before_they_asked(counselor, district):
    made = ask(counselor, district.ana)
    with pytest.raises(AnsweredBeforeAsked):
        answered(counselor, made, on=TODAY - timedelta(days=1))
    made.refresh_from_db()
    assert (made.state, made.answered_on) == ("new", None)
