"""Planning, counting and looking back: each once, by a person, with its audit row."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, transaction

from accounts.choices import Role
from audit.models import AuditEvent
from programs.actions import (
    CampaignMoved,
    CampaignPlan,
    CountedOtherwise,
    Headcount,
    NotOfOneYear,
    NotYourCampaignForm,
    PlannedOtherwise,
    ReachedBefore,
    TooEarly,
    call_off,
    change_campaign,
    count_reached,
    look_back,
    plan_campaign,
    resume,
    take_back_reached,
)
from programs.choices import Again, Audience, CampaignKind, CampaignState
from programs.models import Campaign, ReachCount
from tests.factories import TODAY, act
from tests.world import hire

UUID = uuid.UUID(int=7)
PLAN = CampaignPlan(
    kind=CampaignKind.GRADE_GOAL,
    name="Ninth grade in the morning",
    starts_on=TODAY,
    ends_on=TODAY + timedelta(days=11),
    audience=["students", "families"],
    what="Greeted at the door.",
    care=["perfect"],
    grades=["9"],
    words={"en": "We are glad you are here."},
    goal_missed=6,
    cost=120,
)


def plan(who, school, given=PLAN, key=UUID):
    return plan_campaign(act(who), client_uuid=key, school=school, plan=given, idea="T09")


def actions_of(campaign):
    events = AuditEvent.objects.filter(target_kind="campaign", target_id=str(campaign.pk))
    return list(events.order_by("pk").values_list("action", flat=True))


def count(who, campaign, key=UUID, **said):
    given = Headcount(**{"on": TODAY, "audience": Audience.FAMILIES, "people": 24, **said})
    return count_reached(act(who), campaign=campaign, client_uuid=key, count=given)


def test_it_is_planned_once_and_looked_after_by_whoever_planned_it(district, counselor):
    made = plan(counselor, district.oak)
    assert plan(counselor, district.oak) == made
    assert (made.owner, made.idea, made.state) == (counselor, "T09", CampaignState.OPEN)
    assert {name: getattr(made, name) for name in vars(PLAN)} == vars(PLAN)
    assert actions_of(made) == ["campaign.planned"]


def test_another_plan_under_its_key_is_refused(district, counselor):
    plan(counselor, district.oak)
    with pytest.raises(PlannedOtherwise):
        plan(counselor, district.oak, replace(PLAN, name="Another"))
    with pytest.raises(PlannedOtherwise):
        plan(counselor, district.elm)
    with pytest.raises(NotYourCampaignForm):
        plan(hire(Role.COUNSELOR, district.oak), district.oak)
    assert Campaign.objects.get().name == PLAN.name


def test_days_of_two_school_years_are_refused(district, counselor):
    two = replace(PLAN, starts_on=date(2027, 6, 30), ends_on=date(2027, 7, 1))
    with pytest.raises(NotOfOneYear):
        plan(counselor, district.oak, two)
    made = plan(counselor, district.oak)
    with pytest.raises(NotOfOneYear):
        change_campaign(act(counselor), campaign=made, plan=two)


def test_it_is_changed_and_taken_over(district, counselor):
    other = hire(Role.SCHOOL_ADMINISTRATOR, district.oak)
    made = plan(counselor, district.oak)
    change_campaign(act(other), campaign=made, plan=PLAN)
    assert actions_of(made) == ["campaign.planned"]  # the same again is no change
    found = change_campaign(
        act(other), campaign=made, plan=replace(PLAN, cost=None), takes_over=True
    )
    assert (found.cost, found.owner) == (None, other)
    assert AuditEvent.objects.get(action="campaign.changed").detail == {
        "fields": ["cost", "owner_id"]
    }


def test_it_is_called_off_and_taken_up_again(counselor, running):
    off = call_off(act(counselor), campaign=running)
    assert (off.state, off.state_by, off.state_on) == ("called_off", counselor, TODAY)
    call_off(act(counselor), campaign=running)
    with pytest.raises(CampaignMoved):
        change_campaign(act(counselor), campaign=running, plan=PLAN)
    with pytest.raises(CampaignMoved):
        look_back(act(counselor), campaign=running, again=Again.KEEP, learned="")
    back = resume(act(counselor), campaign=running)
    assert (back.state, back.state_by, back.state_on) == ("open", None, None)
    assert actions_of(running) == ["campaign.called_off", "campaign.resumed"]


def test_it_is_looked_back_on_and_again_in_other_words(counselor, running):
    for learned in ("Doors.", "Doors.", "Doors and bread."):
        found = look_back(act(counselor), campaign=running, again=Again.CHANGE, learned=learned)
    assert (found.again, found.learned, found.state_by) == (
        "change",
        "Doors and bread.",
        counselor,
    )
    assert actions_of(running) == ["campaign.looked_back"] * 2
    with pytest.raises(CampaignMoved):
        call_off(act(counselor), campaign=running)


def test_what_has_not_begun_is_not_looked_back_on(district, counselor):
    later = replace(PLAN, starts_on=TODAY + timedelta(days=1))
    with pytest.raises(TooEarly):
        look_back(
            act(counselor),
            campaign=plan(counselor, district.oak, later),
            again=Again.KEEP,
            learned="",
        )


def test_who_was_reached_is_counted_once(counselor, running):
    made = count(counselor, running)
    assert count(counselor, running) == made
    assert (made.people, made.on, made.by) == (24, TODAY, counselor)
    with pytest.raises(CountedOtherwise):
        count(counselor, running, people=25)
    assert actions_of(running) == ["campaign.reached"]
    assert AuditEvent.objects.get().detail == {
        "reached": made.pk,
        "audience": "families",
        "people": 24,
    }


def test_a_count_of_somebody_else_s_key_is_refused(district, counselor, running):
    count(counselor, running)
    with pytest.raises(NotYourCampaignForm):
        count(hire(Role.COUNSELOR, district.oak), running)


def test_nobody_is_reached_before_its_first_day_or_once_it_is_called_off(counselor, running):
    with pytest.raises(ReachedBefore):
        count(counselor, running, on=running.starts_on - timedelta(days=1))
    assert count(counselor, running, on=running.starts_on).people == 24
    call_off(act(counselor), campaign=running)
    with pytest.raises(ReachedBefore):
        count(counselor, running, key=uuid.uuid4())


def test_a_count_is_taken_back_once_and_stays_to_be_read(counselor, running):
    made = count(counselor, running)
    for _ in range(2):
        take_back_reached(act(counselor), reached=made)
    assert ReachCount.objects.get().taken_back_by == counselor
    assert actions_of(running) == ["campaign.reached", "campaign.reached_taken_back"]
    call_off(act(counselor), campaign=running)
    with pytest.raises(CampaignMoved):
        take_back_reached(act(counselor), reached=made)


def test_the_database_keeps_what_was_counted(counselor, running):
    made = count(counselor, running)
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        ReachCount.objects.filter(pk=made.pk).update(people=1)
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        made.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.objects.filter(pk=running.pk).update(state=CampaignState.REVIEWED)
