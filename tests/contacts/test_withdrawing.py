"""Taking a note back: it proves nothing any more, and only whoever wrote it reads it."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts.choices import Permission, Role
from attendance.models import ProcessStep
from audit.models import AuditEvent
from cases.models import LastReached
from contacts.access import notes_for
from contacts.actions import NoteIsSigned, amend_note, edit_note, sign_note, withdraw_note
from contacts.choices import NoteKind, Purpose, WhyTakenBack
from contacts.models import Note, NoteWithdrawal
from contacts.queries.contacts import contact_log
from contacts.queries.timeline import timeline
from contacts.queries.words import notes_with
from tests.contacts.world import NOW, UUID_2, contact, log
from tests.factories import TODAY, act
from tests.world import hire, sign_in

WORDS = "About the neighbor, Mrs. Secret."


OTHER, TWICE, NOT_SO, UNDONE = WhyTakenBack


def withdrawn(by, note, reason=OTHER, *, manages=False):
    return withdraw_note(act(by, at=NOW), note=note, reason=reason, manages=manages)


def words(answer):
    return answer.content.decode()


def test_a_withdrawn_note_proves_nothing(district, who):
    note = log(who, district.ana, purpose=Purpose.CONFERENCE_48262, text=WORDS)
    assert ProcessStep.objects.filter(withdrawn_at=None).count() == 1
    taken = withdrawn(who, note)
    assert (taken.amends, taken.reached, taken.kind) == (note, False, NoteKind.OTHER)
    assert not LastReached.objects.filter(on__isnull=False).exists()
    assert not ProcessStep.objects.filter(withdrawn_at=None).exists()
    assert contact_log(district.ana.pk) == []


def test_withdrawn_twice_it_is_once(district, who):
    note = log(who, district.ana)
    taken = withdrawn(who, note)
    assert taken == withdrawn(who, note, TWICE) == withdrawn(who, taken, TWICE)
    assert (Note.objects.count(), NoteWithdrawal.objects.count()) == (2, 1)
    [event] = AuditEvent.objects.filter(action="note.withdrawn")
    assert (event.target_id, event.student_id) == (str(note.pk), district.ana.pk)
    assert event.detail == {"reason": "other_student"}


def test_nobody_changes_it_any_more(district, who):
    note = log(who, district.ana)
    withdrawn(who, note)
    with pytest.raises(NoteIsSigned):
        edit_note(act(who, at=NOW), note=note, version=1, contact=contact(text="Better."))


def test_it_goes_with_all_that_it_amends(district, who):
    note = log(who, district.ana, text=WORDS)
    sign_note(act(who, at=NOW), note=note)
    better = contact(text="Better.")
    amended = amend_note(act(who, at=NOW), note=note, client_uuid=UUID_2, contact=better)
    taken = withdrawn(who, note)
    assert taken.amends == amended
    assert {one.note for one in NoteWithdrawal.objects.all()} == {note, amended}


@pytest.mark.parametrize("role", [Role.COUNSELOR, Role.LIAISON, Role.DIRECTOR, Role.AUDITOR])
def test_only_whoever_wrote_it_reads_it(district, who, role):
    note = log(who, district.ana, text=WORDS)
    taken = withdrawn(who, note)
    other = hire(role, district.oak if role in (Role.COUNSELOR, Role.LIAISON) else None)
    assert list(notes_for(other, Permission.CASE_READ, on=TODAY)) == [taken]
    assert set(notes_for(who, Permission.CASE_READ, on=TODAY)) == {note, taken}
    assert not notes_with(other, "neighbor", on=TODAY)
    client = sign_in(other)
    assert client.get(reverse("contacts:note", args=[note.pk])).status_code == 404
    page = words(client.get(reverse("contacts:note", args=[taken.pk])))
    assert "takes an earlier note back" in page
    assert reverse("contacts:note", args=[note.pk]) not in page
    beside = words(client.get(reverse("student-work", args=[district.ana.pk])))
    assert "Call withdrawn" in beside
    assert "Aunt Rosa" not in beside
    assert WORDS in words(sign_in(who).get(reverse("contacts:note", args=[note.pk])))


def test_nothing_leads_to_the_withdrawn_words_of_a_colleague(district, who, boss):
    note = sign_note(act(who, at=NOW), note=log(who, district.ana, text=WORDS))
    amended = amend_note(
        act(boss, at=NOW), note=note, client_uuid=UUID_2, contact=contact(text="Better.")
    )
    older, newer = (reverse("contacts:note", args=[one.pk]) for one in (note, amended))
    assert newer in words(sign_in(who).get(older))
    assert older in words(sign_in(boss).get(newer))
    withdrawn(who, amended)
    mine, theirs = words(sign_in(who).get(older)), words(sign_in(boss).get(newer))
    assert (newer in mine, "This note is withdrawn" in mine, WORDS in mine) == (False, True, True)
    assert (older in theirs, "Better." in theirs) == (False, True)


@pytest.mark.parametrize("many", [1, 5])
def test_the_timeline_tells_that_it_was(district, who, django_assert_num_queries, many):
    note = log(who, district.ana, text=WORDS)
    withdrawn(who, note)
    for n in range(many - 1):
        log(who, district.ana, uuid=f"00000000-0000-0000-0000-0000000001{n:02}")
    with django_assert_num_queries(2):  # and that of the policy
        first, *_ = timeline(district.ana.pk)
    facts = ("It is about another student",)
    assert (first.title, first.text, first.facts) == ("Call withdrawn", "", facts)


def test_that_it_was_withdrawn_stays(district, who):
    withdrawn(who, log(who, district.ana))
    with pytest.raises(DatabaseError), transaction.atomic():
        NoteWithdrawal.objects.all().delete()
