"""What the page of a campaign offers in each of its states, to whom; and every button leads where it says."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.choices import Role
from audit.models import AuditEvent
from programs.models import Campaign, ReachCount
from tests.factories import TODAY
from tests.programs.factories import CampaignFactory, ReachedFactory
from tests.world import hire, sign_in

DAY = timedelta(days=1)
TO_COME = {"starts_on": TODAY + DAY, "ends_on": TODAY + DAY}
OVER = {"starts_on": TODAY - 9 * DAY, "ends_on": TODAY - DAY}
# What the page of each offers to whoever may plan: addresses to post to, and whether it can be changed.
OFFERS = {
    "to come": (TO_COME, {"call_off"}, True),
    "running": ({}, {"reached", "take_back", "look_back", "call_off"}, True),
    "over": (OVER, {"reached", "take_back", "look_back", "call_off"}, True),
    "reviewed": (
        {**OVER, "state": "reviewed", "again": "keep"},
        {"reached", "take_back", "look_back"},
        False,
    ),
    "called off": ({"state": "called_off"}, {"resume"}, False),
}


def campaign(district, owner, state):
    values, _, _ = OFFERS[state]
    moved = {"state_by": owner, "state_on": TODAY} if "state" in values else {}
    one = CampaignFactory(school=district.oak, owner=owner, **values, **moved)
    if state != "to come":
        ReachedFactory(campaign=one, on=one.starts_on)
    return one


def page_of(client, one):
    return client.get(reverse("programs:campaign", args=[one.pk])).content.decode()


def offered(page):
    """The addresses of this room to which the page posts, by name."""
    found = set(re.findall(r'action="/campaigns/(?:reached/)?\d+/([a-z-]+)"', page))
    return {name.replace("-", "_") for name in found}


@pytest.mark.parametrize("state", OFFERS)
def test_what_is_offered_follows_from_its_state(district, counselor, state):
    one = campaign(district, counselor, state)
    page = page_of(sign_in(counselor), one)
    _, posts, can_change = OFFERS[state]
    assert offered(page) == posts
    assert (reverse("programs:change", args=[one.pk]) in page) is can_change


@pytest.mark.parametrize("state", OFFERS)
@pytest.mark.parametrize("role", [Role.CLERK, Role.AUDITOR, Role.INTERN])
def test_who_reads_alone_is_offered_nothing(district, counselor, state, role):
    one = campaign(district, counselor, state)
    page = page_of(sign_in(hire(role, district.oak)), one)
    assert offered(page) == set()
    assert reverse("programs:change", args=[one.pk]) not in page
    assert "New start" in page


@pytest.mark.parametrize("state", OFFERS)
def test_every_other_address_says_no_and_changes_nothing(district, counselor, state):
    one = campaign(district, counselor, state)
    client = sign_in(counselor)
    _, posts, _ = OFFERS[state]
    sent = {
        "reached": {"people": "5", "audience": "staff", "on": TODAY.isoformat()},
        "look_back": {"again": "drop", "learned": ""},
    }
    before = Campaign.objects.filter(pk=one.pk).values().get()
    for name in {"reached", "look_back", "call_off", "resume"} - posts - {"resume"}:
        data = {"client_uuid": uuid4(), **sent.get(name, {})}
        answer = client.post(reverse(f"programs:{name}", args=[one.pk]), data)
        assert answer.status_code in {302, 422}, name
        same = name == "call_off" and state == "called off"
        assert Campaign.objects.filter(pk=one.pk).values().get() == before, (name, same)
    assert not AuditEvent.objects.filter(target_kind="campaign").exists()


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("to come", "To come"),
        ("running", "Running"),
        ("over", "Over"),
        ("called off", "Called off"),
    ],
)
def test_its_state_stands_under_its_name(district, counselor, state, says):
    page = page_of(sign_in(counselor), campaign(district, counselor, state))
    assert re.search(rf"Welcome back, [^<]*\. {says}", " ".join(page.split()))


def test_what_is_refused_keeps_the_words(district, counselor):
    one = campaign(district, counselor, "called off")
    sent = {"people": "5", "audience": "staff", "on": TODAY.isoformat(), "note": "Evening"}
    answer = sign_in(counselor).post(
        reverse("programs:reached", args=[one.pk]), {"client_uuid": uuid4(), **sent}
    )
    assert answer.status_code == 422
    assert "is called off" in answer.content.decode()


def test_another_count_under_the_same_key_is_kept_when_it_is_sent_once_more(district, counselor):
    one, client, key = campaign(district, counselor, "running"), sign_in(counselor), uuid4()
    address = reverse("programs:reached", args=[one.pk])
    sent = {"client_uuid": key, "audience": "staff", "on": TODAY.isoformat()}
    client.post(address, {**sent, "people": "5"})
    again = client.post(address, {**sent, "people": "6"})
    assert again.status_code == 422
    new = re.search(r'name="client_uuid" value="([0-9a-f-]{36})"', again.content.decode())[1]
    assert new != str(key)
    client.post(address, {**sent, "people": "6", "client_uuid": new})
    assert sorted(ReachCount.objects.values_list("people", flat=True)) == [5, 6, 30]


def test_another_plan_under_the_same_key_is_kept_when_it_is_sent_once_more(district, counselor):
    client, key = sign_in(counselor), uuid4()
    address = f"{reverse('programs:new')}?school={district.oak.pk}"
    days = {"starts_on": TODAY.isoformat(), "ends_on": TODAY.isoformat()}
    more = {"kind": "welcome", "what": "Doors", "audience": "students", "keeps": "on", **days}
    for name in ("First", "First"):
        assert client.post(address, {"client_uuid": key, "name": name, **more}).status_code == 302
    again = client.post(address, {"client_uuid": key, "name": "Second", **more})
    assert again.status_code == 422
    new = re.search(r'name="client_uuid" value="([0-9a-f-]{36})"', again.content.decode())[1]
    client.post(address, {"client_uuid": new, "name": "Second", **more})
    assert set(Campaign.objects.values_list("name", flat=True)) == {"First", "Second"}


def test_an_unknown_idea_is_none(district, counselor):
    client = sign_in(counselor)
    address = f"{reverse('programs:new')}?school={district.oak.pk}&idea=T99"
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("school", ["", "x", "0", "987654321"])
def test_a_school_that_is_none_is_not_there(counselor, school):
    answer = sign_in(counselor).get(f"{reverse('programs:new')}?school={school}")
    assert answer.status_code == 404


def test_costs_words_and_grades_are_shown(district, counselor):
    one = CampaignFactory(
        school=district.oak,
        owner=counselor,
        cost=120,
        grades=["9", "10"],
        words={"es": "Nos alegra verte."},
        care=["perfect", "gone"],
        goal_missed=6,
    )
    page = " ".join(page_of(sign_in(counselor), one).split())
    for said in (
        "$120",
        "Grade 9, Grade 10",
        '<p lang="es">Nos alegra verte.</p>',
        "No award for a perfect record",
        "Goal: at most 6 of a hundred.",
    ):
        assert said in page
    assert "It is kept" not in page  # nobody knows yet


def test_a_year_tells_what_was_made_of_each(district, counselor):
    for state in ("reviewed", "called off", "running"):
        campaign(district, counselor, state)
    client = sign_in(counselor)
    page = " ".join(
        client.get(reverse("programs:year", args=[district.oak.pk])).content.decode().split()
    )
    assert "30 people reached · Do it again as it was" in page
    assert "Called off" in page
    assert "90 people reached so far" in page


def test_the_month_that_is_now_is_marked_and_campaigns_stand_in_theirs(district, counselor):
    CampaignFactory(
        school=district.oak,
        owner=counselor,
        name="Later",
        starts_on=TODAY + 40 * DAY,
        ends_on=TODAY + 41 * DAY,
    )
    CampaignFactory(school=district.oak, owner=counselor, name="Sooner")
    client = sign_in(counselor)
    found = client.get(reverse("programs:year", args=[district.oak.pk]))
    months = {month.name: month for month in found.context["months"]}
    assert [name for name, month in months.items() if month.is_now] == [f"{TODAY:%B}"]
    there = {name: [one.name for one in month.planned] for name, month in months.items()}
    assert {name: rows for name, rows in there.items() if rows} == {
        f"{TODAY - 3 * DAY:%B}": ["Sooner"],
        f"{TODAY + 40 * DAY:%B}": ["Later"],
    }
    assert next(iter(months)) == "July"
    assert len(months) == 12


def test_the_number_on_today_opens_as_many_rows(district, counselor):
    for n in range(3):
        CampaignFactory(school=district.oak, owner=counselor, name=f"Day {n}", **OVER)
    CampaignFactory(school=district.oak, name="Theirs", **OVER)
    client = sign_in(counselor)
    today = client.get(reverse("today")).content.decode()
    address = re.search(r'href="([^"]*show=over&amp;owner=mine)"', today)[1].replace("&amp;", "&")
    page = client.get(address).context["page"]
    assert {one.name for one in page} == {"Day 0", "Day 1", "Day 2"}


def test_the_last_that_is_over_comes_first_and_the_next_to_come_first(district, counselor):
    for n in (1, 2, 3):
        days = {"starts_on": TODAY - n * DAY, "ends_on": TODAY - DAY}
        CampaignFactory(school=district.oak, owner=counselor, name=f"Over {n}", **days)
        days = {"starts_on": TODAY + n * DAY, "ends_on": TODAY + 9 * DAY}
        CampaignFactory(school=district.oak, owner=counselor, name=f"Next {n}", **days)
    client = sign_in(counselor)
    listed = reverse("programs:campaigns")
    for show, names in (
        ("over", ["Over 1", "Over 2", "Over 3"]),
        ("to_come", ["Next 1", "Next 2", "Next 3"]),
    ):
        rows = client.get(f"{listed}?show={show}").context["page"]
        assert [one.name for one in rows] == names


def test_a_list_counts_whom_each_reached(district, counselor):
    one = CampaignFactory(school=district.oak, owner=counselor)
    for people in (30, 12):
        ReachedFactory(campaign=one, people=people)
    CampaignFactory(school=district.oak, owner=counselor, name="Nobody yet")
    rows = sign_in(counselor).get(reverse("programs:campaigns")).context["page"]
    assert {row.name: row.people for row in rows} == {"New start": 42, "Nobody yet": None}
