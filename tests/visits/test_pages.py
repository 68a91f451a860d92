"""The pages of visits: planned on one form, listed by area, checked in and out, written down at the door."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from students.models import Student
from tests.factories import TODAY, GuardianshipFactory, NotAloneFactory, TaskFactory, VisitFactory
from tests.visits.pages import do, send_door, words
from tests.visits.world import plan
from tests.world import hire, sign_in
from visits.choices import VisitState
from visits.models import NotAlone, Visit

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def client_of(counselor):
    return sign_in(counselor)


def move(student, street, zip_code="90012"):
    where = {"street": street, "zip": zip_code, "city": "Los Angeles", "state": "CA"}
    Student.objects.filter(pk=student.pk).update(**where)


def send_plan(client, student, by, query="", **values):
    data = {"day": TODAY.isoformat(), "goes": by.pk, "purpose": "attendance", **values}
    there = f"{reverse('plan-visit')}?student={student.pk}{query}"
    return client.post(there, {"client_uuid": uuid4(), **data})


def test_without_a_student_it_says_how_to_find_one(client_of):
    assert "Choose the student first" in words(client_of.get(reverse("plan-visit")))


def test_from_a_students_page_it_is_planned_in_two_clicks(client_of, counselor, district):
    page = words(client_of.get(reverse("student-work", args=[district.ana.pk])))
    assert f"{reverse('plan-visit')}?student={district.ana.pk}" in page
    answer = send_plan(client_of, district.ana, counselor)
    visit = Visit.objects.get()
    assert answer.headers["Location"] == reverse("visits:visit", args=[visit.pk])
    assert (visit.goes, visit.day, visit.partner) == (counselor, TODAY, None)


def test_from_a_task_the_visit_knows_what_asked_for_it(client_of, counselor, district):
    task = TaskFactory(student=district.ana, kind="visit")
    send_plan(client_of, district.ana, counselor, f"&task={task.pk}")
    assert Visit.objects.get().task == task


def test_a_task_of_another_student_is_not_taken(client_of, counselor, district):
    task = TaskFactory(student=district.ben, kind="visit")
    send_plan(client_of, district.ana, counselor, f"&task={task.pk}")
    assert Visit.objects.get().task is None


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"day": (TODAY - DAY).isoformat()}, "must be between"),
        ({"day": ""}, "Enter the day."),
        ({"goes": ""}, "Choose who goes."),
        ({"partner": "me"}, "Choose the partner from what is offered."),
    ],
)
def test_a_plan_that_cannot_be_comes_back(client_of, counselor, district, values, said):
    answer = send_plan(client_of, district.ana, counselor, **values)
    assert answer.status_code == 422
    assert said in words(answer)
    assert not Visit.objects.exists()


def test_the_partner_is_another(client_of, counselor, district):
    answer = send_plan(client_of, district.ana, counselor, partner=counselor.pk)
    assert "The partner is somebody else than who goes." in words(answer)


def test_nobody_of_another_school_can_be_named(client_of, counselor, district):
    stranger = hire(Role.COUNSELOR, district.pine)
    answer = send_plan(client_of, district.ana, counselor, partner=stranger.pk)
    assert answer.status_code == 422


def test_the_day_is_by_area_and_along_the_streets(client_of, counselor, district):
    for student, street, code in (
        (district.ana, "120 Oak St", "90012"),
        (district.ben, "9 Oak St", "90012"),
        (district.eve, "1 Elm St", "90001"),
    ):
        move(student, street, code)
    for student in (district.ana, district.ben):
        plan(counselor, student)
    page = words(client_of.get(reverse("visits:day")))
    assert page.index("9 Oak St") < page.index("120 Oak St")
    assert "geo:0,0?q=9%20Oak%20St" in page
    assert "2 visits" in page


def test_a_day_without_visits_says_how_to_plan_one(client_of):
    assert "No visit on this day" in words(client_of.get(reverse("visits:day")))


@pytest.mark.parametrize("asked", ["2026-11-19", "yesterday", "1999-01-01", ""])
def test_any_day_may_be_asked_for(client_of, asked):
    assert client_of.get(reverse("visits:day"), {"day": asked}).status_code == 200


def test_another_day_shows_its_own_visits(client_of, counselor, district):
    plan(counselor, district.ana, day=TODAY + DAY)
    there = reverse("visits:day")
    assert "Ana Ito" not in words(client_of.get(there))
    assert "Ana Ito" in words(client_of.get(f"{there}?day={TODAY + DAY}"))


@pytest.mark.parametrize("page", ["visits:day", "visits:kept", "visits:visit", "visits:door"])
def test_a_home_that_is_hidden_stands_nowhere(client_of, counselor, district, page):
    move(district.ana, "12 Secret St")
    GuardianshipFactory(student=district.ana, lives_with=True, safe_address="PO Box 1")
    visit = plan(counselor, district.ana)
    about = [visit.pk] if page in ("visits:visit", "visits:door") else []
    told = words(client_of.get(reverse(page, args=about)))
    assert "Secret" not in told
    assert "geo:" not in told
    if page != "visits:door":
        assert "A safe address is on file" in told


def test_do_not_visit_alone_stands_on_every_page_of_a_visit(client_of, counselor, district):
    NotAloneFactory(student=district.ana, reason="weapon")
    visit = plan(counselor, district.ana)
    for there in (
        f"{reverse('plan-visit')}?student={district.ana.pk}",
        reverse("visits:day"),
        reverse("visits:kept"),
        reverse("visits:visit", args=[visit.pk]),
        reverse("visits:door", args=[visit.pk]),
        reverse("student-work", args=[district.ana.pk]),
    ):
        told = words(client_of.get(there))
        assert "Do not visit alone" in told, there
        assert "Weapon" in told, there


def test_who_may_not_write_notes_reads_that_nobody_goes_alone_and_not_why(district):
    NotAloneFactory(student=district.ana, reason="weapon")
    reader = sign_in(hire(Role.DIRECTOR))
    told = words(reader.get(reverse("student-work", args=[district.ana.pk])))
    assert "Do not visit alone" in told
    assert "Weapon" not in told


def test_a_warning_is_set_and_lifted_on_its_page(client_of, district):
    there = f"{reverse('visits:not_alone')}?student={district.ana.pk}"
    day = (TODAY + DAY).isoformat()
    assert client_of.post(there, {"reason": "", "review_on": day}).status_code == 422
    client_of.post(there, {"client_uuid": uuid4(), "reason": "animal", "review_on": day})
    warning = NotAlone.objects.get()
    assert "Unsafe animal" in words(client_of.get(there))
    client_of.post(reverse("visits:lift", args=[warning.pk]))
    assert "What stands" not in words(client_of.get(there))


def test_from_the_page_it_is_confirmed_made_and_signed_off(
    client_of, counselor, partner, watcher, district
):
    visit = plan(counselor, district.ana, partner=partner)
    along = sign_in(partner)
    assert "Confirm" in words(along.get(reverse("visits:day")))
    do(along, visit, "confirm")
    refused = do(client_of, visit, "arrive", watcher=watcher.pk, minutes=3)
    assert "must be 5 or more" in words(refused)
    answer = do(client_of, visit, "arrive", watcher=watcher.pk, minutes=20)
    assert answer.status_code == 302, words(answer).split("main")[1]
    page = words(client_of.get(reverse("visits:visit", args=[visit.pk])))
    assert "At the door" in page
    assert f"{watcher} is told" in page
    do(client_of, visit, "stay")
    do(client_of, visit, "leave")
    assert send_door(client_of, visit, district.ana, counselor, miles="3.5").status_code == 302
    do(along, visit, "validate")
    visit.refresh_from_db()
    assert (visit.state, str(visit.miles)) == (VisitState.VALIDATED, "3.5")
    assert "3.5 miles driven" in words(client_of.get(reverse("visits:day")))


def test_a_refusal_is_told_on_the_next_page(client_of, counselor, watcher, district):
    NotAloneFactory(student=district.ana)
    visit = plan(counselor, district.ana)
    answer = do(client_of, visit, "arrive", watcher=watcher.pk, minutes=20)
    assert answer.status_code == 422
    assert "a partner confirms this visit first" in words(answer)


def test_called_off_changed_and_planned_again(client_of, counselor, partner, district):
    visit = plan(counselor, district.ana)
    assert do(client_of, visit, "call_off").status_code == 422
    do(client_of, visit, "call_off", why="family")
    assert "The family asked for another day" in words(client_of.get(reverse("visits:day")))
    do(client_of, visit, "resume")
    new = {"day": (TODAY + DAY).isoformat(), "goes": counselor.pk, "purpose": "welfare"}
    do(client_of, visit, "change", partner=partner.pk, **new)
    assert do(client_of, visit, "change", day="").status_code == 422
    visit.refresh_from_db()
    assert (visit.day, visit.partner, visit.purpose) == (TODAY + DAY, partner, "welfare")


@pytest.mark.parametrize("page", ["visits:day", "visits:kept", "out-now"])
def test_many_take_as_many_statements(client_of, counselor, watcher, district, page):
    def cost():
        with CaptureQueriesContext(connection) as statements:
            client_of.get(reverse(page))
        return len(statements)

    moment = timezone.now()
    there = {"state": "there", "watcher": watcher, "went_at": moment, "back_by": moment}
    for _ in range(3):
        VisitFactory(goes=counselor, about_student=district.ana, **there)
    cost()
    few = cost()
    for _ in range(9):
        VisitFactory(goes=counselor, about_student=district.ben, **there)
    assert cost() == few
