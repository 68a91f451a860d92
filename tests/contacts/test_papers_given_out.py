"""Papers whose address was given out before something changed, and what is refused before it is kept."""

import uuid

import pytest
from django.urls import reverse

from accounts.choices import Role
from accounts.models import Grant
from audit.models import AuditEvent
from contacts.models import NotePaper, PaperWithdrawal
from tests.contacts.test_papers import attach
from tests.contacts.world import log
from tests.documents.brought import picture
from tests.factories import NotePaperFactory
from tests.world import hire, sign_in

pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def note(district, who):
    return log(who, district.ana)


def given(browser, paper):
    """The address at which a paper is open for minutes."""
    return browser.get(reverse("contacts:paper", args=[paper.pk])).headers["Location"]


def test_an_address_given_out_before_a_paper_was_taken_off_opens_nothing(note, browser):
    attach(browser, note)
    paper = NotePaper.objects.get()
    there = given(browser, paper)
    assert browser.get(there).status_code == 200
    browser.post(reverse("contacts:withdraw_paper", args=[paper.pk]), {"reason": "not_so"})
    assert PaperWithdrawal.objects.exists()
    assert browser.get(there).status_code == 404
    assert AuditEvent.objects.filter(action="document.opened").count() == 1


def test_nor_one_of_a_note_that_was_withdrawn(district, note, browser, who):
    attach(browser, note)
    reader = sign_in(hire(Role.COUNSELOR, district.oak))
    there = given(reader, NotePaper.objects.get())
    assert reader.get(there).status_code == 200
    browser.post(reverse("contacts:withdraw", args=[note.pk]), {"reason": "not_so"})
    assert reader.get(there).status_code == 404


def test_nor_to_somebody_whose_role_ended_meanwhile(district, note, browser):
    attach(browser, note)
    other = hire(Role.COUNSELOR, district.oak)
    reader = sign_in(other)
    there = given(reader, NotePaper.objects.get())
    Grant.objects.filter(principal=other.actor.key).update(school=district.pine)
    assert reader.get(there).status_code == 404


@pytest.mark.parametrize("is_full", [True, False])
def test_what_a_note_cannot_have_is_refused_before_it_is_stored(
    district, note, browser, who, store, is_full
):
    if is_full:
        NotePaperFactory.create_batch(10, note=note, by=who)
    else:
        browser.post(reverse("contacts:withdraw", args=[note.pk]), {"reason": "not_so"})
    before = sorted(store.rglob("*"))
    answer = attach(browser, note, picture((77, 33)))
    assert answer.status_code == 422
    assert sorted(store.rglob("*")) == before


def test_the_tenth_paper_sent_again_is_no_eleventh(note, browser, who):
    NotePaperFactory.create_batch(9, note=note, by=who)
    key = str(uuid.uuid4())
    for _ in range(2):
        assert attach(browser, note, client_uuid=key).status_code == 302
    assert NotePaper.objects.count() == 10
