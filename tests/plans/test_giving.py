"""A service without a plan: logged once, counted beside the others, taken back by whoever logged it."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, transaction
from django.urls import reverse

from accounts.choices import Permission, Role
from audit.models import AuditEvent
from law.queries import practice_in_force
from plans.actions import (
    GivenService,
    NotYourForm,
    NotYoursToTakeBack,
    ServiceSavedOtherwise,
    give_service,
    take_back_service,
)
from plans.forms import ServiceForm
from plans.models import ServiceGiven
from plans.queries.services import given_lately, served_at, weeks_of
from plans.queries.timeline import timeline
from tests.contacts.world import race
from tests.factories import TODAY, ServiceGivenFactory, act
from tests.plans.test_services import counseling, given
from tests.world import hire, sign_in

DAY = timedelta(days=1)
KEY = UUID(int=5)
IC = GivenService("IC", TODAY, 30)


@pytest.fixture
def client(who):
    return sign_in(who)


def give(who, student, key=KEY, service=IC):
    return give_service(act(who), client_uuid=key, student=student, given=service)


def at(student):
    return f"{reverse('plans:give')}?student={student.pk}"


def words(answer):
    return " ".join(answer.content.decode().split())


def done():
    return list(AuditEvent.objects.order_by("pk").values_list("action", "detail"))


def test_it_is_given_once(district, who):
    made = give(who, district.ana)
    assert give(who, district.ana) == made
    assert (made.kind, made.on, made.minutes, made.by) == ("IC", TODAY, 30, who)
    assert done() == [("service.given", {"minutes": 30})]  # and not what it was


@pytest.mark.parametrize(
    "other",
    [
        GivenService("FC", TODAY, 30),
        GivenService("IC", TODAY - DAY, 30),
        GivenService("IC", TODAY, 31),
    ],
)
def test_another_under_its_key_is_refused(district, who, other):
    give(who, district.ana)
    with pytest.raises(ServiceSavedOtherwise):
        give(who, district.ana, service=other)
    assert ServiceGiven.objects.count() == 1


def test_somebody_else_s_key_or_another_student_s_is_refused(district, who):
    give(who, district.ana)
    with pytest.raises(NotYourForm):
        give(who, district.ben)
    with pytest.raises(NotYourForm):
        give(hire(Role.COUNSELOR, district.oak), district.ana)


def test_whoever_logged_it_takes_it_back_once(district, who):
    made = give(who, district.ana)
    with pytest.raises(NotYoursToTakeBack):
        take_back_service(act(hire(Role.COUNSELOR, district.oak)), service=made)
    for _ in range(2):
        take_back_service(act(who), service=made)
    assert [action for action, _ in done()] == ["service.given", "service.taken_back"]
    assert given_lately(district.ana.pk, on=TODAY) == []


def test_two_clicks_at_once_are_one(committed, district, who):
    made = race(lambda _: give(who, district.ana))
    assert {one.pk for one in made} == {ServiceGiven.objects.get().pk}


def test_the_database_keeps_what_was_given(district, who):
    made = give(who, district.ana)
    for change in ({"minutes": 31}, {"kind": "FC"}, {"on": TODAY - DAY}):
        with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
            ServiceGiven.objects.filter(pk=made.pk).update(**change)
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        made.delete()
    for minutes in (0, 481):
        with pytest.raises(IntegrityError), transaction.atomic():
            ServiceGivenFactory(student=district.ana, minutes=minutes)


def test_it_is_counted_beside_what_a_plan_asked_for(district, who):
    given(counseling(district.ana))
    ServiceGivenFactory(student=district.ana, kind="FC", minutes=60)
    ServiceGivenFactory(student=district.ana, kind="FC", minutes=40, on=TODAY - DAY)
    ServiceGivenFactory(student=district.ana, kind="gone", minutes=5)
    ServiceGivenFactory(
        student=district.ana, minutes=99, taken_back_at=act().at, taken_back_by=who
    )
    ServiceGivenFactory(student=district.dov, minutes=77)
    [line] = served_at(
        who, district.oak, practice_in_force(TODAY), since=TODAY - 6 * DAY, on=TODAY
    )
    assert {name: tuple(one) for name, one in line.kinds.items()} == {
        "Family counseling": (2, 100),
        "In own words": (1, 5),
        "Individual counseling": (1, 30),
    }
    assert tuple(line.given) == (4, 135)


@pytest.mark.parametrize(("ago", "week"), [(0, 0), (2, 0), (3, 1), (9, 1), (24, None)])
def test_it_is_of_its_week(district, ago, week):
    """Today is a Wednesday: the week began two days ago, and four are shown."""
    ServiceGivenFactory(student=district.ana, on=TODAY - ago * DAY, minutes=20)
    found = [tuple(one.given) for one in weeks_of(district.ana.pk, on=TODAY)]
    assert found == [(1, 20) if n == week else (0, 0) for n in range(4)]


def test_a_student_s_weeks_are_one_statement(district, django_assert_num_queries):
    given(counseling(district.ana))
    ServiceGivenFactory(student=district.ana)
    with django_assert_num_queries(1):
        weeks_of(district.ana.pk, on=TODAY)


@pytest.mark.parametrize(("ago", "is_there"), [(0, True), (84, True), (85, False)])
def test_the_page_has_those_of_twelve_weeks(district, ago, is_there):
    made = ServiceGivenFactory(student=district.ana, on=TODAY - ago * DAY)
    assert (made in given_lately(district.ana.pk, on=TODAY)) is is_there


def test_the_timeline_tells_that_there_was_one_and_not_which(district, who):
    made = give(who, district.ana, service=GivenService("HL", TODAY - 2 * DAY, 20))
    [entry] = [one for one in timeline(district.ana.pk) if one.key.startswith("service:")]
    assert (entry.title, entry.facts, entry.is_late) == ("Service given", ("20 minutes",), True)
    assert "ealth" not in f"{entry}"
    assert entry.only == Permission.NOTE_WRITE
    take_back_service(act(who), service=made)
    assert not list(timeline(district.ana.pk))


def test_it_is_logged_on_its_page_with_the_usual_minutes(client, district):
    page = words(client.get(at(district.ana)))
    assert "Individual counseling" in page
    assert "Check-in or check-out" not in page
    assert "Group counseling" not in page
    sent = {"client_uuid": uuid4(), "kind": "FC", "on": TODAY.isoformat(), "minutes": ""}
    for _ in range(2):
        assert client.post(at(district.ana), sent).headers["Location"] == at(district.ana)
    assert ServiceGiven.objects.get().minutes == 60
    page = words(client.get(at(district.ana)))
    assert "Family counseling</strong>" in page
    assert "60 minutes" in page
    client.post(reverse("plans:take_back_service", args=[ServiceGiven.objects.get().pk]))
    assert "Nothing in the last twelve weeks." in words(client.get(at(district.ana)))


def test_another_under_the_same_key_is_kept_when_it_is_sent_once_more(client, district):
    sent = {"client_uuid": uuid4(), "kind": "FC", "on": TODAY.isoformat(), "minutes": "20"}
    client.post(at(district.ana), sent)
    again = client.post(at(district.ana), {**sent, "minutes": "25"})
    assert again.status_code == 422
    new = re.search(r'name="client_uuid" value="([0-9a-f-]{36})"', again.content.decode())[1]
    client.post(at(district.ana), {**sent, "minutes": "25", "client_uuid": new})
    assert sorted(ServiceGiven.objects.values_list("minutes", flat=True)) == [20, 25]


def test_a_colleague_s_is_not_offered_to_take_back(district, client):
    ServiceGivenFactory(student=district.ana)
    page = words(client.get(at(district.ana)))
    assert "Individual counseling</strong>" in page
    assert "Take back" not in page


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({}, None),
        ({"kind": "CK"}, "kind"),
        ({"kind": ""}, "kind"),
        ({"minutes": "1"}, None),
        ({"minutes": "480"}, None),
        ({"minutes": "481"}, "minutes"),
        ({"minutes": "0"}, "minutes"),
        ({"on": (TODAY + DAY).isoformat()}, "on"),
        ({"on": (TODAY - 366 * DAY).isoformat()}, None),
        ({"on": (TODAY - 367 * DAY).isoformat()}, "on"),
        ({"on": ""}, "on"),
    ],
)
def test_each_bound(district, values, place):
    sent = {"kind": "IC", "on": TODAY.isoformat(), "minutes": "", **values}
    form = ServiceForm(sent, today=TODAY, kinds=practice_in_force(TODAY).given)
    assert list(form.errors) == ([place] if place else [])


def test_a_student_out_of_reach_is_not_there(district, client):
    assert client.get(at(district.dov)).status_code == 404
    made = ServiceGivenFactory(student=district.dov)
    answer = client.post(reverse("plans:take_back_service", args=[made.pk]))
    assert answer.status_code == 404


def test_its_page_takes_as_many_statements_for_many(
    client, district, django_assert_max_num_queries
):
    for n in range(40):
        ServiceGivenFactory(student=district.ana, on=TODAY - n * DAY)
    with django_assert_max_num_queries(11):
        assert len(client.get(at(district.ana)).context["given"]) == 40


@pytest.mark.parametrize("role", [Role.CLERK, Role.AUDITOR, Role.DIRECTOR, Role.INTERN])
def test_who_writes_no_notes_logs_no_service(district, role):
    reader = sign_in(hire(role, district.oak))
    assert reader.get(at(district.ana)).status_code == 403
    made = ServiceGivenFactory(student=district.ana)
    assert reader.post(reverse("plans:take_back_service", args=[made.pk])).status_code == 403


def test_kinds_that_are_no_check_in_and_no_group_are_given_to_one(district):
    given_to_one = [one.code for one in practice_in_force(TODAY).given]
    assert given_to_one[:2] == ["IC", "FC"]
    assert not {"CK", "GC"} & set(given_to_one)


def test_what_is_no_longer_of_the_pack_is_listed_by_its_code(district, client):
    ServiceGivenFactory(student=district.ana, kind="OLD")
    assert "<strong>OLD</strong>" in words(client.get(at(district.ana)))
