"""One value of the policy as a page: what it is and was, who may set it, and what is asked before."""

import pytest

from accounts.choices import Role
from audit.models import AccessEvent
from law.actions import use_policy
from law.models import Policy
from law.queries import pack_in_force
from tests.factories import FIRST, TODAY, act
from tests.world import hire, sign_in

SENT = {"of": "truancy.minutes", "read": "30", "value": "15", "reason": "Our board’s rule"}


@pytest.fixture
def director(district):
    return sign_in(hire(Role.DIRECTOR))


def words(answer):
    return " ".join(answer.content.decode().split())


def test_a_value_says_what_it_is_what_the_text_asks_and_what_setting_it_does(director):
    page = words(director.get("/policy/?of=truancy.minutes"))
    assert "Minutes missed that make a day count" in page
    assert "30 minutes" in page
    assert "judges every student of the district anew" in page
    assert "I mean a value that the text does not ask for" in page
    page = words(director.get("/policy/?of=contact.reach_days"))
    assert "I mean a value that the text does not ask for" not in page


def test_a_value_of_plans_moves_no_status_and_says_so(director):
    page = words(director.get("/policy/?of=plan.goal_school_days"))
    assert "plans that are started or reviewed from now on go by it" in page
    assert "judges every student" not in page


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR])
def test_who_only_reads_the_policy_finds_no_form_and_sets_nothing(district, role):
    reader = sign_in(hire(role))
    page = words(reader.get("/policy/?of=truancy.minutes"))
    assert "What it was" in page
    assert "Set the value" not in page
    assert reader.post("/policy/set", SENT).status_code == 403
    assert Policy.objects.count() == 0


@pytest.mark.parametrize("place", ["north", "oak"])
def test_a_grant_over_a_part_of_the_district_sets_nothing_for_all_of_it(district, place):
    """A value judges every student of the district: a director of a region reads it only."""
    part = sign_in(hire(Role.DIRECTOR, getattr(district, place)))
    assert "to change it" not in words(part.get("/policy/"))
    assert "Set the value" not in words(part.get("/policy/?of=truancy.minutes"))
    assert part.post("/policy/set", {**SENT, "sure": "on"}).status_code == 403
    assert part.post("/policy/set", {**SENT, "of": "truancy.nothing"}).status_code == 403
    assert Policy.objects.count() == 0
    assert (
        AccessEvent.objects.filter(reason="no grant over the district with policy.set").count()
        == 2
    )


def test_who_holds_two_grants_sets_a_value_by_the_one_over_the_district(district):
    both = hire(Role.DIRECTOR, district.north)
    hire(Role.AUDITOR, to=both)  # over the district, but it sets nothing
    assert sign_in(both).post("/policy/set", {**SENT, "sure": "on"}).status_code == 403
    hire(Role.DIRECTOR, to=both)
    assert sign_in(both).post("/policy/set", {**SENT, "sure": "on"}).status_code == 302


@pytest.mark.parametrize("name", ["", "truancy", "truancy.nothing", "<b>"])
def test_what_is_no_parameter_is_not_there(director, name):
    assert director.get("/policy/", {"of": name}).status_code == 404
    assert director.post("/policy/set", {**SENT, "of": name}).status_code == 404


def test_a_departure_is_asked_about_and_keeps_what_was_typed(director):
    answer = director.post("/policy/set", SENT)
    assert answer.status_code == 422
    page = words(answer)
    assert "Tick the box if you mean it." in page
    assert 'value="15"' in page
    assert "Our board’s rule" in page
    answer = director.post("/policy/set", {**SENT, "sure": "on"}, follow=True)
    page = words(answer)
    assert "Set: Minutes missed that make a day count, 15 minutes." in page
    assert "This is not what the text of the law asks for." in page
    assert "Our board’s rule" in page.split("What it was")[-1]
    assert pack_in_force(TODAY).value("truancy.minutes") == 15


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"value": "601"}, "600"),
        ({"value": ""}, "Enter"),
        ({"reason": " "}, "Say why."),
        ({"read": "20"}, "Somebody set this value since you opened the page."),
    ],
)
def test_what_cannot_be_set_says_why_and_changes_nothing(director, change, said):
    answer = director.post("/policy/set", {**SENT, "sure": "on", **change})
    assert answer.status_code == 422
    assert said in words(answer)
    assert Policy.objects.count() == 0


def test_after_a_refusal_because_it_moved_what_was_typed_is_sent_again_as_it_stands(director):
    """The form goes on from the value in force by now, and keeps value, reason and tick."""
    sent = {**SENT, "sure": "on"}
    assert director.post("/policy/set", {**sent, "value": "20"}).status_code == 302
    page = director.post("/policy/set", sent)
    assert page.status_code == 422
    assert "Somebody set this value since you opened the page." in words(page)
    form = page.context["form"]
    again = {
        "of": SENT["of"],
        **{name: form[name].value() for name in ("read", "value", "reason")},
    }
    assert again == {**SENT, "read": "20"}
    assert 'name="read" value="20"' in words(page)
    assert director.post("/policy/set", {**again, "sure": "on"}).status_code == 302
    assert pack_in_force(TODAY).value("truancy.minutes") == 15


@pytest.mark.parametrize("receiver", [" The office ", "The office\nof attendance", "x" * 120])
def test_a_value_that_a_command_set_is_read_to_the_letter(director, receiver):
    use_policy(act(), pack="lausd", overrides={"report.receiver": receiver}, effective_from=FIRST)
    page = director.get("/policy/?of=report.receiver")
    read = page.context["form"]["read"].value().replace("\n", "\r\n")  # as a browser sends it
    sent = {"of": "report.receiver", "read": read, "value": "The clerk", "reason": "A new desk"}
    assert director.post("/policy/set", sent).status_code == 302
    assert pack_in_force(TODAY).value("report.receiver") == "The clerk"


def test_a_value_that_is_a_number_or_a_word_says_both(director):
    page = words(director.get("/policy/?of=truancy.pending_window_if_not_returned"))
    assert "“same” (The same number), or a number: 0 to 180 school days." in page
    sent = {"of": "truancy.pending_window_if_not_returned", "read": "same", "reason": "Asked"}
    assert director.post("/policy/set", {**sent, "value": "181"}).status_code == 422
    assert director.post("/policy/set", {**sent, "value": "12"}).status_code == 302
