"""Long texts come back after signing in again, without a script: to who typed them, and to nobody else."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from core import words
from sarb.models import Referral
from tests.access.test_markup import Forms
from tests.factories import UserFactory
from tests.world import BACKEND, hire, sign_in

WORDS = reverse("accounts:words")
MARKS = ("0b5ad4b4-53b4-4fd4-a4ae-1c6e3a5b7d11", "1c6e3a5b-53b4-4fd4-a4ae-0b5ad4b47d11")
TYPED = "He was kept at home. Ñandú 서연 ابن <b>&"


@pytest.fixture
def refers(district):
    """A counselor with the form of a referral open, and what they fill in."""
    user = hire(Role.COUNSELOR, district.oak)
    client = sign_in(user)
    address = f"{reverse('sarb:refer')}?student={district.ana.pk}"
    page = client.get(address).content.decode()
    whose = re.search(r'name="typed_by" value="([^"]+)"', page)[1]
    values = {"level": "sarb", "reason": "truancy", "justification": "Late.", "typed_by": whose}
    return user, client, address, {**values, "text": TYPED}


def after_sign_out(refers):
    user, client, address, values = refers
    client.logout()
    sent = client.post(address, values)
    assert sent.headers["Location"] == f"{reverse('account_login')}?next={WORDS}"
    return user, client, address


def form_on(page):
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)
    return dict(found) | {"text": TYPED, "justification": "Late."}


def test_a_referral_sent_after_the_session_ended_is_saved_after_all(refers, district):
    user, client, address = after_sign_out(refers)
    client.force_login(user, backend=BACKEND)
    page = client.get(WORDS).content.decode()
    assert "He was kept at home. Ñandú 서연 ابن &lt;b&gt;&amp;" in page
    assert "What happened, what was tried" in page
    assert f'action="{address}"' in page
    assert Forms(page).bare == []
    client.post(address, form_on(page))
    assert Referral.objects.get().text == TYPED
    assert "Nothing waits here" in client.get(WORDS).content.decode()


def test_what_is_still_missing_is_asked_for_and_the_words_stay(refers):
    user, client, address = after_sign_out(refers)
    client.force_login(user, backend=BACKEND)
    form = form_on(client.get(WORDS).content.decode()) | {"level": "no such"}
    assert client.post(address, form).status_code == 422
    assert "Ñandú" in client.get(WORDS).content.decode()


def test_somebody_else_on_the_same_device_never_reads_them(refers):
    _, client, _ = after_sign_out(refers)
    client.force_login(UserFactory(), backend=BACKEND)
    assert "Ñandú" not in client.get(WORDS).content.decode()
    client.force_login(refers[0], backend=BACKEND)
    assert "Nothing waits here" in client.get(WORDS).content.decode()


def test_they_are_deleted_when_asked_and_when_signed_out(refers):
    user, client, _ = after_sign_out(refers)
    client.force_login(user, backend=BACKEND)
    page = client.post(WORDS, follow=True).content.decode()
    assert "Deleted what you had typed" in page
    assert "Nothing waits here" in client.get(WORDS).content.decode()


def test_a_form_of_before_the_last_sign_in_keeps_its_words(refers):
    user, _, address, values = refers
    client = Client(enforce_csrf_checks=True)
    client.force_login(user, backend=BACKEND)
    answer = client.post(address, {**values, "csrfmiddlewaretoken": "x" * 64})
    assert answer.status_code == 403
    assert f'href="{WORDS}"' in answer.content.decode()
    assert "Ñandú" in client.get(WORDS).content.decode()
    assert not Referral.objects.exists()
    bare = client.post(address, {"csrfmiddlewaretoken": "x" * 64})
    assert f'href="{WORDS}"' not in bare.content.decode()


def test_the_device_is_told_what_was_saved_and_nothing_else(refers):
    _, client, address, values = refers
    mark = "0b5ad4b4-53b4-4fd4-a4ae-1c6e3a5b7d11"
    refused = client.post(address, {**values, "typed_mark": mark, "text": ""})
    assert (refused.status_code, "typed_saved" in refused.cookies) == (422, False)
    saved = client.post(address, {**values, "typed_mark": mark})
    assert (saved.status_code, saved.cookies["typed_saved"].value) == (302, mark)


@pytest.mark.parametrize("marks", [(None, None), (MARKS[0], MARKS[1]), (MARKS[0], None)])
def test_another_form_at_the_same_address_leaves_them(refers, marks):
    user, client, address, values = refers
    first, second = ({"typed_mark": mark} if mark else {} for mark in marks)
    client.logout()
    client.post(address, {**values, **first})
    client.force_login(user, backend=BACKEND)
    other = words.signature(user.pk, {"text": "What", "justification": "Why"})
    sent = client.post(address, {**values, **second, "typed_by": other, "text": "Of another."})
    assert sent.status_code == 302
    assert "Ñandú" in client.get(WORDS).content.decode()


def test_what_the_device_kept_and_a_fresh_page_sends_is_theirs(refers):
    user, client, address, values = refers
    client.logout()
    client.post(address, {**values, "typed_mark": MARKS[0]})
    client.force_login(user, backend=BACKEND)
    fresh = words.signature(user.pk, {"text": "What", "justification": "Why"})
    client.post(address, {**values, "typed_by": fresh, "typed_mark": MARKS[0]})
    assert "Nothing waits here" in client.get(WORDS).content.decode()


def test_a_refusal_is_no_saving(refers, district):
    """The page that says why leads on, too."""
    mark = "0b5ad4b4-53b4-4fd4-a4ae-1c6e3a5b7d11"
    chair = sign_in(hire(Role.SARB_CHAIR))
    _, client, address, values = refers
    client.post(address, values)
    referral = Referral.objects.get()
    chair.post(reverse("sarb:accept", args=[referral.pk]))
    page = chair.get(reverse("sarb:referral", args=[referral.pk])).content.decode()
    keep = reverse("sarb:keep", args=[referral.pk])
    assert f'action="{keep}"' not in page
    sent = {"typed_by": values["typed_by"], "reason": "All the same.", "typed_mark": mark}
    answer = chair.post(keep, sent)
    assert (answer.status_code, "typed_saved" in answer.cookies) == (302, False)


@pytest.mark.parametrize("letter", ["a", "ñ", "서", "ع", "𐐀", "👪", "\x00a"])
def test_more_than_the_box_takes_is_told_and_stays_on_the_page(refers, letter):
    _, client, address, values = refers
    page = client.post(address, {**values, "text": letter * 11_000})
    assert page.status_code == 422
    assert "must be 6000 characters or fewer: it has 11000." in page.content.decode()
    assert letter[-1] * 11_000 in page.content.decode()
    full = client.post(address, {**values, "text": letter * 6000})
    assert (full.status_code, Referral.objects.get().text) == (302, letter[-1] * 6000)
