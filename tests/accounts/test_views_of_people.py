"""Pages of people: found, told apart, invited, closed; who may do it, and what the list costs."""

import re
from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions import close_account, invite, mail_next
from accounts.choices import InvitationState, Role, Scope
from accounts.models import Grant, Invitation, User
from accounts.queries.invitations import path_of
from tests.factories import TODAY, GrantFactory, UserFactory, act
from tests.world import hire, person, sign_in

DAY = timedelta(days=1)
LIST = "/people/"


@pytest.fixture
def boss(district):
    return person(hire(Role.DIRECTOR, name="Bea Orr"))


@pytest.fixture
def admin(district):
    return person(hire(Role.SYSTEM_ADMINISTRATOR, name="Nora Lind"))


def text_of(who, address, status=200):
    answer = who.client.get(address)
    assert answer.status_code == status
    return re.sub(r"\s+", " ", answer.content.decode())


def tabs_of(page):
    found = re.findall(r'people-tab-(\w*)".*?tab-count num">(\d+)', page)
    return {name: int(count) for name, count in found}


def named(page):
    return re.findall(r'href="/people/\d+/">([^<]+)</a>', page)


# --- The list --------------------------------------------------------------------------------


def test_the_list_says_who_has_which_role_until_when(boss, district):
    ana = hire(Role.CLERK, district.oak, name="Ana Clerk")
    hire(Role.COUNSELOR, district.north, to=ana)
    GrantFactory(to=ana, scope=Scope.STUDENT, student=district.ana)
    page = text_of(boss, LIST)
    assert "<strong>Attendance clerk</strong>, Oak" in page
    assert "<strong>Counselor</strong>, North" in page
    assert "1 student by name" in page
    assert "Wed, Jun 30, 2027" in page
    assert ana.email in page


def test_the_parts_of_the_list(boss, district):
    hire(Role.CLERK, district.oak, name="Ends today", ends=TODAY)
    hire(Role.CLERK, district.oak, name="Ends in thirty", ends=TODAY + 30 * DAY)
    hire(Role.CLERK, district.oak, name="Ends later", ends=TODAY + 31 * DAY)
    hire(Role.CLERK, district.oak, name="Was here", ends=TODAY - DAY)
    gone = hire(Role.CLERK, district.oak, name="Gone")
    close_account(act(boss.user), user=gone, reason="Left")
    new = invite(act(boss.user), email="new@district.example", name="New")
    page = text_of(boss, LIST)
    assert tabs_of(page) == {"": 5, "ending": 2, "invited": 1, "idle": 1, "closed": 1}
    for part, names in {
        "ending": ["Ends in thirty", "Ends today"],
        "invited": [new.name],
        "idle": ["Was here"],
        "closed": ["Gone"],
        "nonsense": ["Bea Orr", "Ends in thirty", "Ends later", "Ends today", "Was here"],
    }.items():
        assert named(text_of(boss, f"{LIST}?show={part}")) == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("obrien", ["Siobhán O’Brien"]),
        ("siob", ["Siobhán O’Brien"]),
        ("brien siob", ["Siobhán O’Brien"]),
        ("SOB@district", ["Siobhán O’Brien"]),
        ("nobody", []),
    ],
)
def test_people_are_found_by_name_and_address(boss, text, found):
    UserFactory(name="Siobhán O’Brien", email="sob@district.example")
    assert named(text_of(boss, f"{LIST}?q={text}")) == found


def test_people_are_found_by_role(boss, district):
    hire(Role.CLERK, district.oak, name="Ana Clerk")
    hire(Role.CLERK, district.oak, name="Was clerk", ends=TODAY - DAY)
    assert named(text_of(boss, f"{LIST}?role=clerk")) == ["Ana Clerk"]


def test_the_list_is_in_the_order_asked_for(boss, district):
    for name, days in (("Zoe", 3), ("Ben", 9), ("Ann", 3)):
        hire(Role.CLERK, district.oak, name=name, ends=TODAY + days * DAY)
    assert named(text_of(boss, f"{LIST}?sort=ends"))[:3] == ["Ann", "Zoe", "Ben"]
    assert named(text_of(boss, LIST))[:3] == ["Ann", "Bea Orr", "Ben"]


def test_the_list_costs_the_same_for_ten_and_fifty(boss, district):
    def cost():
        with CaptureQueriesContext(connection) as statements:
            boss.client.get(LIST)
        return len(statements)

    cost()
    for _ in range(10):
        GrantFactory(scope=Scope.SCHOOL, school=district.oak)
    few = cost()
    for _ in range(40):
        user = GrantFactory(scope=Scope.SCHOOL, school=district.elm).person
        GrantFactory(principal=f"user:{user}", scope=Scope.STUDENT, student=district.ana)
    assert cost() == few <= 14


def test_a_page_of_a_person_costs_the_same_for_many_roles(boss, district):
    user = hire(Role.CLERK, district.oak)

    def cost():
        with CaptureQueriesContext(connection) as statements:
            text_of(boss, f"/people/{user.pk}/")
        return len(statements)

    cost()
    few = cost()
    for n in range(15):
        hire(Role.COUNSELOR, district.elm, to=user, ends=TODAY - n * DAY)
    assert cost() == few <= 16


# --- Inviting --------------------------------------------------------------------------------


def test_inviting_leads_on_to_the_role(boss):
    answer = boss.client.post(
        reverse("accounts:invite"), {"name": "Max Orr", "email": "Max@district.example"}
    )
    max_ = User.objects.get(email="max@district.example")
    assert answer.url == reverse("accounts:give", args=[max_.pk])
    assert "Max Orr is invited" in text_of(boss, answer.url)


@pytest.mark.parametrize(
    ("email", "said"),
    [("max", "Enter the work e-mail once more."), ("BEA@district.example", "has an account")],
)
def test_an_address_that_is_none_or_taken(boss, email, said):
    UserFactory(name="Bea", email="bea@district.example")
    answer = boss.client.post(reverse("accounts:invite"), {"name": "Max", "email": email})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not User.objects.filter(name="Max").exists()


def test_a_link_shows_only_where_no_mail_brings_it(boss, settings):
    new = invite(act(boss.user), email="new@district.example", name="New")
    there, invitation = f"/people/{new.pk}/", Invitation.objects.get(user=new)
    assert "/account/welcome/" not in text_of(boss, there)
    for state in (InvitationState.BY_HAND, InvitationState.FAILED):
        Invitation.objects.update(state=state)
        assert path_of(invitation) in text_of(boss, there)
    Invitation.objects.update(expires_at=act(boss.user).at)
    assert "/account/welcome/" not in text_of(boss, there)


def test_a_link_to_an_administrators_account_shows_to_no_director(boss, admin, settings):
    settings.SENDS_MAIL = False
    new = invite(act(admin.user), email="new@district.example", name="New")
    assert "/account/welcome/" in text_of(boss, f"/people/{new.pk}/")
    hire(Role.SYSTEM_ADMINISTRATOR, to=new)
    assert "/account/welcome/" not in text_of(boss, f"/people/{new.pk}/")
    assert "/account/welcome/" in text_of(admin, f"/people/{new.pk}/")


@pytest.mark.parametrize("sends", [True, False])
def test_a_lost_password_is_a_link_to_hand_over_where_no_mail_goes_out(boss, settings, sends):
    settings.SENDS_MAIL = sends
    user = hire(Role.CLERK, name="Ana Clerk")
    User.objects.filter(pk=user.pk).update(last_login=act(boss.user).at)
    there = f"/people/{user.pk}/"
    assert "Reset the password" in text_of(boss, there)
    refused = boss.client.post(f"{there}password/", {"reason": ""})
    assert (refused.status_code, "Say why." in refused.content.decode()) == (422, True)
    boss.client.post(f"{there}password/", {"reason": "Forgot it"})
    page = text_of(boss, there)
    assert "Reset the password" not in page
    assert "no longer works: a link gives a new one." in page
    link = path_of(Invitation.objects.get(user=user))
    assert (link in page) is not sends
    joins = text_of(boss, link)
    assert "Choose a new password" in joins
    assert f"{boss.user} gave you this link, Ana Clerk." in joins


def test_a_mail_about_a_lost_password_says_so(boss):
    user = hire(Role.CLERK, name="Ana O'Neil")
    User.objects.filter(pk=user.pk).update(last_login=act(boss.user).at)
    boss.client.post(f"/people/{user.pk}/password/", {"reason": "Forgot it"})
    assert mail_next()
    [sent] = mail.outbox
    assert sent.body.startswith("Dear Ana O'Neil,\n\n")
    assert "asks you to choose a new password for your account" in sent.body


# --- One person ------------------------------------------------------------------------------


def test_a_person_page_tells_who_gave_and_who_ended(boss, district):
    user = hire(Role.CLERK, district.oak, starts=date(2026, 7, 1))
    words = {"role": "counselor", "starts": TODAY, "ends": TODAY + DAY, "reason": "Covers Kim"}
    boss.client.post(f"/people/{user.pk}/role/?at=school-{district.elm.pk}", words)
    given = Grant.objects.get(school=district.elm)
    page = text_of(boss, f"/people/{user.pk}/")
    assert "Given by Bea Orr: Covers Kim" in page
    assert "Ends soon" in page
    boss.client.post(f"/roles/{given.pk}/end/", {"reason": "Kim is back"})
    page = text_of(boss, f"/people/{user.pk}/")
    assert "Ended by Bea Orr: Kim is back" in page
    assert page.index('id="now-title"') < page.index('id="over-title"')


def test_ones_own_page_changes_nothing(boss):
    page = text_of(boss, f"/people/{boss.user.pk}/")
    assert "your own account" in page
    assert "Close the account" not in page
    assert "/role/" not in page


def test_a_second_factor_shows_and_is_reset_with_a_reason(boss, district):
    user = hire(Role.CLERK, district.oak)
    there, reset = f"/people/{user.pk}/", f"/people/{user.pk}/second-factor/"
    assert "Reset the second factor" not in text_of(boss, there)
    Authenticator.objects.create(user=user, type="totp", data={})
    assert "Reset the second factor" in text_of(boss, there)
    assert boss.client.post(reset, {}).status_code == 422
    assert Authenticator.objects.filter(user=user).exists()
    boss.client.post(reset, {"reason": "Lost phone"})
    assert not Authenticator.objects.filter(user=user).exists()


def test_closing_takes_a_reason_and_can_be_taken_back(boss, district):
    user = hire(Role.CLERK, district.oak)
    assert boss.client.post(f"/people/{user.pk}/close/", {}).status_code == 422
    assert sign_in(user).get("/").status_code == 200
    boss.client.post(f"/people/{user.pk}/close/", {"reason": "Left"})
    assert "This account is closed" in text_of(boss, f"/people/{user.pk}/")
    boss.client.post(f"/people/{user.pk}/open/", {"reason": "Came back"})
    assert User.objects.get(pk=user.pk).is_active


def test_what_is_refused_is_said_and_changes_nothing(boss):
    other = hire(Role.SYSTEM_ADMINISTRATOR)
    boss.client.post(f"/people/{other.pk}/close/", {"reason": "No"})
    page = text_of(boss, f"/people/{other.pk}/")
    assert "ask a system administrator" in page
    assert User.objects.get(pk=other.pk).is_active
