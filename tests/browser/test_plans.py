"""Plans in a real browser: what is done often takes as few clicks as promised."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.choices import Role
from attendance.models import WeeksCounted
from plans.models import Delivery, Plan, PlanReview
from tests.desk.test_weeks import keep
from tests.factories import TODAY, YEAR, act
from tests.plans.world import chosen, goal, hold, judged, school_days, start
from tests.world import hire, person

pytestmark = pytest.mark.browser
WEEKS = timedelta(weeks=4)


@pytest.fixture
def known(ana, district, counselor):
    """Ana missed four days of the last weeks, and said that mornings are hard."""
    school_days(district.oak, TODAY - WEEKS, TODAY + 2 * WEEKS)
    judged(ana, district.oak, missed=[TODAY - timedelta(days=n) for n in (1, 2, 5, 6)])
    hold(counselor.user, ana)
    return ana


@pytest.fixture
def plan(known, counselor):
    """A plan that began two weeks ago and is to be reviewed today."""
    window = goal(begins=TODAY - timedelta(days=13), review_on=TODAY)
    began = TODAY - timedelta(days=14)
    return start(counselor.user, known, goal=window, strategies=[chosen(starts_on=began)])


class Clicks:
    """Clicks what has that name, and counts."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def __call__(self, role, name):
        self.count += 1
        self.page.locator("#main").get_by_role(role, name=name).first.click()


def test_every_screen_of_plans_can_be_read(
    screens, counselor, plan, faults_wide_and_narrow, district
):
    student = f"?student={plan.student_id}"
    ben = f"?student={district.ben.pk}"
    boss = person(hire(Role.DIRECTOR))
    keep(district.oak, 10, 10, 10, 10, 30, 30, 30, 30)
    counted = {"school_year": YEAR, "assessment": 1, "as_of": TODAY}
    WeeksCounted.objects.create(counted_at=act().at, **counted)
    wrong = []
    for who, address in (
        (counselor, reverse("plans:ask") + student),
        (counselor, reverse("plans:start") + ben),
        (counselor, reverse("plans:plan", args=[plan.pk])),
        (counselor, reverse("student-work", args=[plan.student_id])),
        (counselor, reverse("weeks")),
        (counselor, reverse("practice")),
        (boss, f"{reverse('practice')}?of=interventions:I02"),
        (boss, f"{reverse('practice')}?of=barriers:B01"),
    ):
        page = screens.visit(who, address)
        page.evaluate(
            "document.querySelectorAll('#main details').forEach((one) => { one.open = true })"
        )
        wrong += [f"{address} {fault}" for fault in faults_wide_and_narrow(page)]
    assert wrong == []


def test_a_plan_is_started_in_two_clicks(screens, counselor, known):
    page = screens.open(counselor, reverse("student-work", args=[known.pk]))
    click = Clicks(page)
    click("link", "Start a plan")
    click("button", "Start the plan")
    expect(page.locator("h1")).to_have_text("Plan")
    expect(page.locator("#main")).to_contain_text("Miss at most 2 of 20 school days")
    assert (click.count, Plan.objects.count()) == (2, 1)


def test_a_day_is_logged_in_one_tap_on_a_telephone(screens, counselor, plan):
    page = screens.open(counselor, reverse("plans:plan", args=[plan.pk]), width=390)
    click = Clicks(page)
    click("button", "Success Mentor, Nov 18: done")
    expect(page.locator("#main")).to_contain_text("Nov 18: done")
    assert (click.count, Delivery.objects.get().on) == (1, TODAY)


def test_a_review_takes_two_clicks_from_today(screens, counselor, plan):
    page = screens.open(counselor, reverse("today"))
    click = Clicks(page)
    click("link", "Open the plan")
    click("button", "Continue")
    expect(page.locator("#main")).to_contain_text("missed 4 of 9 days, goal 2 of 20")
    assert (click.count, PlanReview.objects.get().decision) == (2, "continue")


@pytest.mark.parametrize("scripts", [True, False])
def test_enter_in_the_sentence_of_a_review_decides_nothing(screens, counselor, plan, scripts):
    address = reverse("plans:plan", args=[plan.pk])
    page = screens.open(counselor, address, scripts=scripts)
    page.get_by_label("In a sentence").fill("She asks for mornings")
    page.get_by_label("In a sentence").press("Enter")
    expect(page.get_by_label("In a sentence")).to_have_value("She asks for mornings")
    page.get_by_role("button", name="Change", exact=True).click()
    expect(page.locator("#main")).to_contain_text("She asks for mornings")
    assert PlanReview.objects.get().decision == "change"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_form_that_few_need_comes_when_it_is_opened(screens, counselor, plan, scripts):
    """In place, with the focus where it was; without a script by the link that stands there."""
    strategy = plan.strategies.get()
    page = screens.open(counselor, reverse("plans:plan", args=[plan.pk]), scripts=scripts)
    fold = page.locator(f"#fold-end-{strategy.pk}")
    assert page.get_by_label("Why it ends").count() == 0
    fold.locator("summary").press("Enter")
    if scripts:
        expect(fold.locator("summary")).to_be_focused()
    else:
        fold.get_by_role("link", name="Open it").click()
    expect(fold.get_by_label("Why it ends")).to_be_visible()
    expect(page.locator("#main form:has([name=reason])")).to_have_count(1)
    fold.get_by_label("Why it ends").fill("It worked")
    fold.get_by_role("button", name="End the strategy").click()
    expect(page.locator("#main")).to_contain_text(": It worked")
    strategy.refresh_from_db()
    assert strategy.end_reason == "It worked"
