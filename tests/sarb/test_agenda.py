"""A day of hearings on one page: the cases in their order, and the break between them."""

import io
from datetime import date, time

import pytest
from django.urls import reverse
from pypdf import PdfReader

from accounts.choices import Role
from sarb.actions import dockets
from sarb.forms import DocketForm
from sarb.models import Docket
from tests.factories import TODAY, EnrollmentFactory, GuardianshipFactory, StudentFactory, act
from tests.sarb.factories import DocketFactory, DocketPlaceFactory, ReferralFactory
from tests.world import hire, person

NOON = {"break_at": time(12), "break_minutes": 30, "starts_at": time(11), "minutes": 60}


@pytest.fixture
def chair(district):
    return person(hire(Role.SARB_CHAIR))


def page(who, docket):
    answer = who.client.get(reverse("sarb:agenda", args=[docket.pk]))
    assert answer.headers["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(answer.content))
    return len(reader.pages), " ".join(one.extract_text() for one in reader.pages)


def test_the_break_stands_between_the_cases(district, chair):
    docket = DocketFactory(**NOON)
    for student in (district.ana, district.ben):
        case = ReferralFactory(student=student, accepted=True)
        dockets.place(act(), docket=docket, referral=case)
    for language in ("es", "Spanish", ""):
        GuardianshipFactory(
            student=district.ben, guardian__interpreter=True, guardian__language=language
        )
    pages, said = page(chair, docket)
    said = " ".join(said.split())
    assert pages == 1
    assert said.count("Interpreter: Spanish") == 1
    order = ["11:00 a.m.", "Ito, Ana", "Break until 12:30 p.m.", "12:30 p.m.", "Ito, Ben"]
    places = [said.find(word) for word in order]
    assert -1 not in places
    assert places[0] < places[1] < places[2] < places[4]


@pytest.mark.parametrize("cases", [0, 30])
def test_the_day_is_one_page_however_full(district, chair, cases):
    docket = DocketFactory(capacity=30, minutes=10, starts_at=time(8))
    for position in range(1, cases + 1):
        student = StudentFactory(last_name="Wolfeschlegelsteinhausen")
        EnrollmentFactory(student=student, school=district.oak)
        DocketPlaceFactory(
            docket=docket,
            referral=ReferralFactory(student=student, accepted=True),
            position=position,
            time=docket.time_of(position),
        )
    assert page(chair, docket)[0] == 1


def test_times_follow_the_break_when_a_case_is_taken_off(district):
    docket = DocketFactory(**NOON)
    cases = [ReferralFactory(student=one, accepted=True) for one in (district.ana, district.ben)]
    for case in cases:
        dockets.place(act(), docket=docket, referral=case)
    assert [one.time for one in docket.places.order_by("position")] == [time(11), time(12, 30)]
    dockets.take_off(act(), docket=docket, referral=cases[0])
    assert [one.time for one in docket.places.all()] == [time(11)]


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({}, {}),
        ({"break_at": "12:00", "break_minutes": "30"}, {}),
        ({"break_at": "12:00"}, {"break_minutes": "Enter the minutes of the break."}),
        ({"break_minutes": "30"}, {"break_at": "Enter the time of the break."}),
        ({"break_at": "12:00", "break_minutes": "4"}, {"break_minutes": None}),
    ],
)
def test_a_break_has_a_time_and_its_minutes(chair, given, faults):
    day = {"level": "sarb", "on": "2026-12-01", "starts_at": "08:30", "minutes": 45}
    sent = {**day, "capacity": 10, "place": "Room B", "chair": chair.user.pk, **given}
    form = DocketForm(sent, today=TODAY)
    form.is_valid()
    assert form.errors.keys() == faults.keys()
    assert all(said is None or form.errors[name] == [said] for name, said in faults.items())


@pytest.mark.parametrize(
    ("at", "is_taken"),
    [
        (time(10, 59), False),  # before the first case
        (time(11), False),  # as the first begins: it would begin later
        (time(11, 1), True),
        (time(13, 59), True),  # the third would end at two
        (time(14), False),
        (time(3), False),
    ],
)
def test_a_break_lies_between_the_first_case_and_the_end_of_the_last(chair, at, is_taken):
    day = {"level": "sarb", "on": date(2026, 12, 1), "place": "B", "capacity": 3}
    given = {**day, **NOON, "break_at": at, "chair": chair.user}
    if is_taken:
        assert dockets.make(act(), **given).break_at == at
    else:
        with pytest.raises(dockets.BreakIsOutside):
            dockets.make(act(), **given)
        assert not Docket.objects.exists()


def test_a_day_is_set_with_its_break(chair):
    day = {"level": "sarb", "on": date(2026, 12, 1), "place": "B", "capacity": 3}
    made = dockets.make(act(), **day, **NOON, chair=chair.user)
    assert Docket.objects.get().pause == made.pause
    assert made.pause.minutes == 30
