"""A referral whose report was withdrawn, or waits: it waits for the chair, who keeps or returns it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from attendance.models import ReportFlag
from core.stages import NotNow
from packets.models import Packet
from sarb.actions.dockets import hear, place, take_off
from sarb.actions.packets import order_packets
from sarb.actions.referrals import (
    GroundMoved,
    HasHearing,
    ReportWaits,
    accept,
    keep,
    refer,
    send_back,
)
from sarb.models import Referral, ReferralReview
from sarb.queries.shaken import moved_among, shaken_of
from tests.attendance.reports import NOON, filed
from tests.factories import YEAR, StandingFactory, StudentFactory
from tests.sarb.deciding import by, withdraw
from tests.sarb.factories import DocketFactory, DocketPlaceFactory, ReferralFactory
from tests.sarb.pages import url
from tests.world import hire, person


@pytest.fixture
def report(district):
    return filed(district.ana)


@pytest.fixture
def referral(report, district):
    return ReferralFactory(student=district.ana, made_at=NOON)


def test_a_referral_that_rests_on_it_waits_for_the_chair(referral, report):
    assert shaken_of([referral]) == {}
    withdraw(report)
    assert [one.pk for one in shaken_of([referral])[referral.pk].withdrawn] == [report.pk]
    assert moved_among(Referral.objects.all()) == {referral.pk}
    with pytest.raises(GroundMoved):
        accept(by(2), referral=referral)
    assert Referral.objects.get().state == "sent"


def test_kept_by_the_chair_it_goes_on_and_is_not_kept_twice(referral, report):
    withdraw(report)
    keep(by(2), referral=referral, reason="Two reports stand.")
    assert moved_among(Referral.objects.all()) == set()
    with pytest.raises(NotNow):
        keep(by(3), referral=referral, reason="Once more.")
    assert accept(by(3), referral=referral).state == "accepted"
    assert ReferralReview.objects.get().reports == [report.pk]


def test_kept_once_it_waits_again_for_the_next_report(referral, report, district):
    second = filed(district.ana, on=report.filed_at.date() + timedelta(days=3))
    withdraw(report)
    keep(by(2), referral=referral, reason="One report stands.")
    withdraw(second, 3)
    assert moved_among(Referral.objects.all()) == {referral.pk}


@pytest.mark.parametrize(("hours", "moved"), [(-1, False), (1, True)])
def test_only_what_stood_when_it_was_made_carries_a_referral(report, district, hours, moved):
    ReferralFactory(student=district.ana, made_at=NOON)
    withdraw(report, hours)
    assert bool(moved_among(Referral.objects.all())) is moved


def test_a_referral_for_another_reason_rests_on_no_report(report, district):
    other = ReferralFactory(student=district.ana, made_at=NOON, reason="chronic_absence")
    resting = ReferralFactory(student=district.ana, made_at=NOON, level="sart")
    withdraw(report)
    assert moved_among(Referral.objects.all()) == {resting.pk}
    assert shaken_of([other, resting]).keys() == {resting.pk}


def test_a_report_of_another_school_year_carries_no_referral_of_this_one(district):
    before = filed(district.ana, year=YEAR - 1)
    referral = ReferralFactory(student=district.ana, made_at=NOON)
    withdraw(before)
    assert shaken_of([referral]) == {}


def test_an_accepted_one_is_returned_once_it_is_off_its_calendar(report, district):
    placed = DocketPlaceFactory(referral__student=district.ana, referral__made_at=NOON)
    case = placed.referral
    with pytest.raises(HasHearing):  # its ground holds
        send_back(by(), referral=case, reason="Add the visit.")
    withdraw(report)
    with pytest.raises(HasHearing):
        send_back(by(2), referral=case, reason="Its report fell.")
    placed.delete()
    assert send_back(by(2), referral=case, reason="Its report fell.").state == "returned"


def test_it_is_not_heard_before_the_chair_has_looked_and_goes_back_after_its_day(report, district):
    referral = ReferralFactory(student=district.ana, made_at=NOON, accepted=True)
    day = NOON.date() - timedelta(days=1)
    docket = DocketPlaceFactory(referral=referral, docket__date=day).docket
    withdraw(report)
    with pytest.raises(GroundMoved):
        hear(by(2), docket=docket, referral=referral)
    take_off(by(3), docket=docket, referral=referral)
    assert send_back(by(4), referral=referral, reason="One report is left.").state == "returned"


def test_kept_it_is_heard_and_while_a_report_waits_it_is_not(report, district):
    referral = ReferralFactory(student=district.ana, made_at=NOON, accepted=True)
    docket = DocketPlaceFactory(referral=referral, docket__date=NOON.date()).docket
    ReportFlag.objects.create(report=report, reasons=["2026-09-03"])
    with pytest.raises(ReportWaits):
        hear(by(), docket=docket, referral=referral)
    withdraw(report)
    keep(by(2), referral=referral, reason="Two reports stand.")
    hear(by(3), docket=docket, referral=referral)
    assert Referral.objects.get().state == "heard"


@pytest.mark.parametrize("state", ["heard", "returned"])
def test_the_ground_of_one_that_ended_moves_no_more(referral, report, state):
    ended = {"heard_on": NOON.date(), "heard_by": "Bell"} if state == "heard" else {}
    ended |= {"return_reason": "One is left."} if state == "returned" else {}
    decided = {"decided_by": "Bell", "decided_at": NOON}
    Referral.objects.update(state=state, **ended, **decided)
    withdraw(report)
    assert shaken_of(Referral.objects.all()) == {}
    with pytest.raises(NotNow):
        keep(by(2), referral=referral, reason="Two reports stand.")
    page = person(hire(Role.SARB_CHAIR)).client
    assert "Its ground moved" not in page.get(url("referral", referral.pk)).content.decode()


def test_it_gets_no_place_before_the_chair_has_looked(report, district):
    case = ReferralFactory(student=district.ana, made_at=NOON, accepted=True)
    withdraw(report)
    with pytest.raises(GroundMoved):
        place(by(2), docket=DocketFactory(), referral=case)


def test_while_a_report_waits_nobody_is_referred_accepted_or_told(referral, report, district):
    ReportFlag.objects.create(report=report, reasons=["2026-09-03"])
    with pytest.raises(ReportWaits):
        accept(by(), referral=referral)
    assert order_packets(by(), referrals=[referral], reader="chair") == [referral]
    assert not Packet.objects.exists()


# --- Pages --------------------------------------------------------------------------------------


def test_the_chair_sees_keeps_and_reads_it_on_today(referral, report):
    withdraw(report)
    chair = person(hire(Role.SARB_CHAIR))
    today = chair.client.get(reverse("today")).content.decode()
    assert "/referrals/?show=moved" in today
    inbox = chair.client.get(reverse("sarb:referrals"), {"show": "moved"}).content.decode()
    assert reverse("sarb:referral", args=[referral.pk]) in inbox
    page = chair.client.get(reverse("sarb:referral", args=[referral.pk])).content.decode()
    assert "Its ground moved" in page
    address = reverse("sarb:keep", args=[referral.pk])
    assert chair.client.post(address, {"reason": " "}).status_code == 422
    assert chair.client.post(address, {"reason": "Two reports stand."}).status_code == 302
    page = chair.client.get(reverse("sarb:referral", args=[referral.pk])).content.decode()
    assert "Two reports stand." in page
    assert "Its ground moved" not in page


def test_while_a_report_waits_the_page_says_so_and_takes_no_answer(referral, report):
    chair = person(hire(Role.SARB_CHAIR))
    address, accepts = (reverse(f"sarb:{name}", args=[referral.pk]) for name in ("referral", "accept"))  # fmt: skip
    page = chair.client.get(address).content.decode()
    assert accepts in page
    assert "waits for a decision" not in page
    ReportFlag.objects.create(report=report, reasons=["2026-09-03"])
    page = chair.client.get(address).content.decode()
    assert "A report that this rests on waits for a decision" in page
    assert accepts not in page


@pytest.mark.parametrize(("role", "status"), [(Role.COUNSELOR, 403), (Role.SARB_CHAIR, 302)])
def test_who_keeps_a_referral(referral, report, role, status):
    withdraw(report)
    who = person(hire(role))
    address = reverse("sarb:keep", args=[referral.pk])
    assert who.client.post(address, {"reason": "Two stand."}).status_code == status


@pytest.mark.parametrize("count", [1, 8])
def test_what_moved_takes_as_many_statements_for_any_number(db, count):
    for _ in range(count):
        student = StudentFactory()
        filed(student)
        ReferralFactory(student=student, made_at=NOON)
    with CaptureQueriesContext(connection) as found:
        shaken_of(Referral.objects.all())
    assert len(found) <= 5


def test_a_new_referral_waits_for_the_decision(report, district):
    ReportFlag.objects.create(report=report, reasons=["2026-09-03"])

    StandingFactory(student=district.ana, school=district.oak)
    asked = {"student": district.ana, "level": "sarb", "text": "Tried twice."}
    with pytest.raises(ReportWaits):
        refer(by(), reason="truancy", justification="Urgent.", **asked)
    assert refer(by(), reason="behavior", **asked).pk


def test_what_waits_of_another_year_is_nothing_to_a_new_referral(district):
    old = filed(district.ana, on=date(2025, 10, 5), year=YEAR - 1)
    ReportFlag.objects.create(report=old, reasons=["2025-09-03"])
    for year in (YEAR - 1, YEAR):
        StandingFactory(student=district.ana, school=district.oak, school_year=year)
    asked = {"student": district.ana, "level": "sarb", "text": "Tried twice."}
    assert refer(by(), reason="truancy", justification="Urgent.", **asked).school_year == YEAR
