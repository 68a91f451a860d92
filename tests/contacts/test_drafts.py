"""Drafts: the latest words of each author, until their note is saved."""

from django.utils import timezone

from contacts.actions import save_draft
from contacts.models import NoteDraft
from tests.contacts.world import UUID_1, log
from tests.factories import act


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
