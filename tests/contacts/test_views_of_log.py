"""Quick log: what it saves, what it refuses, and where it leads."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.choices import Role
from contacts.models import Note, NoteRevision
from students.models import Student
from tasks.models import Task
from tests.contacts.pages import UUID, own, send, shown
from tests.factories import TODAY, GuardianshipFactory, HouseholdFactory
from tests.world import hire, sign_in


def test_a_contact_is_logged_and_leads_to_the_case(browser, district, case):
    answer = send(browser, district.ana, text="All well.", next_step="visit")
    assert answer.headers["Location"] == reverse("cases:case", args=[case.pk])
    note = Note.objects.get()
    assert (note.text, note.reached, note.with_whom) == ("All well.", True, "someone")
    assert Task.objects.get().due_on == TODAY + timedelta(days=2)


def test_it_leads_back_to_where_it_was_opened_and_nowhere_else(browser, district):
    there = reverse("student", args=[district.ana.pk])
    assert send(browser, district.ana, next="/schools/").headers["Location"] == "/schools/"
    away = send(browser, district.ana, next="https://elsewhere.example/")
    assert away.headers["Location"] == there


def test_a_script_gets_words_it_understands(browser, district):
    json = {"Accept": "application/json"}
    answer = send(browser, district.ana, headers=json)
    again = send(browser, district.ana, headers=json)
    assert again.json().items() <= answer.json().items()
    assert answer.json()["saved"] == UUID
    assert not NoteRevision.objects.exists()
    wrong = send(browser, district.ana, headers=json, outcome_call="")
    assert (wrong.status_code, "Choose what came of it." in wrong.content.decode()) == (422, True)


@pytest.mark.parametrize(
    "values",
    [
        {"outcome_call": ""},
        {"kind": "nonsense"},
        {"who": "adult:999999"},
        {"happened_at": "2027-01-01T10:00"},
        {"minutes": "-1"},
        {"barriers": ["gremlins"]},
        {"text": "x" * 20_001},
        {"kind": "other", "text": " "},
    ],
)
def test_what_cannot_be_saved_is_said_and_leaves_nothing(browser, district, values):
    assert send(browser, district.ana, **values).status_code == 422
    assert Note.objects.count() == 0


def test_an_adult_of_another_child_cannot_be_named(browser, district):
    tie = GuardianshipFactory(student=district.ben)
    assert send(browser, district.ana, who=f"adult:{tie.guardian_id}").status_code == 422
    own = GuardianshipFactory(student=district.ana)
    assert send(browser, district.ana, who=f"adult:{own.guardian_id}").status_code == 302


def test_only_brothers_and_sisters_within_reach_share_a_note(browser, district):
    home = HouseholdFactory()
    inside = [district.ana.pk, district.ben.pk, district.dov.pk]
    Student.objects.filter(pk__in=inside).update(household=home)
    assert send(browser, district.ana, district.dov).status_code == 404  # at Pine
    assert send(browser, district.ana, district.cleo).status_code == 404
    assert Note.objects.count() == 0
    assert send(browser, district.ana, district.ben).status_code == 302
    assert Note.objects.get().about.count() == 2


def test_a_page_of_the_sheet_shows_no_stranger(browser, district):
    page = browser.get(reverse("quick-log"), {"q": "Ito"})
    text = page.content.decode()
    assert ("Ito, Ana" in text, "Ito, Dov" in text) == (True, False)


def test_the_sheet_of_nobody_is_about_nobody(browser, district, case):
    page = shown(browser, "quick-log", query="?blank=1")
    assert ("data-log-blank" in page, "data-day=" in page) == (True, True)
    assert ("Ana" in page, "csrfmiddlewaretoken" in page, "<html" in page) == (False, False, False)
    assert browser.post(reverse("quick-log") + "?blank=1", own(browser)).status_code == 422


def test_a_liaison_logs_and_makes_no_task(district, case):
    liaison = sign_in(hire(Role.LIAISON, district.oak))
    assert send(liaison, district.ana, next_step="visit").status_code == 302
    assert (Note.objects.count(), Task.objects.count()) == (1, 0)
