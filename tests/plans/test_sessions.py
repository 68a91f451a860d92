"""Sessions of groups: kept once, delivered to plans, told of each child alone, and taken back."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from audit.models import AuditEvent
from plans.actions import (
    DayIsNotOpen,
    GroupIsOver,
    HeldSession,
    NobodyToMark,
    NotYourForm,
    NotYoursToTakeBack,
    SessionIsKept,
    SessionSavedOtherwise,
    SessionWasTakenBack,
    deliver,
    end_group,
    hold_session,
    leave_group,
    take_back_session,
)
from plans.actions.refusals import WasNotInGroup
from plans.choices import Delivered, Here, WhyGroupEnds, WhyLeft
from plans.models import Delivery, GroupSession, WordsApart
from plans.queries.plans import plan_file
from tasks.choices import TaskKind, TaskState
from tests.contacts.world import race
from tests.factories import (
    TODAY,
    GroupFactory,
    GroupMemberFactory,
    PlanFactory,
    StrategyFactory,
    TaskFactory,
    act,
)

UUID_1, UUID_2 = UUID(int=1), UUID(int=2)
LAST_WEEK = TODAY - timedelta(days=7)


@pytest.fixture
def group(district, who):
    group = GroupFactory(school=district.oak, facilitator=who)
    for student in (district.ana, district.ben):
        GroupMemberFactory(group=group, student=student)
    return group


def strategy_of(student, **values):
    """Have a plan with the attendance group, begun a week ago."""
    plain = {"plan": PlanFactory(student=student, started_on=LAST_WEEK), "code": "I17"}
    return StrategyFactory(**{**plain, "starts_on": LAST_WEEK, "weekdays": [2], **values})


def held(district, **values):
    here = {district.ana.pk: Here.PRESENT, district.ben.pk: Here.PRESENT}
    return HeldSession(**{"on": TODAY, "minutes": 40, "here": here, **values})


def hold(who, group, district, *, uuid=UUID_1, **values):
    told = held(district, **values)
    return hold_session(act(who), client_uuid=uuid, group=group, held=told)


def audited(action):
    found = AuditEvent.objects.filter(action=action).order_by("pk")
    return [(event.student_id, event.detail) for event in found]


# --- Kept ----------------------------------------------------------------------------------


def test_a_session_is_kept_once(district, group, who):
    words = {district.ana.pk: "Spoke of her brother."}
    first = hold(who, group, district, note="Mornings.", words=words)
    again = hold(who, group, district, note="Mornings.", words=words)
    assert first == again
    assert [(one.student, one.here) for one in first.presences.order_by("student")] == [
        (district.ana, Here.PRESENT),
        (district.ben, Here.PRESENT),
    ]
    apart = WordsApart.objects.get()
    assert (apart.student, apart.text) == (district.ana, "Spoke of her brother.")
    detail = {"session": first.pk, "on": "2026-11-18", "members": 2, "plans": 0}
    assert audited("group.met") == [(None, detail)]


def test_nothing_said_stands_in_the_log(district, group, who):
    hold(who, group, district, note="Told of a divorce.", words={district.ana.pk: "A divorce."})
    assert "divorce" not in str(audited("group.met") + audited("plan.delivered"))


def test_two_taps_at_once_keep_one(committed, district, group, who):
    answers = race(lambda _: hold(who, group, district))
    assert set(answers) == {GroupSession.objects.get()}


def test_a_day_has_one_session(district, group, who):
    hold(who, group, district)
    with pytest.raises(SessionIsKept):
        hold(who, group, district, uuid=UUID_2)


@pytest.mark.parametrize("part", ["on", "minutes", "note", "here", "words"])
def test_a_session_sent_again_otherwise_is_not_said_to_be_saved(district, group, who, part):
    """Saved, gone back, words about Ana added, saved again."""
    hold(who, group, district)
    here = {district.ana.pk: Here.PRESENT, district.ben.pk: Here.PULLED_OUT}
    other = {"on": LAST_WEEK, "minutes": 30, "note": "Mornings.", "here": here}
    other["words"] = {district.ana.pk: "Spoke of her brother."}
    with pytest.raises(SessionSavedOtherwise):
        hold(who, group, district, **{part: other[part]})
    assert not WordsApart.objects.exists()


def test_words_that_are_none_are_no_other_session(district, group, who):
    first = hold(who, group, district)
    assert hold(who, group, district, words={district.ana.pk: ""}) == first


def test_a_session_taken_back_is_not_said_to_be_saved(district, group, who):
    take_back_session(act(who), session=hold(who, group, district))
    with pytest.raises(SessionWasTakenBack):
        hold(who, group, district)


def test_the_key_of_a_colleagues_session_keeps_nothing(district, group, who, boss):
    hold(who, group, district)
    with pytest.raises(NotYourForm):
        hold(boss, group, district)


@pytest.mark.parametrize("days", [1, -29])
def test_a_day_to_come_or_before_the_group_has_no_session(district, group, who, days):
    with pytest.raises(DayIsNotOpen):
        hold(who, group, district, on=TODAY + timedelta(days=days))


def test_a_group_that_is_over_meets_no_more(district, group, who):
    yesterday = TODAY - timedelta(days=1)
    end_group(replace(act(who), on=yesterday), group=group, why=WhyGroupEnds.FINISHED)
    with pytest.raises(GroupIsOver):
        hold(who, group, district)
    hers = {district.ana.pk: "Said goodbye."}
    assert hold(who, group, district, on=yesterday, words=hers).presences.count() == 2


def test_who_was_not_in_the_group_on_the_day_is_not_left_out_silently(district, group, who):
    """Eve joins today: of yesterday's session nothing is kept while words about her were sent."""
    GroupMemberFactory(group=group, student=district.eve, joined_on=TODAY)
    here = dict.fromkeys((district.ana.pk, district.eve.pk), Here.PRESENT)
    words = {district.eve.pk: "Quiet."}
    yesterday = TODAY - timedelta(days=1)
    with pytest.raises(WasNotInGroup):
        hold(who, group, district, on=yesterday, here=here, words=words)
    assert not GroupSession.objects.exists()
    with pytest.raises(NobodyToMark):
        hold(who, group, district, here={})


@pytest.mark.parametrize(("days", "counts"), [(0, True), (1, False)])
def test_who_leaves_was_in_the_group_on_that_day(district, group, who, days, counts):
    left = TODAY - timedelta(days=days)
    leaves = replace(act(who), on=left)
    member = group.members.get(student=district.ben)
    leave_group(leaves, member=member, why=WhyLeft.MOVED)
    assert group.members_on(TODAY).filter(student=district.ben).exists() is counts


# --- What it is to plans -------------------------------------------------------------------


def test_a_session_is_what_became_of_each_plan_that_has_it(district, group, who):
    hers, his = strategy_of(district.ana), strategy_of(district.ben)
    here = {district.ana.pk: Here.PRESENT, district.ben.pk: Here.PULLED_OUT}
    kept = hold(who, group, district, here=here)
    assert [
        (one.strategy, one.on, one.status, one.minutes, one.session, one.by)
        for one in Delivery.objects.order_by("strategy")
    ] == [
        (hers, TODAY, Delivered.DONE, 40, kept, who),
        (his, TODAY, Delivered.STUDENT_AWAY, None, kept, who),
    ]
    [(student, detail), _] = audited("plan.delivered")
    assert (student, detail["strategy"], detail["status"]) == (district.ana.pk, hers.pk, "done")
    file = plan_file(hers.plan, on=TODAY)
    assert (file.lines[0].done, TODAY in file.lines[0].to_log) == (1, False)


@pytest.mark.parametrize(
    "values",
    [
        {"code": "I15"},
        {"starts_on": TODAY + timedelta(days=1)},
        {"ended_on": LAST_WEEK},
    ],
)
def test_a_plan_without_it_on_the_day_has_nothing_of_it(district, group, who, values):
    if "ended_on" in values:
        values |= {"ended_by": who, "end_reason": "Enough"}
    strategy_of(district.ana, **values)
    hold(who, group, district)
    assert not Delivery.objects.exists()


def test_a_session_says_anew_what_was_said_by_hand(district, group, who):
    hers = strategy_of(district.ana)
    deliver(act(who), strategy=hers, on=TODAY, status=Delivered.CANCELLED)
    hold(who, group, district)
    assert Delivery.objects.get().status == Delivered.DONE


def test_what_asked_to_log_it_is_done_by_the_session(district, group, who):
    hers = strategy_of(district.ana)
    asked = TaskFactory(
        student=district.ana, kind=TaskKind.SUPPORT, key="1", evidence={"plan": hers.plan_id}
    )
    hold(who, group, district)
    asked.refresh_from_db()
    assert (asked.state, asked.state_reason) == (TaskState.DONE, "It was logged")


@pytest.mark.parametrize("many", [1, 12])
def test_a_larger_group_costs_no_more(district, group, who, many, django_assert_max_num_queries):
    for _ in range(many):
        one = strategy_of(GroupMemberFactory(group=group).student)
    here = dict.fromkeys(group.members.values_list("student", flat=True), Here.PRESENT)
    with django_assert_max_num_queries(22):
        hold(who, group, district, here=here)
    assert Delivery.objects.filter(strategy=one, status=Delivered.DONE).exists()


# --- Taken back ----------------------------------------------------------------------------


def test_a_session_taken_back_counts_for_nothing(district, group, who):
    hers = strategy_of(district.ana)
    kept = hold(who, group, district, words={district.ana.pk: "Quiet."})
    take_back_session(act(who), session=kept)
    take_back_session(act(who), session=kept)
    assert Delivery.objects.get().status == Delivered.TAKEN_BACK
    line = plan_file(hers.plan, on=TODAY).lines[0]
    assert (line.done, line.logged, line.to_log[0]) == (0, [], TODAY)
    detail = {"session": kept.pk, "plans": 1}
    assert audited("group.session_taken_back") == [(None, detail)]
    assert hold(who, group, district, uuid=UUID_2) != kept
    assert Delivery.objects.get().status == Delivered.DONE


def test_what_was_said_of_the_day_since_stays(district, group, who):
    hers = strategy_of(district.ana)
    kept = hold(who, group, district)
    deliver(act(who), strategy=hers, on=TODAY, status=Delivered.REFUSED)
    take_back_session(act(who), session=kept)
    assert Delivery.objects.get().status == Delivered.REFUSED


def test_a_colleague_takes_no_session_back(district, group, who, boss):
    kept = hold(who, group, district)
    with pytest.raises(NotYoursToTakeBack):
        take_back_session(act(boss), session=kept)


def test_who_leads_the_group_takes_back_what_another_wrote(district, group, who, boss):
    kept = hold(boss, group, district)
    assert take_back_session(act(who), session=kept).taken_back_by == who


# --- The database --------------------------------------------------------------------------


def test_the_database_keeps_one_session_of_a_day(district, group, who):
    hold(who, group, district)
    row = GroupSession.objects.get()
    row.pk, row.client_uuid = None, UUID_2
    with pytest.raises(IntegrityError, match="group_session_once_a_day"), transaction.atomic():
        row.save()


@pytest.mark.parametrize("table", ["plans_presence", "plans_wordsapart"])
def test_what_was_written_of_a_child_is_not_rewritten(district, group, who, table):
    hold(who, group, district, words={district.ana.pk: "Quiet."})
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET student_id = student_id")  # noqa: S608 - of two names in this file
