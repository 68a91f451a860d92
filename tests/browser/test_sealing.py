"""What is sealed stands on the page until the server has it: no session, token or connection costs it, and
nothing of it is kept on the device.
"""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from accounts.choices import Role
from contacts.models import SealedNote
from core import clock
from core.sql import name_principal
from students.models import Student
from tests.browser.notes import press
from tests.world import hire, person

WHAT = "What was said in confidence"
TYPED = "Afraid of the walk home.\nÑandú 서연 👪 Nguyễn"
SEAL = "Seal it"
SAID = "Sealed. Only you can open it."
WHY = "[data-seals-why]"
KEPT = """async () => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"""


@pytest.fixture
def sealing(screens, counselor, ana):
    """The page on which a note about Ana is sealed, with the words typed."""
    Student.objects.filter(pk=ana.pk).update(birth_date=date(2010, 3, 1))
    page = screens.open(counselor, f"{reverse('contacts:sealed')}?student={ana.pk}")
    page.get_by_label(WHAT).fill(TYPED)
    yield page
    # The browser says of every refused request, and of every one without a connection, that it was one.
    assert [one for one in screens.faults if "Failed to load resource" not in one] == []
    screens.faults.clear()


def is_there(page):
    assert page.get_by_label(WHAT).input_value() == TYPED
    assert "Afraid" not in page.evaluate(KEPT)


def sealed_by(somebody):
    with transaction.atomic():
        name_principal(somebody.user.actor.key)
        return list(SealedNote.objects.order_by("pk").values_list("text", flat=True))


def sealed_texts(page, counselor):
    expect(page.get_by_text(SAID).first).to_be_visible()
    return sealed_by(counselor)


def signed_in_as(page, somebody):
    name = settings.SESSION_COOKIE_NAME
    address = page.evaluate("location.origin")
    session = somebody.client.cookies[name].value
    page.context.add_cookies([{"name": name, "value": session, "url": address}])


def test_it_is_sealed_once_and_the_page_says_so(sealing, counselor):
    press(sealing, SEAL)
    assert sealed_texts(sealing, counselor) == [TYPED]
    assert sealing.get_by_label(WHAT).input_value() == ""


def test_a_session_that_ended_loses_none(sealing, counselor):
    sealing.context.clear_cookies()
    press(sealing, SEAL)
    expect(sealing.locator(WHY)).to_contain_text("Not saved yet")
    is_there(sealing)
    assert sealed_by(counselor) == []
    signed_in_as(sealing, counselor)  # in another tab, where the token becomes another
    other = sealing.context.new_page()
    other.goto("/")
    other.close()
    press(sealing, SEAL)
    assert sealed_texts(sealing, counselor) == [TYPED]


def test_signed_out_it_offers_to_sign_in_elsewhere(sealing):
    sealing.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    press(sealing, SEAL)
    link = sealing.get_by_role("link", name="Sign in in another tab")
    expect(link).to_be_visible()
    assert link.get_attribute("target") == "_blank"
    is_there(sealing)


def test_a_token_that_is_over_is_renewed(sealing, counselor):
    sealing.evaluate(
        "document.querySelectorAll('[name=csrfmiddlewaretoken]').forEach(one => (one.value = 'x'.repeat(64)))"
    )
    press(sealing, SEAL)
    assert sealed_texts(sealing, counselor) == [TYPED]


def test_without_a_connection_it_stands_and_is_sealed_once_later(sealing, counselor):
    sealing.context.set_offline(True)
    press(sealing, SEAL)
    expect(sealing.locator(WHY)).to_contain_text("No connection")
    is_there(sealing)
    sealing.context.set_offline(False)
    press(sealing, SEAL)
    assert sealed_texts(sealing, counselor) == [TYPED]


def test_nobody_else_seals_it_as_theirs(sealing, counselor, district):
    other = person(hire(Role.COUNSELOR, district.oak, name="Somebody Else"))
    sealing.context.clear_cookies()
    signed_in_as(sealing, other)
    press(sealing, SEAL)
    expect(sealing.locator(WHY)).to_contain_text("Somebody else is signed in")
    is_there(sealing)
    assert (sealed_by(counselor), sealed_by(other)) == ([], [])


def test_what_is_refused_is_said_beside_it(sealing, counselor):
    day = (clock.today() + timedelta(days=9)).isoformat()
    sealing.get_by_label("On", exact=True).fill(day)
    press(sealing, SEAL)
    expect(sealing.locator(".form-faults")).to_be_focused()
    is_there(sealing)
    sealing.get_by_label("On", exact=True).fill(clock.today().isoformat())
    press(sealing, SEAL)
    assert sealed_texts(sealing, counselor) == [TYPED]


def test_before_the_session_ends_it_warns(screens, counselor, ana):
    Student.objects.filter(pk=ana.pk).update(birth_date=date(2010, 3, 1))
    page = screens.open(counselor, reverse("today"))
    page.clock.install()
    page.goto(f"{reverse('contacts:sealed')}?student={ana.pk}")
    page.get_by_label(WHAT).fill(TYPED)
    page.clock.fast_forward(24 * 60 * 1000)
    expect(page.locator(WHY)).to_be_hidden()
    page.clock.fast_forward(2 * 60 * 1000)
    expect(page.locator(WHY)).to_contain_text("signed out in five minutes")


def test_leaving_with_words_is_asked_about(sealing):
    asked = []
    sealing.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    sealing.get_by_label(WHAT).press("End")
    sealing.goto("/")
    assert asked == ["beforeunload"]
