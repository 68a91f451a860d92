"""Pages of roles: given at a place, going on, ended after saying what closes; one's own."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.actions import invite
from accounts.choices import Role, Scope
from accounts.models import Grant
from tests.factories import TODAY, EnrollmentFactory, GrantFactory, SchoolFactory, act
from tests.world import hire, person

DAY = timedelta(days=1)


@pytest.fixture
def boss(district):
    return person(hire(Role.DIRECTOR))


@pytest.fixture
def clerk_(district):
    return hire(Role.CLERK, district.oak, name="Ana Clerk")


def text_of(who, address, status=200):
    answer = who.client.get(address)
    assert answer.status_code == status
    return re.sub(r"\s+", " ", answer.content.decode())


# --- Giving ----------------------------------------------------------------------------------


def test_a_place_is_searched_for(boss, clerk_):
    there = f"/people/{clerk_.pk}/role/"
    page = text_of(boss, there)
    assert all(name in page for name in ("Whole district", "North", "South", "Oak", "Elm", "Pine"))
    page = text_of(boss, f"{there}?q=pin")
    assert "Pine" in page
    assert "?at=school" in page
    assert "Elm" not in page


def test_a_director_of_a_region_is_offered_their_own_places(district, clerk_):
    north = person(hire(Role.DIRECTOR, district.north))
    page = text_of(north, f"/people/{clerk_.pk}/role/")
    assert "Oak" in page
    assert "Pine" not in page
    assert "South" not in page
    assert "Whole district" not in page
    elsewhere = text_of(north, f"/people/{clerk_.pk}/role/?at=school-{district.pine.pk}")
    assert "Where do they work?" in elsewhere


@pytest.mark.parametrize(
    "at", ["school-0", "school-x", "region-", "students-1", "x", "district-1"]
)
def test_what_is_no_place_asks_for_one(boss, clerk_, at):
    assert "Where do they work?" in text_of(boss, f"/people/{clerk_.pk}/role/?at={at}")


def test_the_roles_offered_are_those_that_fit(boss, clerk_, district):
    admin = person(hire(Role.SYSTEM_ADMINISTRATOR))
    at_school, everywhere = f"school-{district.elm.pk}", "district"
    offered = {
        (who, at): set(
            re.findall(
                r'name="role" value="(\w+)"', text_of(who, f"/people/{clerk_.pk}/role/?at={at}")
            )
        )
        for who in (boss, admin)
        for at in (at_school, everywhere)
    }
    assert "auditor" not in offered[boss, everywhere]
    assert "director" not in offered[boss, everywhere]
    assert {"auditor", "director", "system_administrator"} <= offered[admin, everywhere]
    assert offered[admin, at_school] & {"auditor", "director", "sarb_chair"} == set()
    assert "counselor" in offered[boss, at_school]
    assert all("panel_member" not in one for one in offered.values())


def test_a_role_is_given_until_the_end_of_the_school_year(boss, clerk_, district):
    there = f"/people/{clerk_.pk}/role/?at=region-{district.north.pk}"
    page = text_of(boss, there)
    assert 'value="2027-06-30"' in page
    words = {"role": "counselor", "starts": "2026-11-18", "ends": "2027-06-30", "reason": "New"}
    answer = boss.client.post(there, words)
    assert answer.url == f"/people/{clerk_.pk}/"
    assert "Counselor, North, until Wed, Jun 30, 2027" in text_of(boss, answer.url)
    again = boss.client.post(there, words)
    assert again.status_code == 422
    assert "They have this role there" in again.content.decode()
    assert Grant.objects.filter(region=district.north).count() == 1


def test_giving_says_that_a_link_to_hand_over_is_a_new_one(boss, district, settings):
    settings.SENDS_MAIL = False
    new = invite(act(boss.user), email="new@district.example", name="New")
    words = {"role": "clerk", "starts": "2026-11-18", "ends": "2027-06-30", "reason": "New"}
    boss.client.post(f"/people/{new.pk}/role/?at=district", words)
    assert "it is a new one" in text_of(boss, f"/people/{new.pk}/")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"role": "director"}, "Choose the role from what is offered."),
        ({"ends": "2026-11-17"}, "The last day must be between"),
        ({"starts": "2026-12-02", "ends": "2026-12-01"}, "lies before the first"),
        ({"ends": "2027-11-19"}, "a year at most"),
        ({"reason": ""}, "Say why."),
    ],
)
def test_what_cannot_be_given_is_said_beside_its_field(boss, clerk_, district, change, said):
    words = {"role": "counselor", "starts": "2026-11-18", "ends": "2027-06-30", "reason": "New"}
    there = f"/people/{clerk_.pk}/role/?at=school-{district.elm.pk}"
    answer = boss.client.post(there, {**words, **change})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Grant.objects.filter(school=district.elm).exists()


# --- Ending and going on ---------------------------------------------------------------------


def test_ending_says_first_what_closes(boss, clerk_, district):
    EnrollmentFactory(school=SchoolFactory(name="Far"))
    role = Grant.objects.of(clerk_.actor).get()
    page = text_of(boss, f"/roles/{role.pk}/end/")
    assert "2 students of Oak" in page
    assert "Print letters and mark them as mailed" in page
    assert "It is their only role." in page
    hire(Role.COUNSELOR, district.elm, to=clerk_)
    page = text_of(boss, f"/roles/{role.pk}/end/")
    assert "Counselor, Elm, until" in page
    assert "only role" not in page


def test_a_role_ends_now_or_on_a_day(boss, clerk_):
    role = Grant.objects.of(clerk_.actor).get()
    later = {"reason": "Moves", "last_day": "2026-12-18"}
    boss.client.post(f"/roles/{role.pk}/end/", later)
    role.refresh_from_db()
    assert (role.ends.isoformat(), role.revoked_at) == ("2026-12-18", None)
    again = boss.client.post(f"/roles/{role.pk}/end/", later)
    assert "ends by then anyway" in again.content.decode()
    boss.client.post(f"/roles/{role.pk}/end/", {"reason": "Moved"})
    role.refresh_from_db()
    assert role.revoked_at


def test_a_role_of_somebody_who_watches_is_not_the_directors(boss):
    watching = GrantFactory(role=Role.PRIVACY_OFFICER)
    for verb in ("end", "go-on"):
        assert boss.client.get(f"/roles/{watching.pk}/{verb}/").status_code == 403
        answer = boss.client.post(f"/roles/{watching.pk}/{verb}/", {"reason": "No"})
        assert answer.status_code == 403


def test_what_follows_from_a_caseload_has_no_page(boss, district):
    by_name = GrantFactory(scope=Scope.STUDENT, student=district.ana)
    assert boss.client.get(f"/roles/{by_name.pk}/end/").status_code == 404


def test_a_role_goes_on(boss, clerk_):
    role = Grant.objects.of(clerk_.actor).get()
    assert 'value="2028-06-30"' in text_of(boss, f"/roles/{role.pk}/go-on/")
    boss.client.post(f"/roles/{role.pk}/go-on/", {"ends": "2028-06-30", "reason": "Stays"})
    assert "To come" in text_of(boss, f"/people/{clerk_.pk}/")
    late = boss.client.post(f"/roles/{role.pk}/go-on/", {"ends": "2028-06-30", "reason": "Stays"})
    assert "It goes on already: have the one that follows go on." in late.content.decode()


def test_the_ticked_roles_go_on_together(boss, district):
    soon = [hire(Role.CLERK, district.oak, ends=TODAY + 9 * DAY) for _ in range(3)]
    other = hire(Role.AUDITOR, ends=TODAY + 9 * DAY)
    page = text_of(boss, "/people/?show=ending")
    offered = re.findall(r'name="grant" value="(\d+)" form="go-on-many"', page)
    held = [str(Grant.objects.of(user.actor).get().pk) for user in soon]
    assert sorted(offered) == sorted(held)
    keys = [*held[:2], str(Grant.objects.of(other.actor).get().pk)]
    words = {"grant": keys, "ends": "2027-06-30", "reason": "Stay"}
    answer = boss.client.post(reverse("accounts:go_on_many"), words)
    page = text_of(boss, answer.url)
    assert "2 roles go on." in page
    assert "1 stayed" in page
    assert re.findall(r'name="grant" value="(\d+)"', page) == held[2:]
    assert (
        boss.client.post(reverse("accounts:go_on_many"), {**words, "grant": []}).status_code == 422
    )


def test_what_was_ticked_stays_ticked_when_the_form_is_refused(boss, district):
    held = [
        Grant.objects.of(hire(Role.CLERK, district.oak, ends=TODAY + DAY).actor).get().pk
        for _ in range(2)
    ]
    sent = {"grant": held[:1], "ends": "", "reason": "Stay"}
    answer = boss.client.post(reverse("accounts:go_on_many"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Enter the new last day." in page
    ticks = re.findall(
        r'value="(\d+)" form="go-on-many" aria-label="[^"]*"( checked)?', re.sub(r"\s+", " ", page)
    )
    assert dict(ticks) == {str(held[0]): " checked", str(held[1]): ""}


# --- One's own -------------------------------------------------------------------------------


def test_ones_own_roles_say_what_they_open_and_until_when(district):
    counselor = person(hire(Role.COUNSELOR, district.oak))
    page = text_of(counselor, "/my-roles/")
    assert "<strong>Counselor</strong>, Oak" in page
    assert "Log contacts and notes" in page
    assert "Manage staff" not in page
    assert "/roles/" not in page


@pytest.mark.parametrize(("days", "told"), [(-1, False), (0, True), (30, True), (31, False)])
def test_somebody_is_told_that_their_access_ends(district, days, told):
    counselor = person(hire(Role.COUNSELOR, district.oak, ends=TODAY + days * DAY))
    assert ("Your access ends soon" in text_of(counselor, "/")) is told


def test_nobody_is_told_of_what_goes_on(district):
    user = hire(Role.COUNSELOR, district.oak, ends=TODAY + DAY)
    hire(Role.COUNSELOR, district.oak, to=user, starts=TODAY + 2 * DAY)
    assert "Your access ends soon" not in text_of(person(user), "/")


def test_those_who_answer_for_staff_are_told_whose_roles_end(boss, district):
    assert "People whose roles end" not in text_of(boss, "/")
    hire(Role.CLERK, district.oak, ends=TODAY + DAY)
    page = text_of(boss, "/")
    assert "People whose roles end" in page
    assert 'href="/people/?show=ending"' in page
    admin = person(hire(Role.SYSTEM_ADMINISTRATOR))
    assert "People whose roles end" in text_of(admin, "/")
    clerk = person(hire(Role.CLERK, district.oak))
    assert "People whose roles end" not in text_of(clerk, "/")
