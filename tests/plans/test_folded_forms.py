"""What few open on the page of a plan comes when it is opened, to whoever may fill it in."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.choices import Role
from cases.actions import close_case
from cases.choices import CloseReason
from plans.actions import end_strategy
from tests.factories import TODAY, act
from tests.plans.world import chosen, judged, school_days, start
from tests.world import hire, sign_in

FORMS = {
    "log": ("plans:deliver", "Another day, or say it anew"),
    "end": ("plans:end", "End it"),
    "add": ("plans:add", "Add a strategy"),
    "answer": ("plans:answer", "Write down an answer"),
    "review": ("plans:review", "Review it today"),
}


@pytest.fixture
def plan(district, who, case):
    return start(who, district.ana, strategies=[chosen(starts_on=TODAY - timedelta(days=7))])


def page(client, plan, asked=""):
    opened = f"?open={asked}" if asked else ""
    return client.get(reverse("plans:plan", args=[plan.pk]) + opened).content.decode()


def names_of(plan):
    """Each form by the name under which it is asked for, with the address that it is sent to."""
    key = plan.strategies.get().pk
    return {
        f"{kind}-{key}" if kind in ("log", "end") else kind: reverse(
            address, args=[key if kind == "end" else plan.pk]
        )
        for kind, (address, _) in FORMS.items()
    }


def opens(html, name, action):
    """Whether a form is there, open, and not the way to it."""
    is_there = (
        f'id="fold-{name}" open' in html
        and f'action="{action}"' in html.split(f'"fold-{name}"')[1]
    )
    leads = f"?open={name}#fold-{name}" in html
    assert is_there != leads or not is_there
    return is_there


def test_each_is_led_to_and_comes_alone(who, plan):
    client = sign_in(who)
    closed, names = page(client, plan), names_of(plan)
    for name, action in names.items():
        assert f'href="{reverse("plans:plan", args=[plan.pk])}?open={name}#fold-{name}"' in closed
        opened = page(client, plan, name)
        assert [one for one, there in names.items() if opens(opened, one, there)] == [name]
        assert opens(opened, name, action)
    assert not any(opens(closed, name, action) for name, action in names.items())


@pytest.mark.parametrize("asked", ["nothing", "log-0", "end-x", "log", "add-1'--", "-", "%00"])
def test_what_is_no_form_opens_none(who, plan, asked):
    html = page(sign_in(who), plan, asked)
    assert not any(opens(html, name, action) for name, action in names_of(plan).items())


def test_who_may_not_fill_it_in_gets_none_and_no_way_to_it(district, plan):
    reader = sign_in(hire(Role.AUDITOR))
    for name in names_of(plan):
        html = page(reader, plan, name)
        assert f"fold-{name}" not in html
        assert "</form" not in html.split('id="strategies-title"')[1].split("</section>")[0]


def test_a_strategy_that_ended_is_not_ended_again_and_its_days_are_still_said(who, plan):
    strategy = plan.strategies.get()
    end_strategy(act(who), strategy=strategy, reason="It worked")
    client = sign_in(who)
    assert f"fold-end-{strategy.pk}" not in page(client, plan, f"end-{strategy.pk}")
    assert f'fold-log-{strategy.pk}" open' in page(client, plan, f"log-{strategy.pk}")


def test_of_a_plan_that_rests_nothing_opens(who, plan):
    names = names_of(plan)
    close_case(act(who), case=plan.case, reason=CloseReason.IMPROVED, note="")
    for name in names:
        assert f"fold-{name}" not in page(sign_in(who), plan, name)


def test_what_changed_is_said_with_its_limits(district, who, plan):
    began = TODAY - timedelta(days=7)
    school_days(district.oak, began - timedelta(weeks=5), TODAY)
    judged(district.ana, district.oak, missed=[began - timedelta(days=1), began])
    html = " ".join(page(sign_in(who), plan, "changed").split())
    assert "Missed before" in html
    assert html.count(">1 of ") == 2
    assert "nothing here shows what helped" in html


def test_what_is_done_is_told_to_nobody_else(plan):
    html = page(sign_in(hire(Role.AUDITOR)), plan, "changed")
    assert "What changed for this student" not in html
    assert "Success Mentor" not in html
