"""Children of one home: one visit for them, and one note, about those who were meant."""

from uuid import uuid4

import pytest
from django.urls import reverse

from contacts.models import Note
from students.models import Student
from tests.factories import TODAY, EnrollmentFactory, HouseholdFactory, StudentFactory
from tests.visits.pages import send_door, words
from tests.visits.world import plan
from tests.world import sign_in
from visits.models import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def client_of(counselor):
    return sign_in(counselor)


@pytest.fixture
def home(district):
    """Ana and Ben go to Oak; Dov, who lives with them, goes elsewhere."""
    made = HouseholdFactory()
    keys = [one.pk for one in (district.ana, district.ben, district.dov)]
    Student.objects.filter(pk__in=keys).update(household=made)
    for one in (district.ana, district.ben, district.dov):
        one.refresh_from_db()
    return made


def send_plan(client, by, *students):
    first, *others = students
    when = {"day": TODAY.isoformat(), "goes": by.pk, "purpose": "attendance"}
    also = {"student": [one.pk for one in others]}
    there = f"{reverse('plan-visit')}?student={first.pk}"
    return client.post(there, {"client_uuid": uuid4(), **when, **also})


def test_those_within_reach_are_offered_and_ticked(client_of, district, home):
    page = words(client_of.get(reverse("plan-visit"), {"student": district.ana.pk}))
    assert f'name="student" value="{district.ben.pk}" checked' in page
    assert f'value="{district.dov.pk}"' not in page


def test_one_visit_is_for_all_who_were_ticked(client_of, counselor, district, home):
    send_plan(client_of, counselor, district.ana, district.ben)
    visit = Visit.objects.get()
    assert set(visit.students.all()) == {district.ana, district.ben}
    page = words(client_of.get(reverse("visits:day")))
    assert "Ana Ito, Ben Ito" in page
    assert "1 visit" in page


def test_nobody_out_of_reach_is_in_a_visit(client_of, counselor, district, home):
    assert send_plan(client_of, counselor, district.ana, district.dov).status_code == 404
    assert not Visit.objects.exists()


def test_nobody_of_another_home_is_in_it(client_of, counselor, district, home):
    stranger = StudentFactory()
    EnrollmentFactory(student=stranger, school=district.oak)
    assert send_plan(client_of, counselor, district.ana, stranger).status_code == 404


def test_the_door_begins_with_those_of_the_visit(client_of, counselor, district, home):
    visit = plan(counselor, district.ana, district.ben)
    page = words(client_of.get(reverse("visits:door", args=[visit.pk])))
    assert f'name="student" value="{district.ben.pk}" checked' in page
    alone = plan(counselor, district.ana)
    page = words(client_of.get(reverse("visits:door", args=[alone.pk])))
    assert f'name="student" value="{district.ben.pk}">' in page


@pytest.mark.parametrize("is_ticked", [True, False])
def test_the_note_is_about_those_who_are_ticked(client_of, counselor, district, home, is_ticked):
    visit = plan(counselor, district.ana, district.ben)
    also = [district.ben.pk] if is_ticked else []
    send_door(client_of, visit, district.ana, counselor, also=also)
    about = Note.objects.get().about.values_list("student", flat=True)
    assert set(about) == {district.ana.pk, *also}


def test_a_refused_door_keeps_who_was_ticked(client_of, counselor, district, home):
    visit = plan(counselor, district.ana, district.ben)
    answer = send_door(client_of, visit, district.ana, counselor, outcome="")
    assert answer.status_code == 422
    assert f'name="student" value="{district.ben.pk}">' in words(answer)


def test_a_child_of_the_home_out_of_reach_is_in_no_note(client_of, counselor, district, home):
    visit = plan(counselor, district.ana)
    sent = send_door(client_of, visit, district.ana, counselor, also=[district.dov.pk])
    assert sent.status_code == 404
    assert not Note.objects.exists()


def test_the_device_knows_the_children_of_the_visit(client_of, counselor, district, home):
    plan(counselor, district.ana, district.ben)
    kept = words(client_of.get(reverse("visits:kept")))
    assert f'name="student" value="{district.ben.pk}" checked' in kept
    assert str(district.dov.sis_id) not in kept


def test_without_a_household_a_visit_is_for_one(client_of, counselor, district):
    page = words(client_of.get(reverse("plan-visit"), {"student": district.ana.pk}))
    assert "Also for" not in page
    send_plan(client_of, counselor, district.ana)
    assert list(Visit.objects.get().students.all()) == [district.ana]
