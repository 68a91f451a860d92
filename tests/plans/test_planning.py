"""Starting a plan: once, for a case, with its goal, its strategies and who agreed."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from accounts.choices import Role
from audit.models import AuditEvent
from cases.actions import CannotHoldCases, close_case
from cases.choices import CloseReason
from cases.models import Case
from law.actions import use_policy
from plans.actions import (
    Agreed,
    NotYourForm,
    PlanIsOver,
    PlanIsRunning,
    TooManyStrategies,
    add_strategy,
    answer,
    start_plan,
)
from plans.choices import PlanAnswer
from plans.models import Plan, PlanAgreement, Strategy
from tests.contacts.world import race
from tests.factories import TODAY, CaseFactory, GuardianshipFactory, UserFactory, act
from tests.plans.test_reviews import review
from tests.plans.world import UUID_2, chosen, goal, start
from tests.world import hire


def audited(action):
    return list(AuditEvent.objects.filter(action=action).order_by("pk"))


def test_a_plan_begins_with_its_goal_and_what_is_done(district, who, case):
    plan = start(who, district.ana, strategies=[chosen(), chosen(title="Robotics", code="")])
    assert (plan.student, plan.case, plan.started_on) == (district.ana, case, TODAY)
    assert (plan.goal_missed, plan.goal_days) == (2, 20)
    assert (plan.baseline_missed, plan.baseline_days) == (6, 20)
    assert plan.review_on == TODAY + timedelta(days=28)
    told = [(one.title, one.code, one.weekdays) for one in plan.strategies.order_by("pk")]
    assert told == [("Success Mentor", "I15", [0, 2, 4]), ("Robotics", "", [0, 2, 4])]
    [event] = audited("plan.started")
    keys = [one.pk for one in plan.strategies.order_by("pk")]
    assert event.detail == {"goal": "2 of 20", "strategies": keys}  # no words: more people read it
    assert event.student_id == district.ana.pk


def test_without_a_case_one_is_opened_for_who_acts(district, who):
    plan = start(who, district.ana, tier="intensive", reason="12 days")
    case = Case.objects.get()
    assert (plan.case, case.owner, case.tier) == (case, who, "intensive")
    assert case.tiers.get().reason == "12 days"


def test_the_tier_of_a_case_is_left_as_a_person_decided_it(district, who, case):
    start(who, district.ana, tier="intensive", reason="12 days")
    case.refresh_from_db()
    assert case.tier == "early"
    assert Case.objects.count() == 1


def test_who_cannot_hold_cases_starts_no_plan_without_one(district):
    nobody = UserFactory()
    with pytest.raises(CannotHoldCases):
        start(nobody, district.ana)
    assert not Plan.objects.exists()
    assert not Case.objects.exists()
    assert not AuditEvent.objects.exists()


def test_sent_twice_it_is_one(district, who, case):
    first, again = start(who, district.ana), start(who, district.ana)
    assert first == again
    assert (Plan.objects.count(), Strategy.objects.count()) == (1, 1)
    assert len(audited("plan.started")) == 1


@pytest.mark.parametrize(
    "values",
    [
        {"goal": goal(missed=5)},
        {"strategies": [chosen(title="Robotics")]},
        {"strategies": [chosen(owner_name="Ms. Ada")]},
        {"strategies": [chosen(weekdays=[0])]},
        {"strategies": [chosen(), chosen(title="Robotics")]},
    ],
)
def test_sent_again_otherwise_it_is_not_said_to_be_started(district, who, case, values):
    start(who, district.ana)
    with pytest.raises(PlanIsRunning):
        start(who, district.ana, **values)
    assert Strategy.objects.count() == 1


def test_sent_again_after_it_went_on_it_is_the_one(district, who, case):
    plan = start(who, district.ana, goal=goal(missed=3))
    add_strategy(act(who), plan=plan, chosen=chosen(title="Robotics"))
    review(who, plan)  # its goal is another now
    assert start(who, district.ana, goal=goal(missed=3)) == plan


@pytest.mark.parametrize(("most", "is_refused"), [(1, True), (2, False)])
def test_a_plan_begins_with_few_things(district, who, case, most, is_refused):
    parameters = {"plan.most_strategies": most}
    use_policy(act(who), pack="lausd", overrides=parameters, effective_from=TODAY)
    two = [chosen(), chosen(title="Robotics")]
    if is_refused:
        with pytest.raises(TooManyStrategies):
            start(who, district.ana, strategies=two)
    else:
        start(who, district.ana, strategies=two)
    assert Plan.objects.exists() != is_refused


def test_a_second_plan_of_a_case_is_refused_and_leaves_nothing(district, who, case):
    start(who, district.ana)
    with pytest.raises(PlanIsRunning):
        start(who, district.ana, uuid=UUID_2)
    assert Plan.objects.count() == 1


def test_another_sends_nothing_under_the_same_key(district, who, case):
    start(who, district.ana)
    with pytest.raises(NotYourForm):
        start(hire(Role.COUNSELOR, district.oak), district.ana)
    with pytest.raises(NotYourForm):
        start(who, district.ben)
    assert Plan.objects.count() == 1


def test_a_closed_case_is_none(district, who, case):
    close_case(act(who), case=case, reason=CloseReason.IMPROVED, note="")
    plan = start(who, district.ana)
    assert plan.case != case
    assert plan.case.is_open


def test_a_double_click_starts_one(committed, district, who):
    answers = race(lambda _: start(who, district.ana))
    assert {one.pk for one in answers} == {Plan.objects.get().pk}
    assert Case.objects.count() == 1


def test_the_database_holds_one_running_plan_to_a_case(district, who, case):
    plan = start(who, district.ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.create(
            **{
                field.attname: getattr(plan, field.attname)
                for field in Plan._meta.local_fields
                if field.name not in ("id", "client_uuid")
            },
            client_uuid=UUID_2,
        )


@pytest.mark.parametrize(
    "values",
    [
        {"goal_missed": 20},
        {"goal_missed": -1},
        {"baseline_missed": 21},
        {"baseline_missed": -1},
        {"goal_until": TODAY},
        {"ended_on": TODAY},
        {"end_reason": "No"},
    ],
)
def test_a_plan_that_cannot_be_is_refused_by_the_database(district, who, case, values):
    plan = start(who, district.ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(**values)


@pytest.mark.parametrize("model", [Plan, Strategy, PlanAgreement])
def test_what_was_planned_is_never_deleted(district, who, case, model):
    start(who, district.ana, agreed=[Agreed("Ana Ito")])
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.all().delete()


# --- Who agreed ----------------------------------------------------------------------------


def answers_of(plan):
    rows = plan.agreements.order_by("pk")
    return [(row.name, row.guardian, row.answer) for row in rows]


def test_who_agreed_at_the_start_is_kept_by_name_and_day(district, who, case):
    adult = GuardianshipFactory(student=district.ana).guardian
    agreed = [Agreed("Ana Ito"), Agreed("Rosa Ito", adult)]
    plan = start(who, district.ana, agreed=agreed)
    assert answers_of(plan) == [
        ("Ana Ito", None, "agreed"),
        ("Rosa Ito", adult, "agreed"),
    ]
    assert plan.agreements.first().on == TODAY


def test_an_answer_later_is_kept_beside_the_first(district, who, case):
    plan = start(who, district.ana, agreed=[Agreed("Ana Ito")])
    answer(act(who), plan=plan, agreed=[Agreed("Ana Ito", None, PlanAnswer.DECLINED)])
    assert [said for *_, said in answers_of(plan)] == ["agreed", "declined"]
    [event] = audited("plan.answered")
    assert event.detail == {"answers": [{"adult": None, "answer": "declined"}]}


def test_the_same_answer_again_changes_nothing(district, who, case):
    plan = start(who, district.ana, agreed=[Agreed("Ana Ito")])
    answer(act(who), plan=plan, agreed=[Agreed("Ana Ito")])
    assert len(answers_of(plan)) == 1
    assert audited("plan.answered") == []


def test_nobody_answers_to_a_plan_that_rests(district, who, case):
    plan = start(who, district.ana)
    close_case(act(who), case=case, reason=CloseReason.MOVED, note="")
    with pytest.raises(PlanIsOver):
        answer(act(who), plan=plan, agreed=[Agreed("Ana Ito")])
    assert answers_of(plan) == []


def test_a_plan_without_strategies_can_be_started(district, who, case):
    plan = start_plan(
        act(who),
        client_uuid=UUID_2,
        student=district.ana,
        template="",
        goal=goal(),
        strategies=[],
    )
    assert not plan.strategies.exists()


def test_running_plans_are_those_of_open_cases(district, who, case):
    plan = start(who, district.ana)
    other = CaseFactory(student=district.ben)
    start(who, district.ben, uuid=UUID_2)
    close_case(act(who), case=other, reason=CloseReason.IMPROVED, note="")
    assert list(Plan.objects.running()) == [plan]
    assert {one.stage for one in Plan.objects.select_related("case")} == {"running", "over"}
