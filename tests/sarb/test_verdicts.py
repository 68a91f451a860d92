"""A report is withdrawn: letters, tasks, referrals and packets follow in the same transaction."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from attendance.models import ReportDecision, ReportFlag
from audit.models import AuditEvent
from core.stages import NotNow
from packets.choices import PacketState
from packets.models import Packet, PacketStamp
from sarb.actions.dockets import place
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
from sarb.actions.verdicts import decide
from sarb.models import Referral, ReferralReview
from sarb.queries.shaken import moved_among, shaken_of
from tasks.models import Task
from tests.attendance.reports import NOON, filed
from tests.factories import TODAY, StandingFactory, StudentFactory, TaskFactory, UserFactory, act
from tests.letters.rows import notice_about
from tests.packets.factories import PacketFactory
from tests.sarb.factories import DocketFactory, DocketPlaceFactory, ReferralFactory
from tests.world import hire, person

HOUR = timedelta(hours=1)


def by(hours=1):
    return act(UserFactory(), at=NOON + hours * HOUR)


def withdraw(report, hours=1):
    return decide(by(hours), report=report, verb="withdraw", reason="A doctor’s note.")


@pytest.fixture
def report(district):
    return filed(district.ana)


@pytest.fixture
def referral(report, district):
    return ReferralFactory(student=district.ana, made_at=NOON)


# --- Tasks --------------------------------------------------------------------------------------


def test_tasks_to_file_on_it_are_closed_with_the_reason_and_others_stay(report, district):
    proposed = TaskFactory(student=district.ana, kind="report", key="1:2026:report:2")
    own = TaskFactory(student=district.ana, kind="report", key=None)
    call = TaskFactory(student=district.ana, kind="contact", key="1:2026:counted")
    other = TaskFactory(student=district.ben, kind="report", key="2:2026:report:2")
    withdraw(report)
    states = dict(Task.objects.values_list("pk", "state"))
    assert states == {proposed.pk: "dismissed", own.pk: "open", call.pk: "open", other.pk: "open"}
    proposed.refresh_from_db()
    assert "A doctor’s note." in proposed.state_reason
    assert proposed.decided_by is not None
    assert AuditEvent.objects.filter(action="task.dismissed").count() == 1


def test_upheld_closes_no_task(report, district):
    ReportFlag.objects.create(report=report, reasons=["2026-09-03"])
    TaskFactory(student=district.ana, kind="report", key="1:2026:report:2")
    decide(by(), report=report, verb="uphold", reason="It was another day.")
    assert Task.objects.get().state == "open"


@pytest.mark.parametrize(("stage", "tasks"), [("mailed", 1), ("due", 0)])
def test_upheld_after_its_correction_was_mailed_somebody_is_to_tell_the_family(
    report, district, stage, tasks
):
    withdraw(report)
    notice_about(
        district.ana,
        district.oak,
        report=report,
        kind="notice_corrected",
        stage=stage,
        due_by=TODAY,
    )
    decide(by(2), report=report, verb="uphold", reason="It was another day.")
    with pytest.raises(NotNow):
        decide(by(3), report=report, verb="uphold", reason="It was another day.")
    titles = list(Task.objects.values_list("title", flat=True))
    assert titles == ["Tell the family that the report filed on October 5 was upheld"] * tasks


# --- Referrals ----------------------------------------------------------------------------------


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
    ReferralFactory(student=district.ana, made_at=NOON, reason="chronic_absence")
    withdraw(report)
    assert moved_among(Referral.objects.all()) == set()


def test_an_accepted_one_is_returned_once_it_is_off_its_calendar(report, district):
    placed = DocketPlaceFactory(referral__student=district.ana, referral__made_at=NOON)
    case = placed.referral
    with pytest.raises(NotNow):  # its ground holds
        send_back(by(), referral=case, reason="Add the visit.")
    withdraw(report)
    with pytest.raises(HasHearing):
        send_back(by(2), referral=case, reason="Its report fell.")
    placed.delete()
    assert send_back(by(2), referral=case, reason="Its report fell.").state == "returned"


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


# --- Packets ------------------------------------------------------------------------------------


def edition(referral, hours, **values):
    return PacketFactory(referral=referral, frozen_at=NOON + hours * HOUR, **values)


def test_editions_that_tell_it_are_stamped_and_a_new_one_is_ordered(referral, report):
    told = edition(referral, 0)
    withdraw(report)
    stamp = PacketStamp.objects.get()
    assert (stamp.packet, "A doctor’s note." in stamp.reason) == (told, True)
    [ordered] = Packet.objects.exclude(pk=told.pk)
    assert (ordered.reader, ordered.state) == (told.reader, PacketState.WAITING)
    assert AuditEvent.objects.filter(action="packet.superseded").count() == 1


def test_an_edition_of_before_the_filing_is_not_stamped(referral, report):
    PacketFactory(referral=referral, frozen_at=report.filed_at - HOUR)
    withdraw(report)
    assert not PacketStamp.objects.exists()


def test_of_a_referral_that_ended_no_new_edition_is_ordered(report, district):
    ended = ReferralFactory(student=district.ana, made_at=NOON, accepted=True)
    edition(ended, 0)
    Referral.objects.filter(pk=ended.pk).update(
        state="heard", heard_on=NOON.date(), heard_by="Chair"
    )
    withdraw(report)
    assert (PacketStamp.objects.count(), Packet.objects.count()) == (1, 1)


def test_while_another_report_waits_no_new_edition_tells_it_as_standing(
    referral, report, district
):
    second = filed(district.ana, on=report.filed_at.date() + timedelta(days=3))
    ReportFlag.objects.create(report=second, reasons=["earlier"])
    told = {edition(referral, 0, reader=reader).reader for reader in ("chair", "panel")}
    withdraw(report)
    assert (PacketStamp.objects.count(), Packet.objects.busy().count()) == (2, 0)
    decide(by(2), report=second, verb="uphold", reason="Its own days carry it.")
    assert {one.reader for one in Packet.objects.busy()} == told


def test_the_last_decision_orders_them_although_it_superseded_none(report, district):
    late = filed(district.ana, on=NOON.date() + timedelta(days=1))
    ReportFlag.objects.create(report=late, reasons=["earlier"])
    edition(ReferralFactory(student=district.ana, made_at=late.filed_at), 0)
    withdraw(report, 30)
    assert not Packet.objects.busy().exists()
    decide(by(48), report=late, verb="uphold", reason="Its own days carry it.")
    assert (PacketStamp.objects.count(), Packet.objects.busy().count()) == (1, 1)


def test_an_edition_that_is_being_drawn_is_stamped(referral, report):
    drawn = edition(referral, 0, state=PacketState.BUILDING, document=None)
    withdraw(report)
    assert PacketStamp.objects.get().packet == drawn


def test_a_refused_decision_leaves_nothing(referral, report):
    edition(referral, 0)
    withdraw(report)
    with pytest.raises(NotNow):
        withdraw(report, 2)
    assert (PacketStamp.objects.count(), ReportDecision.objects.count()) == (1, 1)


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
