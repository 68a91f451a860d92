"""Somebody new: invited, given a role, sets a password, signs in, and sees what the role opens."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.choices import Role, Scope
from accounts.models import Grant, User
from tests.factories import TODAY, GrantFactory
from tests.world import hire, person

pytestmark = pytest.mark.browser
PASSWORD = "nine quiet lanterns at dawn"


def test_somebody_new_comes_in(screens, ana, settings):
    settings.SENDS_MAIL = False
    boss = person(hire(Role.DIRECTOR, name="Bea Orr"))
    page = screens.open(boss, reverse("accounts:people"))
    page.get_by_role("link", name="Invite somebody").click()
    page.locator("#invite-name").fill("Max Orr")
    page.get_by_label("Work e-mail").fill("max@district.example")
    page.get_by_role("button", name="Invite", exact=True).click()
    page.get_by_label("School’s name").fill("oa")
    expect(page.get_by_role("link", name="Pine")).to_have_count(0)
    page.get_by_role("link", name="Oak").click()
    page.get_by_role("radio", name="Counselor Works cases").check()
    page.locator("#give-reason").fill("New here")
    page.get_by_role("button", name="Give the role").click()
    expect(page.locator("#now")).to_contain_text("Counselor, Oak")
    link = page.locator(".staff-link").inner_text().strip()
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome, Max Orr")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_role("button", name="Save the password").click()
    page.locator("input[name=login]").fill("max@district.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("main")).to_contain_text("Oak")
    page.goto(page.url + f"students/{ana.pk}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ana")
    assert User.objects.get(email="max@district.example").last_login


def test_every_page_of_people_can_be_read(screens, district, faults_wide_and_narrow):
    boss = person(hire(Role.DIRECTOR))
    user = hire(Role.CLERK, district.oak, ends=TODAY, name="Ana Clerk")
    GrantFactory(to=user, scope=Scope.SCHOOL, school=district.elm, ends=TODAY)
    held = Grant.objects.of(user.actor).first()
    there, wrong = reverse("accounts:person", args=[user.pk]), []
    for who, address in (
        (boss, reverse("accounts:people")),
        (boss, reverse("accounts:people") + "?show=ending"),
        (boss, reverse("accounts:invite")),
        (boss, there),
        (boss, reverse("accounts:give", args=[user.pk])),
        (boss, reverse("accounts:give", args=[user.pk]) + "?at=district"),
        (boss, reverse("accounts:end", args=[held.pk])),
        (boss, reverse("accounts:go_on", args=[held.pk])),
        (person(user), reverse("accounts:mine")),
    ):
        page = screens.visit(who, address)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        wrong += [f"{address} {fault}" for fault in faults_wide_and_narrow(page)]
    assert wrong == []
