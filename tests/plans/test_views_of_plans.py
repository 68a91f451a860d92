"""The pages of plans: started in one click, logged in one tap, changed by who may."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.choices import Role
from cases.actions import close_case
from cases.choices import CloseReason
from cases.models import Case
from plans.actions import end_strategy, review_plan
from plans.choices import Because, Decision
from plans.models import Plan, PlanAgreement
from plans.queries.plans import plan_file
from plans.queries.starting import next_goal
from tests.factories import TODAY, GuardianshipFactory, act
from tests.plans.world import chosen, hold, judged, school_days, start
from tests.world import hire, sign_in


@pytest.fixture
def counselor(who):
    return sign_in(who)


@pytest.fixture
def plan(district, who, case):
    return start(who, district.ana, strategies=[chosen(starts_on=TODAY - timedelta(days=7))])


def words(answer):
    return " ".join(answer.content.decode().split())


def to_start(student, **query):
    more = "".join(f"&{name}={value}" for name, value in query.items())
    return f"{reverse('plans:start')}?student={student.pk}{more}"


def filled_in(client, student):
    """What the form of a new plan holds before anybody typed."""
    form = client.get(to_start(student)).context["form"]
    found = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    return {**found, "client_uuid": uuid4()}


def post(client, name, key, **values):
    return client.post(reverse(f"plans:{name}", args=[key]), values)


# --- Starting ------------------------------------------------------------------------------


def test_a_plan_is_started_as_it_is_filled_in(counselor, district, who, case):
    """One click from the form: nothing has to be typed for a student with a case."""
    hold(who, district.ana, barriers=["D01", "B06"], main="D01")
    answer = counselor.post(to_start(district.ana), filled_in(counselor, district.ana))
    plan = Plan.objects.get()
    assert answer.headers["Location"] == reverse("plans:plan", args=[plan.pk])
    told = [(one.code, one.owner_name) for one in plan.strategies.order_by("pk")]
    assert [code for code, _ in told] == ["I15", "I25", "I27"]
    assert all(owner for _, owner in told)
    assert plan.strategies.order_by("pk").first().weekdays == [0, 2, 4]


def test_the_goal_is_said_in_days(counselor, district, case):
    school_days(district.oak, TODAY - timedelta(days=28), TODAY + timedelta(days=60))
    judged(district.ana, district.oak, missed=[TODAY - timedelta(days=n) for n in (1, 2, 5, 6)])
    page = words(counselor.get(to_start(district.ana)))
    assert "4 of the last 20 school days" in page
    counselor.post(to_start(district.ana), filled_in(counselor, district.ana))
    plan = Plan.objects.get()
    assert (plan.goal_missed, plan.baseline_missed, plan.baseline_days) == (2, 4, 20)
    assert plan.goal_from == TODAY + timedelta(days=1)
    assert plan.goal_until == TODAY + timedelta(days=28)
    assert plan.review_on == TODAY + timedelta(days=29)  # once all its days are over


def test_without_a_case_the_same_form_opens_one(counselor, district):
    data = filled_in(counselor, district.ana)
    refused = counselor.post(to_start(district.ana), data)
    assert refused.status_code == 422
    assert "Say why." in words(refused)
    counselor.post(to_start(district.ana), {**data, "reason": "12 days"})
    assert Case.objects.get().open_reason == "12 days"
    assert Plan.objects.get().case == Case.objects.get()


def test_who_agreed_is_kept(counselor, district, case):
    adult = GuardianshipFactory(student=district.ana).guardian
    data = filled_in(counselor, district.ana)
    counselor.post(to_start(district.ana), {**data, "agreed": ["student", f"adult:{adult.pk}"]})
    kept = [(one.name, one.guardian) for one in PlanAgreement.objects.order_by("pk")]
    assert kept == [("Ana Ito", None), (str(adult), adult)]


def test_sent_twice_it_leads_to_the_same(counselor, district, case):
    data = filled_in(counselor, district.ana)
    first, again = (counselor.post(to_start(district.ana), data) for _ in range(2))
    assert first.headers["Location"] == again.headers["Location"]


def test_a_student_with_a_plan_is_led_to_it(counselor, district, plan):
    answer = counselor.get(to_start(district.ana))
    assert answer.headers["Location"] == reverse("plans:plan", args=[plan.pk])


def test_a_second_plan_is_refused_with_what_was_typed(counselor, district, who, case):
    data = filled_in(counselor, district.ana)
    start(who, district.ana)
    answer = counselor.post(to_start(district.ana), {**data, "own_3": "", "owner_1": "Ms. Ada"})
    assert answer.status_code == 422
    assert "a plan is running by now" in words(answer)
    assert "Ms. Ada" in words(answer)


@pytest.mark.parametrize("template", ["elementary", "middle", "high", "return"])
def test_another_way_to_begin_fills_in_others(counselor, district, case, template):
    answer = counselor.get(to_start(district.ana, template=template))
    form = answer.context["form"]
    wanted = answer.context["begins"].template.strategies
    assert tuple(form[f"strategy_{n}"].value() for n in (1, 2, 3)) == wanted


def test_who_is_out_of_reach_gets_no_plan(counselor, district):
    assert counselor.get(to_start(district.dov)).status_code == 404
    assert counselor.post(to_start(district.dov), {}).status_code == 404
    assert counselor.get(reverse("plans:start")).status_code == 404


# --- The page ------------------------------------------------------------------------------


def test_the_page_says_the_goal_what_is_done_and_what_is_due(counselor, plan):
    page = words(counselor.get(reverse("plans:plan", args=[plan.pk])))
    for said in (
        "Miss at most 2 of 20 school days",
        "Success Mentor",
        "Mr. Lee, Mon, Wed, Fri",
        "Done 0 of 3 planned",
        "6 of 20 missed",
    ):
        assert said in page


@pytest.mark.parametrize(
    ("role", "buttons"),
    [(Role.COUNSELOR, True), (Role.SCHOOL_ADMINISTRATOR, True), (Role.DIRECTOR, False)],
)
def test_who_only_reads_has_no_buttons(district, plan, role, buttons):
    client = sign_in(hire(role, district.oak if buttons else None))
    page = words(client.get(reverse("plans:plan", args=[plan.pk])))
    assert ("Add a strategy" in page, 'value="done"' in page) == (buttons, buttons)


# Who reads cases and does not work with students.
READERS = (Role.DIRECTOR, Role.AUDITOR, Role.SARB_CHAIR)


@pytest.mark.parametrize("role", READERS)
def test_what_is_done_is_for_who_works_with_the_student(counselor, district, who, plan, role):
    """ "Housing package" says of a child what no reader of cases may know."""
    [strategy] = plan.strategies.all()
    end_strategy(act(who), strategy=strategy, reason="She moved")
    review_plan(act(who), plan=plan, note="The shelter helps", **decided(plan))
    pages = (
        reverse("plans:plan", args=[plan.pk]),
        reverse("student-work", args=[district.ana.pk]),
    )
    secret = ("Success Mentor", "Mr. Lee", "She moved", "The shelter helps")
    for page in pages:
        told = words(sign_in(hire(role)).get(page))
        assert "at most 2 of 20" in told
        assert not [word for word in secret if word in told]
    assert all(word in words(counselor.get(pages[0])) for word in secret)


def decided(plan):
    seen = plan_file(plan, on=TODAY).seen
    on = {"decision": Decision.CONTINUE, "because": Because.TOO_EARLY}
    return {**on, "seen": seen, "goal": next_goal(plan, seen, on=TODAY)}


def test_a_plan_that_rests_has_no_buttons(counselor, who, case, plan):
    close_case(act(who), case=case, reason=CloseReason.IMPROVED, note="")
    page = words(counselor.get(reverse("plans:plan", args=[plan.pk])))
    assert "It rests: the case is closed" in page
    assert 'value="done"' not in page


def test_a_liaison_logs_and_does_not_plan(district, plan):
    client = sign_in(hire(Role.LIAISON, district.oak))
    page = words(client.get(reverse("plans:plan", args=[plan.pk])))
    assert 'value="done"' in page
    assert "Add a strategy" not in page
    assert post(client, "add", plan.pk).status_code == 403
