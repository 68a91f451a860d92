"""Drafts: the latest words of each author, until their note is saved."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from contacts.actions import (
    amend_note,
    drop_draft,
    edit_note,
    forget_old_drafts,
    save_draft,
    sign_note,
)
from contacts.models import NoteDraft
from contacts.tasks import drop_old_drafts
from law.packs import load_pack
from tests.contacts.world import NOW, UUID_1, UUID_2, contact, log
from tests.factories import UserFactory, act

UUID_3 = UUID(int=3)


def draft(who, seq, text, uuid=UUID_1):
    return save_draft(
        act(who, at=timezone.now()), client_uuid=uuid, seq=seq, payload={"text": text}
    )


def test_the_latest_draft_is_kept_however_they_arrive(who):
    assert draft(who, 2, "later") is True
    assert draft(who, 1, "earlier") is False
    assert NoteDraft.objects.get().payload == {"text": "later"}


def test_a_draft_sent_twice_is_kept_and_other_words_of_its_number_are_not(who):
    assert [draft(who, 2, "mine"), draft(who, 2, "mine")] == [True, True]
    assert draft(who, 2, "of another window") is False
    assert NoteDraft.objects.get().payload == {"text": "mine"}


def test_a_saved_note_takes_its_draft_along_and_none_comes_back(district, who):
    draft(who, 1, "half a sent")
    log(who, district.ana)
    assert not NoteDraft.objects.exists()
    assert draft(who, 2, "half a sentence") is False
    assert not NoteDraft.objects.exists()


def test_everybody_has_their_own_drafts(who, boss):
    draft(who, 1, "mine")
    draft(boss, 1, "theirs")
    assert NoteDraft.objects.count() == 2


def test_nobody_throws_another_s_draft_away(who, boss):
    draft(who, 1, "mine")
    drop_draft(act(boss), client_uuid=UUID_1)
    assert NoteDraft.objects.get().user == who
    drop_draft(act(who), client_uuid=UUID_2)
    assert NoteDraft.objects.exists()
    drop_draft(act(who), client_uuid=UUID_1)
    assert not NoteDraft.objects.exists()


@pytest.mark.parametrize(("age", "kept"), [(timedelta(0), True), (timedelta(seconds=1), False)])
def test_a_draft_of_just_so_many_days_is_kept(who, age, kept):
    save_draft(act(who, at=NOW - timedelta(days=30) - age), client_uuid=UUID_1, seq=1, payload={})
    assert forget_old_drafts(act(at=NOW), days=30) == (0 if kept else 1)
    assert NoteDraft.objects.exists() is kept


def test_beat_keeps_drafts_for_as_long_as_the_policy_says(worker_db, today):
    days = load_pack("california").value("contact.draft_days")
    for uuid, age in ((UUID_1, days - 1), (UUID_2, days + 1)):
        when = act(UserFactory(), at=NOW - timedelta(days=age))
        save_draft(when, client_uuid=uuid, seq=1, payload={})
    drop_old_drafts()
    assert NoteDraft.objects.get().client_uuid == UUID_1


def test_the_draft_of_a_change_is_none_of_another_note(district, who):
    note, other = log(who, district.ana), log(who, district.ben, uuid=UUID_2)
    said = {"client_uuid": UUID_3, "seq": 1, "payload": {"text": "Better."}}
    edit_note(
        act(who, at=NOW), note=note, version=1, contact=contact(text="!"), client_uuid=UUID_3
    )
    assert save_draft(act(who, at=NOW), note=note, **said) is False  # it came to be a change
    assert save_draft(act(who, at=NOW), note=other, **said) is True


def test_what_was_typed_for_a_note_goes_when_it_is_signed(district, who):
    note = log(who, district.ana)
    NoteDraft.objects.create(user=who, client_uuid=note.client_uuid, seq=1)
    NoteDraft.objects.create(user=who, client_uuid=UUID_2, seq=1)
    sign_note(act(who, at=NOW), note=note)
    assert NoteDraft.objects.get().client_uuid == UUID_2


def test_what_was_typed_for_an_amendment_goes_with_it(district, who):
    note = sign_note(act(who, at=NOW), note=log(who, district.ana))
    draft(who, 1, "half a sent", uuid=UUID_2)
    draft(who, 1, "of another note", uuid=UUID_3)
    said = contact(text="Half a sentence.")
    amend_note(act(who, at=NOW), note=note, client_uuid=UUID_2, contact=said)
    assert NoteDraft.objects.get().client_uuid == UUID_3


def test_another_change_of_a_note_is_still_a_draft(district, who):
    note = log(who, district.ana)
    change = {"version": 1, "contact": contact(text="Better."), "client_uuid": UUID_2}
    edit_note(act(who, at=NOW), note=note, **change)
    said = {"seq": 1, "payload": {"text": "Better still."}, "note": note}
    kept = [save_draft(act(who, at=NOW), client_uuid=one, **said) for one in (UUID_2, UUID_3)]
    assert kept == [False, True]
