"""The pages of what a school does for all: a year by the month, one campaign, and what is filled in."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.choices import Role
from attendance.models import SchoolWeek
from programs.models import Campaign, ReachCount
from students.models import Enrollment
from tests.factories import TODAY, YEAR
from tests.programs.factories import CampaignFactory, ReachedFactory
from tests.world import hire, sign_in

DAY = timedelta(days=1)
SENT = {
    "name": "Until the last day",
    "kind": "campaign",
    "starts_on": TODAY.isoformat(),
    "ends_on": (TODAY + 4 * DAY).isoformat(),
    "what": "Special days on low days.",
    "audience": ["students"],
    "keeps": "on",
}


@pytest.fixture
def client(counselor):
    return sign_in(counselor)


def words(answer):
    return " ".join(answer.content.decode().split())


def at(name, row, **query):
    return reverse(f"programs:{name}", args=[row.pk], query=query)


def plan(client, school, query="", **values):
    sent = {**SENT, "client_uuid": uuid4(), **values}
    return client.post(f"{reverse('programs:new')}?school={school.pk}{query}", sent)


def test_a_year_shows_ideas_by_the_month_until_one_is_planned(client, district):
    page = words(client.get(at("year", district.oak)))
    assert "Until the last day" in page
    assert f"{reverse('programs:new')}?school={district.oak.pk}&amp;idea=T07" in page
    form = words(client.get(f"{reverse('programs:new')}?school={district.oak.pk}&idea=T07"))
    assert 'value="Until the last day"' in form
    assert "No award for a perfect record" in form
    answer = plan(client, district.oak, "&idea=T07")
    made = Campaign.objects.get()
    assert answer.headers["Location"] == at("campaign", made)
    assert (made.idea, made.care) == (
        "T07",
        ["perfect", "public", "loss", "average", "ill", "welcome"],
    )
    page = words(client.get(at("year", district.oak)))
    assert f'href="{at("campaign", made)}"' in page
    assert "idea=T07" not in page


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"keeps": ""}, "Read what shames nobody, and tick that it keeps to it."),
        ({"ends_on": (TODAY - DAY).isoformat()}, "The last day is the first day or later."),
        ({"audience": []}, "Choose whom it is for."),
        ({"goal_missed": "100"}, "99"),
        ({"what": "Who has perfect attendance wins."}, "No award for a perfect record: "),
        ({"said_en": "No recess for the late."}, "Nothing is taken away: "),
        ({"grades": ["13"]}, "from what is offered"),
    ],
)
def test_what_cannot_be_comes_back_with_its_words(client, district, values, says):
    Enrollment.objects.filter(student=district.ana).update(grade="9")
    answer = plan(client, district.oak, **values)
    assert answer.status_code == 422
    page = words(answer)
    assert says in page
    assert "Until the last day" in page
    assert not Campaign.objects.exists()


def test_what_may_shame_is_saved_once_a_person_says_that_it_does_not(client, district):
    what = {"what": "No prize for perfect attendance."}
    assert "breaks none of the rules" in words(plan(client, district.oak, **what))
    assert plan(client, district.oak, **what, anyway="on").status_code == 302


def test_it_is_changed_and_taken_over_by_a_colleague(client, district):
    owner = hire(Role.SCHOOL_ADMINISTRATOR, district.oak)
    one = CampaignFactory(school=district.oak, owner=owner, words={"es": "Nos alegra verte."})
    page = words(client.get(at("change", one)))
    assert "Nos alegra verte." in page
    assert "I look after it from now on" in page
    sent = {**SENT, "said_es": "Bienvenidos", "takes_over": "on"}
    assert client.post(at("change", one), sent).headers["Location"] == at("campaign", one)
    one.refresh_from_db()
    assert (one.name, one.words) == ("Until the last day", {"es": "Bienvenidos"})
    assert one.owner != owner


def test_who_was_reached_is_counted_and_taken_back(client, running):
    sent = {
        "people": "24",
        "audience": "families",
        "on": TODAY.isoformat(),
        "client_uuid": uuid4(),
    }
    for _ in range(2):
        client.post(at("reached", running), sent)
    page = words(client.get(at("campaign", running)))
    assert "24 families" in page
    assert "24 people" in page
    client.post(at("take_back", ReachCount.objects.get()))
    assert "Nobody is counted yet." in words(client.get(at("campaign", running)))


def test_a_count_of_nobody_comes_back(client, running):
    answer = client.post(at("reached", running), {"people": "0", "audience": "x"})
    assert answer.status_code == 422
    assert not ReachCount.objects.exists()


def test_it_is_looked_back_on(client, running):
    assert client.post(at("look_back", running), {"again": ""}).status_code == 422
    client.post(at("look_back", running), {"again": "change", "learned": "Bread at the door."})
    assert "Bread at the door." in words(client.get(at("campaign", running)))
    assert "Do it again otherwise" in words(client.get(at("year", running.school)))


def test_it_is_called_off_and_planned_again(client, running):
    client.post(at("call_off", running))
    assert "Called off" in words(client.get(at("campaign", running)))
    client.post(at("resume", running))
    assert Campaign.objects.get().state == "open"


@pytest.mark.parametrize("role", [Role.CLERK, Role.AUDITOR, Role.DIRECTOR])
def test_who_reads_attendance_reads_it_and_plans_nothing(district, running, role):
    reader = sign_in(hire(role, district.oak))
    ReachedFactory(campaign=running)
    for address in (at("campaign", running), at("year", district.oak)):
        page = words(reader.get(address))
        assert "New start" in page
        assert 'method="post" action="/campaigns' not in page
        assert "Plan it" not in page
    assert reader.post(at("call_off", running)).status_code == 403


def test_another_school_s_is_not_there(district, running):
    other = sign_in(hire(Role.COUNSELOR, district.pine))
    for address in (at("campaign", running), at("year", district.oak), at("change", running)):
        assert other.get(address).status_code == 404
    assert plan(other, district.oak).status_code == 404
    assert not Campaign.objects.exclude(pk=running.pk)


def test_the_list_has_its_parts_and_a_person_s_own(client, district, counselor, running):
    past = {"starts_on": TODAY - 9 * DAY, "ends_on": TODAY - DAY}
    for name, days in (("Over", past), ("Later", {"starts_on": TODAY + DAY})):
        CampaignFactory(school=district.oak, owner=counselor, name=name, **days)
    theirs = hire(Role.COUNSELOR, district.oak)
    CampaignFactory(school=district.oak, owner=theirs, name="Theirs", **past)
    CampaignFactory(school=district.pine, owner=theirs, name="Elsewhere")
    listed = reverse("programs:campaigns")
    for query, there, not_there in (
        ("", ["New start", "Over", "Later", "Theirs"], ["Elsewhere"]),
        ("?show=now", ["New start"], ["Over", "Later", "Theirs", "Elsewhere"]),
        ("?show=to_come", ["Later"], ["New start", "Over"]),
        ("?show=over", ["Over", "Theirs"], ["Later"]),
        ("?show=over&owner=mine", ["Over"], ["Theirs"]),
        (f"?school={district.elm.pk}", [], ["New start"]),
    ):
        rows = client.get(listed + query).context["page"]
        assert {one.name for one in rows} == set(there), query
        assert not {one.name for one in rows} & set(not_there)
    today = words(client.get(reverse("today")))
    assert "My campaigns to look back on" in today


def test_of_several_schools_all_are_shown_until_one_is_chosen(client, district, counselor):
    hire(Role.COUNSELOR, district.pine, to=counselor)
    for school in (district.oak, district.pine):
        CampaignFactory(school=school, owner=counselor, name=f"At {school}")
    listed = reverse("programs:campaigns")
    both = client.get(listed)
    assert len(both.context["page"]) == 2
    assert '<option value="" selected>All schools</option>' in both.content.decode()
    one = client.get(f"{listed}?school={district.pine.pk}")
    assert [row.school for row in one.context["page"]] == [district.pine]


def test_days_missed_stand_beside_the_year_before(client, district, counselor):
    one = CampaignFactory(
        school=district.oak,
        owner=counselor,
        starts_on=date(2026, 10, 5),
        ends_on=date(2026, 10, 9),
        goal_missed=6,
    )
    for week, missed in (
        (date(2026, 9, 28), 80),
        (date(2026, 10, 5), 60),
        (date(2025, 10, 6), 75),
    ):
        year = YEAR if week.year == 2026 else YEAR - 1
        SchoolWeek.objects.create(
            school=district.oak, school_year=year, week=week, days=1000, missed=missed
        )
    page = words(client.get(at("campaign", one)))
    assert "<strong>8.0</strong>" in page
    assert "<strong>6.0</strong>" in page
    assert "7.5 the year before" in page
    assert "It is kept." in page
    assert "this cannot show a cause" in page


def test_statements_do_not_grow(client, district, counselor, django_assert_max_num_queries):
    for n in range(30):
        one = CampaignFactory(school=district.oak, owner=counselor, name=f"Day {n}")
        ReachedFactory(campaign=one)
    for address, most in (
        (reverse("programs:campaigns"), 10),
        (at("year", district.oak), 9),
        (at("campaign", one), 9),
    ):
        with django_assert_max_num_queries(most):
            client.get(address)
