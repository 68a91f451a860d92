"""What the forms of a plan make of what was sent: without a database."""

import pytest
from crispy_forms.utils import render_crispy_form

from attendance.choices import Tier
from law.packs import load_pack
from plans.choices import Delivered
from plans.forms import (
    DeliveryForm,
    EndStrategyForm,
    PlanAnswerForm,
    PlanForm,
    StrategyForm,
)
from plans.queries.menu import menu_of
from tests.factories import TODAY

PRACTICE = load_pack("california").practice
PEOPLE = [("student", "Ana Ito"), ("adult:7", "Rosa Ito")]
MENTOR = {"strategy_1": "I15", "owner_1": "Mr. Lee", "days_1": ["0", "2", "4"]}


def form(*, has_case=True, **values):
    data = {"goal_missed": "2", **MENTOR, **values}
    return PlanForm(
        data, practice=PRACTICE, window=20, has_case=has_case, people=PEOPLE, today=TODAY
    )


def faults(**values):
    return {name: list(errors) for name, errors in form(**values).errors.items()}


def chosen(**values):
    sent = form(**values)
    assert sent.is_valid(), sent.errors
    return sent.chosen()


def test_the_menu_has_each_entry_once_by_its_first_tier():
    menu = menu_of(PRACTICE)
    assert menu[0] == ("", "Nothing")
    assert [label for label, _ in menu[1:]] == ["Intensive", "Early", "Prevention"]
    codes = [code for _, group in menu[1:] for code, _ in group]
    assert sorted(codes) == sorted(PRACTICE.interventions)


def test_a_tier_without_an_entry_has_no_heading(testland_practice):
    assert [label for label, _ in menu_of(testland_practice)[1:]] == ["Early", "Prevention"]


def test_one_strategy_of_the_menu_takes_its_name_its_rating_and_its_dose():
    [one] = chosen()
    assert (one.code, one.title, one.rating) == ("I15", "Success Mentor", "P")
    assert one.dose == PRACTICE.interventions["I15"].dose
    assert (one.owner_name, one.weekdays, one.starts_on) == ("Mr. Lee", [0, 2, 4], TODAY)


def test_own_words_are_a_strategy_without_evidence():
    [one] = chosen(strategy_1="", own_1="Aunt drives", owner_1="Aunt Rosa", days_1=[])
    assert (one.code, one.title, one.rating, one.dose) == ("", "Aunt drives", "", "")
    assert one.weekdays == []


def test_three_strategies_stand_in_their_order():
    more = {"strategy_2": "I25", "owner_2": "Mother", "own_3": "Robotics", "owner_3": "Club"}
    assert [one.title for one in chosen(**more)] == [
        "Success Mentor",
        "Family help bank",
        "Robotics",
    ]


@pytest.mark.parametrize("most", [1, 2, 3])
def test_as_many_strategies_are_asked_for_as_the_policy_has(most):
    asked = PlanForm(practice=PRACTICE, most=most)
    found = [name for name in asked.fields if name.startswith(("strategy_", "own_", "days_"))]
    assert len(found) == 3 * most
    drawn = render_crispy_form(asked)
    assert ("Second strategy" in drawn, "Third strategy" in drawn) == (most > 1, most > 2)


def test_what_was_left_empty_in_between_is_left_out():
    more = {"own_3": "Robotics", "owner_3": "Club"}
    assert [one.title for one in chosen(**more)] == ["Success Mentor", "Robotics"]


@pytest.mark.parametrize(
    ("values", "name", "fault"),
    [
        ({"owner_1": ""}, "owner_1", "Say who does it."),
        ({"own_2": "Robotics"}, "owner_2", "Say who does it."),
        (
            {"own_1": "Robotics"},
            "own_1",
            "Choose from the menu or write your own: not both.",
        ),
        (
            {"strategy_1": "", "owner_1": ""},
            "__all__",
            "Choose at least one strategy, or write one in your own words.",
        ),
        ({"goal_missed": ""}, "goal_missed", "Enter how many days may be missed."),
        ({"goal_missed": "20"}, "goal_missed", "A goal is fewer than 20 days."),
        (
            {"goal_missed": "-1"},
            "goal_missed",
            "How many days may be missed must be 0 or more.",
        ),
        ({"strategy_1": "I99"}, "strategy_1", "Choose the strategy from what is offered."),
    ],
)
def test_what_is_missing_is_asked_for(values, name, fault):
    assert fault in faults(**values)[name]


@pytest.mark.parametrize("goal", ["0", "1", "19"])
def test_a_goal_is_fewer_days_than_its_window(goal):
    assert form(goal_missed=goal).is_valid()


@pytest.mark.parametrize(
    ("name", "value"),
    [("days_1", ["7"]), ("days_1", ["x"]), ("agreed", ["adult:8"]), ("agreed", ["nobody"])],
)
def test_what_is_not_offered_is_not_taken(name, value):
    assert name in faults(**{name: value})


@pytest.mark.parametrize("name", ["own_1", "owner_1"])
def test_words_of_immigration_status_come_back(name):
    values = {"strategy_1": "", "own_1": "Aunt drives", name: "They have no papers."}
    assert name in faults(**values)


def test_a_case_is_opened_with_its_tier_and_why():
    without = form(has_case=False)
    assert {"tier", "reason"} <= without.errors.keys()
    assert form(has_case=False, tier="early", reason="12 days").is_valid()
    assert "tier" in form(has_case=False, tier="grave", reason="12 days").errors


def test_with_a_case_neither_is_asked_for_or_shown():
    sent = form(has_case=True)
    assert sent.is_valid()
    assert sent["tier"].is_hidden
    assert sent["reason"].is_hidden


def test_the_goal_says_of_how_many_days():
    assert form().fields["goal_missed"].help_text == "of the next 20 school days"


def test_who_agreed_is_whoever_was_ticked():
    sent = form(agreed=["adult:7", "student"])
    assert sent.is_valid()
    assert sent.cleaned_data["agreed"] == ["adult:7", "student"]


def test_one_more_strategy_is_one():
    sent = StrategyForm(MENTOR, practice=PRACTICE, today=TODAY)
    assert sent.is_valid()
    assert [one.code for one in sent.chosen()] == ["I15"]
    empty = StrategyForm({}, practice=PRACTICE, today=TODAY)
    assert list(empty.errors) == ["__all__"]


@pytest.mark.parametrize(
    ("who", "answer", "is_valid"),
    [
        ("student", "agreed", True),
        ("adult:7", "declined", True),
        ("adult:8", "agreed", False),
        ("student", "perhaps", False),
        ("", "agreed", False),
        ("student", "", False),
    ],
)
def test_an_answer_is_of_somebody_who_may_give_one(who, answer, is_valid):
    sent = PlanAnswerForm({"who": who, "answer": answer}, people=PEOPLE)
    assert sent.is_valid() == is_valid


@pytest.mark.parametrize(("reason", "is_valid"), [("It worked", True), ("", False), (" ", False)])
def test_a_strategy_ends_with_a_reason(reason, is_valid):
    assert EndStrategyForm({"reason": reason}).is_valid() == is_valid


@pytest.mark.parametrize("status", [value for value, _ in Delivered.to_say()])
def test_a_button_says_a_strategy_a_day_and_what_became_of_it(status):
    sent = DeliveryForm({"strategy": "3", "on": "2026-11-18", "status": status}, today=TODAY)
    assert sent.is_valid()
    assert (sent.cleaned_data["strategy"], sent.cleaned_data["on"]) == (3, TODAY)


@pytest.mark.parametrize(
    "values",
    [
        {"strategy": ""},
        {"strategy": "-1"},
        {"strategy": "99999999999999999999"},
        {"on": "2026-11-19"},  # tomorrow
        {"on": "2025-11-16"},  # more than a year ago
        {"on": ""},
        {"status": "perhaps"},
        {"status": ""},
    ],
)
def test_what_no_button_says_is_not_understood(values):
    sent = {"strategy": "3", "on": "2026-11-18", "status": "done", **values}
    assert not DeliveryForm(sent, today=TODAY).is_valid()


def test_tiers_are_those_of_judging():
    assert [value for value, _ in form().fields["tier"].choices] == Tier.values
