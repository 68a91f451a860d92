"""A report is withdrawn: letters, tasks, referrals and packets follow in the same transaction."""

from datetime import timedelta

import pytest

from attendance.models import ProcessStep, ReportDecision, ReportFlag
from audit.models import AuditEvent
from core.stages import NotNow
from letters.models import Notice
from letters.queries.kinds import on_record
from packets.choices import PacketState, Reader
from packets.models import Packet, PacketStamp
from sarb.actions.packets import order_packets
from sarb.models import Referral
from tasks.models import Task
from tests.attendance.reports import NOON, filed
from tests.factories import TODAY, StandingFactory, TaskFactory, UserFactory
from tests.letters.rows import notice_about
from tests.packets.factories import PacketFactory
from tests.sarb.deciding import HOUR, by, decide, withdraw
from tests.sarb.factories import ReferralFactory


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


def test_upheld_after_all_what_the_withdrawal_closed_waits_again(report, district):
    kinds = {"a": ("report", "open"), "b": ("report", "snoozed"), "c": ("contact", "open")}
    decided = {"decided_by": UserFactory(), "decided_at": NOON}
    for key, (kind, state) in kinds.items():
        TaskFactory(student=district.ana, kind=kind, key=key, state=state, **decided)
    before = TaskFactory(
        student=district.ana, kind="report", key="d", state="dismissed", **decided
    )
    withdraw(report)
    assert Task.objects.filter(state="dismissed").count() == 3
    decide(by(2), report=report, verb="uphold", reason="It was another day.")
    states = dict(Task.objects.exclude(pk=before.pk).values_list("key", "state"))
    assert states == {key: state for key, (_, state) in kinds.items()}
    assert Task.objects.get(pk=before.pk).state == "dismissed"
    assert AuditEvent.objects.filter(action="task.undone").count() == 2


def test_what_was_proposed_anew_meanwhile_is_not_there_twice(report, district):
    TaskFactory(student=district.ana, kind="report", key="a")
    withdraw(report)
    TaskFactory(student=district.ana, kind="report", key="a:1")
    decide(by(2), report=report, verb="uphold", reason="It was another day.")
    assert Task.objects.pending().get().key == "a:1"


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


def test_a_notice_from_before_go_live_falls_along_and_the_next_report_leaves_one_due(
    report, district
):
    second = filed(district.ana, on=TODAY)
    StandingFactory(student=district.ana, school=district.oak)
    ProcessStep.objects.create(
        student=district.ana,
        school_year=report.school_year,
        kind="notice_48260_5",
        happened_at=report.filed_at,
        evidence_kind="history",
        evidence_id="notice:2026-10-05",
    )
    withdraw(report)
    assert Notice.objects.get().report == second
    told = "Tell the family that the report filed on October 5 was withdrawn"
    assert Task.objects.get().title == told
    decide(by(2), report=report, verb="uphold", reason="It was another day.")
    assert on_record([Notice.objects.get()])
    assert Task.objects.count() == 1


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


@pytest.mark.parametrize(("hours", "is_stamped"), [(-1, False), (0, True)])
def test_an_edition_of_before_the_filing_is_not_stamped(referral, report, hours, is_stamped):
    PacketFactory(referral=referral, frozen_at=report.filed_at + hours * HOUR)
    withdraw(report)
    assert PacketStamp.objects.exists() is is_stamped


def test_what_moved_and_waits_for_nobody_s_decision_is_told_as_it_stands(referral, report):
    withdraw(report)
    assert order_packets(by(), referrals=[referral], reader=Reader.CHAIR) == []
    assert Packet.objects.busy().count() == 1


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


NOT_YET = {"document": None, "state": PacketState.BUILDING}
READING = {**NOT_YET, "edition": None, "facts": None, "facts_sha256": "", "frozen_at": None}


@pytest.mark.parametrize("values", [NOT_YET, READING])
def test_one_that_is_being_built_is_stopped_and_ordered_anew(referral, report, values):
    PacketFactory(referral=referral, **values)
    begun = Packet.objects.get()
    Packet.objects.update(lease_token="t")
    withdraw(report)
    stopped = PacketStamp.objects.get().packet
    assert (stopped.pk, stopped.state, stopped.lease_token) == (begun.pk, "failed", "")
    assert Packet.objects.exclude(pk=begun.pk).get().state == PacketState.WAITING
    decide(by(2), report=report, verb="uphold", reason="It was another day.")
    assert Packet.objects.busy().count() == 1


def test_one_that_waits_is_built_with_what_was_decided(referral, report):
    PacketFactory(referral=referral, **{**READING, "state": PacketState.WAITING})
    withdraw(report)
    assert Packet.objects.get().state == PacketState.WAITING
    assert not PacketStamp.objects.exists()


def test_a_refused_decision_leaves_nothing(referral, report):
    edition(referral, 0)
    withdraw(report)
    with pytest.raises(NotNow):
        withdraw(report, 2)
    assert (PacketStamp.objects.count(), ReportDecision.objects.count()) == (1, 1)
