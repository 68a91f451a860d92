"""Sealed notes of counseling: who writes and opens them, and that nobody else learns of them."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from accounts.choices import Role
from accounts.models import Grant
from audit.models import AccessEvent, AuditEvent
from contacts.actions import (
    CannotBeSealed,
    NoteIsNotYours,
    OtherWordsAreSealed,
    reveal_note,
    seal_note,
)
from contacts.choices import RevealReason, SaidBy
from contacts.forms import SealForm
from contacts.models import SealedNote
from contacts.queries.words import notes_with
from contacts.rules import may_be_sealed
from core.sql import name_principal
from core.words import labels_of
from desk.queries.timeline import timeline
from packets.queries.contacts import contacts_of
from students.models import Enrollment, Student
from tests.contacts.pages import shown
from tests.contacts.world import UUID_1, UUID_2
from tests.factories import TODAY, YEAR, PolicyFactory, SealedNoteFactory, act
from tests.world import hire, sign_in

WORDS = "Afraid of the walk home."


@pytest.fixture
def ana(district):
    Student.objects.filter(pk=district.ana.pk).update(birth_date=date(2012, 3, 1))
    district.ana.refresh_from_db()
    return district.ana


def seal(who, student, uuid=UUID_1, **values):
    said = {"said_by": SaidBy.STUDENT, "said_on": TODAY, "text": WORDS, **values}
    name_principal(who.actor.key)
    return seal_note(act(who), client_uuid=uuid, student=student, **said)


def page_of(student):
    return f"{reverse('contacts:sealed')}?student={student.pk}"


@pytest.mark.parametrize(("age", "may"), [(None, False), (11, False), (12, True), (18, True)])
def test_of_whom_notes_are_sealed(age, may):
    assert may_be_sealed(age, from_age=12) is may


@pytest.mark.parametrize(
    ("born", "is_sealed"),
    [
        (TODAY.replace(year=TODAY.year - 12), True),
        (TODAY.replace(year=TODAY.year - 12) + timedelta(days=1), False),
        (None, False),
    ],
)
def test_a_note_of_a_younger_student_or_of_unknown_age_is_refused(who, ana, born, is_sealed):
    ana.birth_date = born
    ana.save()
    if is_sealed:
        seal(who, ana)
    else:
        with pytest.raises(CannotBeSealed):
            seal(who, ana)
    assert SealedNote.objects.exists() is is_sealed


def test_sent_twice_it_is_sealed_once_and_another_s_uuid_is_refused(district, who, ana):
    assert seal(who, ana) == seal(who, ana)
    assert AuditEvent.objects.filter(action="sealed.written").count() == 1
    with pytest.raises(NoteIsNotYours):
        seal(hire(Role.COUNSELOR, district.oak), ana)


@pytest.mark.parametrize(
    "other",
    [{"text": "Of the dog, too."}, {"said_by": SaidBy.PARENT}, {"said_on": TODAY - timedelta(1)}],
)
def test_other_words_under_a_uuid_that_is_sealed_are_not_dropped(who, ana, other):
    seal(who, ana)
    with pytest.raises(OtherWordsAreSealed):
        seal(who, ana, **other)
    assert SealedNote.objects.get().text == WORDS


def test_words_that_were_changed_after_an_answer_was_lost_are_a_second_note(browser, who, ana):
    """The first sending arrived, its answer did not, and the words were typed on."""
    seal(who, ana)
    more = f"{WORDS} And of the dog."
    said = {"said_by": "student", "said_on": TODAY.isoformat(), "text": more}
    refused = browser.post(page_of(ana), {**said, "client_uuid": str(UUID_1)})
    page = refused.content.decode()
    assert (refused.status_code, "not sealed yet" in page, more in page) == (422, True, True)
    assert ("Sealed. Only you" in page, str(UUID_1) in page) == (False, False)
    again = re.search(r'name="client_uuid"\s+value="([0-9a-f-]{36})"', page).group(1)
    answer = browser.post(page_of(ana), {**said, "client_uuid": again}, follow=True)
    assert "Sealed. Only you can open it." in answer.content.decode()
    assert set(SealedNote.objects.values_list("text", flat=True)) == {WORDS, more}


def test_its_words_come_for_a_reason_alone_and_each_opening_is_written_down(who, browser, ana):
    note = seal(who, ana)
    assert WORDS not in shown(browser, "contacts:sealed", query=f"?student={ana.pk}")
    there = reverse("contacts:reveal", args=[note.pk])
    refused = browser.post(there, {})
    assert (refused.status_code, WORDS in refused.content.decode()) == (422, False)
    assert not AuditEvent.objects.filter(action="sealed.revealed").exists()
    for _ in range(2):
        answer = browser.post(there, {"reason": "danger"})
        assert (answer.status_code, WORDS in answer.content.decode()) == (200, True)
        assert answer.headers["Cache-Control"] == "no-store"
    written = AuditEvent.objects.filter(action="sealed.revealed")
    assert [event.detail for event in written] == [{"reason": "danger"}] * 2
    assert {event.student_id for event in written} == {ana.pk}
    assert not any(WORDS in str(event.detail) for event in AuditEvent.objects.all())


@pytest.mark.parametrize(
    "role", [Role.COUNSELOR, Role.SCHOOL_ADMINISTRATOR, Role.LIAISON, Role.AUDITOR]
)
def test_nobody_else_opens_or_learns_of_it(district, who, ana, role):
    note = seal(who, ana)
    other = hire(role, district.oak)
    client = sign_in(other)
    answer = client.post(reverse("contacts:reveal", args=[note.pk]), {"reason": "court"})
    assert answer.status_code in (403, 404)
    page = client.get(page_of(ana))
    if role == Role.COUNSELOR:
        assert "You sealed nothing about this student" in page.content.decode()
    else:
        assert page.status_code == 403
    for where in ("student", "student-work"):
        shows = client.get(reverse(where, args=[ana.pk])).content.decode()
        assert ("contacts:sealed" in shows or page_of(ana) in shows) is (
            role == Role.COUNSELOR and where == "student-work"
        )
    with pytest.raises(NoteIsNotYours):
        reveal_note(act(other), note=note, reason=RevealReason.COURT)


def test_it_is_in_no_timeline_search_or_packet(who, ana):
    seal(who, ana)
    assert timeline(ana.pk) == []
    assert not notes_with(who, "afraid", on=TODAY).exists()
    assert contacts_of(ana.pk, school_year=YEAR) == []


def test_its_words_are_kept_nowhere_before_they_are_saved(browser, ana):
    assert labels_of(SealForm()) == {}
    page = shown(browser, "contacts:sealed", query=f"?student={ana.pk}")
    assert "typed_by" not in page
    assert "data-log-form" not in page


def test_no_job_reads_them_and_nobody_changes_them(who, ana):
    seal(who, ana)
    asked = "SELECT has_table_privilege(%s, 'contacts_sealednote', %s)"
    with connection.cursor() as cursor:
        found = {}
        for role, verb in (
            ("worker", "SELECT"),
            ("worker", "UPDATE"),
            ("app", "UPDATE"),
            ("app", "DELETE"),
            ("app", "SELECT"),
        ):
            cursor.execute(asked, [role, verb])
            found[role, verb] = cursor.fetchone()[0]
    assert [key for key, may in found.items() if may] == [("app", "SELECT")]


def test_a_pack_that_seals_nothing_has_no_such_page(browser, who, ana):
    PolicyFactory(overrides={"sealed.is_kept": False})
    assert browser.get(page_of(ana)).status_code == 404
    assert page_of(ana) not in shown(browser, "student-work", ana.pk)
    with pytest.raises(CannotBeSealed):
        seal(who, ana, uuid=UUID_2)


def test_whoever_wrote_it_reads_it_when_the_student_is_not_theirs_any_more(
    district, who, browser, ana
):
    """The student changes to a school elsewhere: nobody else could ever read the note."""
    note = seal(who, ana)
    move(ana, district)
    assert browser.get(reverse("student", args=[ana.pk])).status_code == 404
    page = shown(browser, "contacts:sealed", query=f"?student={ana.pk}")
    assert ("Reveal<span" in page, "not yours any more" in page) == (True, True)
    assert (reverse("student", args=[ana.pk]) in page, "Seal it" in page) == (False, False)
    assert str(ana) in shown(browser, "contacts:sealed")
    answer = browser.post(reverse("contacts:reveal", args=[note.pk]), {"reason": "danger"})
    assert (answer.status_code, WORDS in answer.content.decode()) == (200, True)
    said = {"said_by": "student", "said_on": TODAY.isoformat(), "text": WORDS}
    assert browser.post(page_of(ana), {**said, "client_uuid": str(UUID_2)}).status_code == 404
    assert AccessEvent.objects.filter(page="contacts:reveal", student_ids=[ana.pk]).exists()


@pytest.mark.parametrize("role", [Role.COUNSELOR, Role.LIAISON])
def test_who_wrote_none_learns_of_no_student_out_of_reach(district, who, ana, role):
    seal(who, ana)
    move(ana, district)
    client = sign_in(hire(role, district.oak))
    status = 404 if role == Role.COUNSELOR else 403
    assert client.get(page_of(ana)).status_code == status
    if role == Role.COUNSELOR:
        page = shown(client, "contacts:sealed")
        assert ("You sealed no notes" in page, str(ana) in page) == (True, False)


def test_whoever_has_no_role_that_seals_notes_any_more_reads_none(district, who, browser, ana):
    note = seal(who, ana)
    Grant.objects.filter(principal=who.actor.key).update(role=Role.LIAISON)
    answer = browser.post(reverse("contacts:reveal", args=[note.pk]), {"reason": "danger"})
    assert (answer.status_code, WORDS in answer.content.decode()) == (403, False)


def test_a_policy_that_ceases_to_seal_hides_none_that_is_there(browser, who, ana):
    note = seal(who, ana)
    PolicyFactory(overrides={"sealed.is_kept": False})
    page = shown(browser, "contacts:sealed", query=f"?student={ana.pk}")
    assert ("Reveal<span" in page, "The policy in force seals no notes." in page) == (True, True)
    assert page_of(ana) in shown(browser, "student-work", ana.pk)
    answer = browser.post(reverse("contacts:reveal", args=[note.pk]), {"reason": "danger"})
    assert WORDS in answer.content.decode()


def move(student, district):
    """Let the student have left for a school that is not the author's, so long ago that no tail opens."""
    Enrollment.objects.filter(student=student).update(school=district.elm)


def test_a_note_that_is_sealed_on_the_page_is_listed_without_its_words(browser, ana):
    said = {"said_by": "student", "said_on": TODAY.isoformat(), "text": WORDS}
    answer = browser.post(page_of(ana), {**said, "client_uuid": str(UUID_1)}, follow=True)
    page = answer.content.decode()
    assert ("Sealed. Only you can open it." in page, WORDS in page) == (True, False)
    refused = browser.post(page_of(ana), {**said, "text": "", "client_uuid": str(UUID_2)})
    assert refused.status_code == 422


def test_its_statements_do_not_grow(browser, who, ana, django_assert_max_num_queries):
    SealedNoteFactory.create_batch(30, student=ana, author=who)
    browser.get(page_of(ana))
    with django_assert_max_num_queries(13):
        page = browser.get(page_of(ana)).content.decode()
    assert page.count("Reveal<span") == 30


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"text": ""}, "Enter what was said."),
        ({"text": "   "}, "Enter what was said."),
        ({"said_by": ""}, "Choose who said it."),
        ({"said_by": "teacher"}, "Choose who said it from what is offered."),
        ({"text": "Father is worried about papers."}, "immigration status"),
    ],
)
def test_what_cannot_be_sealed_comes_back_with_its_words(browser, ana, values, fault):
    said = {"said_by": "student", "said_on": TODAY.isoformat(), "text": WORDS, **values}
    answer = browser.post(page_of(ana), {**said, "client_uuid": str(UUID_1)})
    page = answer.content.decode()
    assert (answer.status_code, fault in page) == (422, True)
    assert (said["text"] in page, SealedNote.objects.exists()) == (True, False)
