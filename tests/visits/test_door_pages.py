"""What came of a visit, as it is sent from its page and from a device."""

from uuid import uuid4

import pytest
from django.urls import reverse

from attendance.choices import StepKind
from attendance.models import ProcessStep
from contacts.choices import WithWhom
from contacts.models import Note
from contacts.queries.contacts import contact_log
from core.addresses import with_query
from tests.visits.pages import send_door, words
from tests.visits.world import at_the_door, logged, plan
from tests.world import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client_of(counselor):
    return sign_in(counselor)


def test_a_door_that_says_nothing_comes_back(client_of, counselor, district):
    visit = plan(counselor, district.ana)
    answer = send_door(client_of, visit, district.ana, counselor, outcome="", text="Dog barked")
    assert answer.status_code == 422
    assert "Choose what came of it." in words(answer)
    assert "Dog barked" in words(answer)
    assert not Note.objects.exists()


def test_two_doors_of_one_visit_stand_side_by_side(client_of, counselor, partner, district):
    visit = plan(counselor, district.ana, partner=partner)
    theirs = logged(partner, visit, district.ana)
    met = send_door(client_of, visit, district.ana, counselor, text="Mine")
    assert met.status_code == 409
    told = words(met)
    assert f"{partner} wrote this visit down meanwhile" in told
    assert "Mine" in told
    assert f'name="seen" value="{theirs.pk}"' in told
    again = send_door(client_of, visit, district.ana, counselor, text="Mine", seen=theirs.pk)
    assert again.status_code == 302
    assert Note.objects.count() == 2


def test_as_a_device_sends_it_it_is_kept_once(client_of, counselor, district):
    visit, key = plan(counselor, district.ana), uuid4()
    for _ in range(2):
        address = reverse("visits:door", args=[visit.pk])
        sent = {"author": counselor.pk, "student": district.ana.pk, "kind": "visit"}
        more = {"outcome_visit": "door_spoke", "who": "someone", "client_uuid": key}
        answer = client_of.post(
            address, {**sent, **more, "text": "She came"}, headers={"Accept": "application/json"}
        )
        assert answer.json()["saved"] == str(key)
    assert Note.objects.get().text == "She came"


def test_what_was_typed_at_a_door_is_back_on_its_page(client_of, counselor, district):
    visit = plan(counselor, district.ana)
    key = uuid4()
    typed = {
        "author": counselor.pk,
        "student": district.ana.pk,
        "visit": visit.pk,
        "kind": "visit",
    }
    more = {"outcome_visit": "door_closed", "left_note": "on", "text": "Blue gate", "seq": 3}
    sent = client_of.post(reverse("contacts:draft"), {**typed, **more, "client_uuid": key})
    assert sent.status_code == 200
    page = words(client_of.get(reverse("visits:door", args=[visit.pk])))
    assert "is back, not saved yet" in page
    assert "Blue gate" in page
    assert f'name="client_uuid" value="{key}"' in page
    other = plan(counselor, district.ana)
    assert "Blue gate" not in words(client_of.get(reverse("visits:door", args=[other.pk])))


def test_a_child_who_is_in_no_visit_is_not_there(client_of, counselor, district):
    visit = plan(counselor, district.ana)
    assert send_door(client_of, visit, district.ben, counselor).status_code == 404
    assert not Note.objects.exists()


def test_the_device_gets_a_form_for_each_door_that_is_still_to_do(client_of, counselor, district):
    assert client_of.get(reverse("visits:kept")).status_code == 204
    first, second = plan(counselor, district.ana), plan(counselor, district.ben)
    logged(counselor, second, district.ben)
    told = words(client_of.get(reverse("visits:kept")))
    assert f'id="door-{first.pk}"' in told
    assert f'id="door-{second.pk}"' not in told
    assert 'name="csrfmiddlewaretoken"' not in told


def test_the_device_of_whoever_only_watches_gets_nothing(counselor, watcher, district):
    at_the_door(counselor, plan(counselor, district.ana), watcher)
    assert sign_in(watcher).get(reverse("visits:kept")).status_code == 204
    assert "Ana Ito" in words(sign_in(watcher).get(reverse("visits:day")))


def test_a_door_that_was_unsafe_is_kept_without_words_and_leads_to_the_warning(
    client_of, counselor, district
):
    visit = plan(counselor, district.ana)
    said = {"outcome": "door_unsafe", "text": "He had a knife"}
    met = send_door(client_of, visit, district.ana, counselor, **said)
    assert met.status_code == 422
    assert "this note is part of the student’s record" in words(met)
    assert "He had a knife" in words(met)
    saved = send_door(client_of, visit, district.ana, counselor, outcome="door_unsafe")
    assert saved.url == with_query(reverse("visits:not_alone"), student=district.ana.pk)
    assert "Tell who leads you now" in words(client_of.get(saved.url))
    [line] = contact_log(district.ana.pk)
    assert (line.outcome, line.reached) == ("Left without having spoken with anybody", False)


def test_a_student_who_is_home_alone_is_whom_it_was_with_and_no_effort(
    client_of, counselor, district
):
    visit = plan(counselor, district.ana)
    said = {"outcome": "door_student_alone", "who": "someone", "offered": "on"}
    assert send_door(client_of, visit, district.ana, counselor, **said).status_code == 302
    note = Note.objects.get()
    assert (note.with_whom, note.reached) == (WithWhom.STUDENT, False)
    assert not ProcessStep.objects.filter(kind=StepKind.EFFORT_48262).exists()


def test_the_form_says_what_to_do_and_what_not(client_of, counselor, district):
    page = words(client_of.get(reverse("visits:door", args=[plan(counselor, district.ana).pk])))
    assert "Do not go in, and take the student nowhere in your car." in page
    assert "Leave, then tell who leads you, by telephone" in page
    assert "Call from the gate" in page
