"""What the pages of contacts show to whom: conditions on both sides, and nothing to do for readers."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from attendance.models import ProcessStep
from audit.choices import Access
from audit.models import AccessEvent
from contacts.actions import amend_note, edit_note, sign_note
from contacts.choices import NoteOutcome, Purpose
from contacts.models import Note
from students.models import Student
from tasks.choices import TaskKind, TaskState
from tests.contacts.pages import JSON, own, send, shown
from tests.contacts.world import NOW, UUID_2, contact, log
from tests.factories import CaseFactory, HouseholdFactory, TaskFactory, act
from tests.world import hire, sign_in

OFFER = {"purpose": Purpose.CONFERENCE_48262, "reached": False, "outcome": NoteOutcome.VOICEMAIL}
SIGN, CHANGE, AMEND = 'value="sign"', "Change</a>", "Amend</a>"


def acts(page):
    return [name for name in (SIGN, CHANGE, AMEND) if name in " ".join(page.split())]


@pytest.mark.parametrize(
    ("reader", "unsigned", "signed"),
    [
        ("author", [SIGN, CHANGE], [AMEND]),
        (Role.COUNSELOR, [], [AMEND]),  # whoever serves the student may correct it
        (Role.LIAISON, [], [AMEND]),
        (Role.AUDITOR, [], []),
        (Role.DIRECTOR, [], []),
    ],
)
def test_what_a_reader_may_do_with_a_note(district, who, browser, reader, unsigned, signed):
    note = log(who, district.ana)
    client = browser if reader == "author" else sign_in(hire(reader, district.oak))
    assert acts(shown(client, "contacts:note", note.pk)) == unsigned
    sign_note(act(who, at=NOW), note=note)
    assert acts(shown(client, "contacts:note", note.pk)) == signed
    amend_note(act(who, at=NOW), note=note, client_uuid=UUID_2, contact=contact(text="No."))
    assert acts(shown(client, "contacts:note", note.pk)) == []
    newer = Note.objects.get(amends=note)
    assert acts(shown(client, "contacts:note", newer.pk)) == signed


def test_a_note_leads_to_its_amendment_and_back(district, who, browser):
    note = log(who, district.ana)
    here = reverse("contacts:note", args=[note.pk])
    assert "Read" not in shown(browser, "contacts:note", note.pk)
    sign_note(act(who, at=NOW), note=note)
    new = amend_note(act(who, at=NOW), note=note, client_uuid=UUID_2, contact=contact(text="No."))
    there = reverse("contacts:note", args=[new.pk])
    assert there in shown(browser, "contacts:note", note.pk)
    assert here in shown(browser, "contacts:note", new.pk)


def test_it_counts_as_an_effort_only_while_it_does(district, who, browser):
    note = log(who, district.ana, **OFFER)
    assert "Counts as an effort" in shown(browser, "contacts:note", note.pk)
    ProcessStep.objects.update(withdrawn_at=NOW)
    assert "Counts as an effort" not in shown(browser, "contacts:note", note.pk)


def test_another_child_s_effort_is_not_told_to_whom_serves_the_other(district, who, browser):
    note = log(who, district.ana, district.dov, **OFFER)
    ProcessStep.objects.filter(student=district.ana).update(withdrawn_at=NOW)
    assert "Counts as an effort" not in shown(browser, "contacts:note", note.pk)


def test_earlier_words_stand_below_the_note_with_whose_they_were(district, who, browser):
    note = log(who, district.ana, text="First words.")
    assert "Earlier words" not in shown(browser, "contacts:note", note.pk)
    edit_note(act(who, at=NOW), note=note, version=1, contact=contact(text="Second words."))
    page = shown(browser, "contacts:note", note.pk)
    assert "First words." in page
    assert page.index("Second words.") < page.index("First words.")


def test_the_case_of_a_student_out_of_reach_is_not_linked(district, who, browser):
    theirs = CaseFactory(student=district.dov, owner=who)
    both = log(who, district.ana, district.dov)
    assert reverse("cases:case", args=[theirs.pk]) not in shown(browser, "contacts:note", both.pk)
    mine = CaseFactory(student=district.ana)
    note = log(who, district.ana, uuid=UUID_2)
    assert reverse("cases:case", args=[mine.pk]) in shown(browser, "contacts:note", note.pk)


# --- The sheet ----------------------------------------------------------------------------


def test_what_is_ticked_is_done_of_this_student_alone(browser, district, who):
    mine, later = (TaskFactory(student=district.ana, owner=who) for _ in range(2))
    other = TaskFactory(student=district.ben, owner=who)
    send(browser, district.ana, completes=[mine.pk, other.pk, "x", "9" * 30])
    for task in (mine, later, other):
        task.refresh_from_db()
    assert [t.state for t in (mine, later, other)] == [TaskState.DONE, "open", "open"]


def test_who_works_no_cases_ticks_no_task_and_is_shown_none(district, case):
    liaison = sign_in(hire(Role.LIAISON, district.oak))
    task = TaskFactory(student=district.ana, title="Bring the bus pass")
    page = shown(liaison, "quick-log", query=f"?student={district.ana.pk}")
    assert "Bring the bus pass" not in page
    send(liaison, district.ana, completes=[task.pk])
    task.refresh_from_db()
    assert task.state == TaskState.OPEN


def test_the_sheet_offers_the_three_tasks_that_are_due_first(browser, district):
    for n in range(4):
        TaskFactory(student=district.ana, title=f"Task {n}")
    page = shown(browser, "quick-log", query=f"?student={district.ana.pk}")
    assert [n for n in range(4) if f"Task {n}" in page] == [0, 1, 2]


def test_siblings_within_reach_are_offered_and_logged_as_read(browser, district):
    home = HouseholdFactory()
    together = [district.ana.pk, district.ben.pk, district.dov.pk]
    Student.objects.filter(pk__in=together).update(household=home)
    page = shown(browser, "quick-log", query=f"?student={district.ana.pk}")
    assert f'name="student" value="{district.ben.pk}"' in " ".join(page.split())
    assert f'value="{district.dov.pk}"' not in page
    read = AccessEvent.objects.filter(access=Access.READ).values_list("student_ids", flat=True)
    assert sorted({key for keys in read for key in keys}) == [district.ana.pk, district.ben.pk]


def test_without_a_name_the_own_cases_are_offered_the_most_pressing_first(browser, district, who):
    CaseFactory(student=district.ben, owner=who)
    CaseFactory(student=district.ana, owner=who, next_due_on=NOW.date())
    CaseFactory(student=district.dov, owner=who, next_due_on=NOW.date())  # out of reach by now
    page = browser.get(reverse("quick-log"))
    assert page.context["found"] == [district.ana, district.ben]


def test_a_sheet_of_nobody_in_particular_is_not_saved(browser):
    answer = browser.post(reverse("quick-log"), own(browser))
    assert (answer.status_code, Note.objects.count()) == (422, 0)


@pytest.mark.parametrize(("outcome", "state"), [("spoke", "done"), ("voicemail", "open")])
def test_a_student_is_found_by_a_call_that_reached_somebody(browser, district, outcome, state):
    task = TaskFactory(student=district.ana, kind=TaskKind.LOCATE)
    done = send(browser, district.ana, completes=[task.pk], outcome_call=outcome, headers=JSON)
    task.refresh_from_db()
    assert task.state == state
    assert task.state_reason.startswith("Call: ") is (state == "done")
    assert ("stays open" in done.json()["says"]) is (state == "open")
