"""What one click did with a referral is taken back, until something has followed from it."""

from datetime import timedelta

import pytest

from accounts.choices import Role
from attendance.choices import Status
from audit.models import AuditEvent
from core.stages import NotNow
from packets.actions.ordering import order
from packets.choices import PacketState, Reader
from packets.models import Packet
from sarb.actions.packets import WasTakenBack, order_packets
from sarb.actions.referrals import HasHearing, accept, confirm_notice, send_back
from sarb.actions.taking_back import FamilyWasTold, PacketWasBuilt, wait_again, withdraw
from sarb.choices import Level, NoticeMethod
from sarb.models import Referral
from sarb.queries.followed import followed_from_reports
from sarb.queries.timeline import timeline
from sarb.queries.uses import uses
from tests.attendance.reports import filed
from tests.factories import TODAY, YEAR, StandingFactory
from tests.packets.factories import PacketFactory
from tests.sarb.factories import SENT_AT, DocketPlaceFactory, ReferralFactory
from tests.sarb.pages import url
from tests.world import hire, person, sign_in

LEVELS = [Level.SARB, Level.SART]


@pytest.mark.parametrize("level", LEVELS)
def test_a_referral_that_waits_is_taken_back_and_made_again(by, district, level):
    sent = ReferralFactory(student=district.ana, level=level)
    back = withdraw(by, referral=sent)
    assert (back.state, back.decided_by, back.decided_at) == ("withdrawn", by.actor.name, by.at)
    assert AuditEvent.objects.get().action == "referral.withdrawn"
    assert [one.title.partition(":")[0] for one in timeline(district.ana.pk)] == [
        "Referred",
        "Referral taken back",
    ]
    assert ReferralFactory(student=district.ana, level=level).state == "sent"


@pytest.mark.parametrize("state", ["accepted", "returned", "heard", "withdrawn"])
def test_one_that_was_answered_is_not_taken_back(by, district, state):
    more = {"return_reason": "Add."} if state == "returned" else {}
    more |= {"heard_on": TODAY, "heard_by": "Ray"} if state == "heard" else {}
    one = ReferralFactory(
        student=district.ana, state=state, decided_by="Ray", decided_at=SENT_AT, **more
    )
    with pytest.raises(NotNow):
        withdraw(by, referral=one)
    assert AuditEvent.objects.count() == 0


def test_a_family_that_was_told_is_not_told_otherwise_by_a_click(by, referral):
    confirm_notice(by, referral=referral, on=TODAY, how=NoticeMethod.HAND)
    with pytest.raises(FamilyWasTold):
        withdraw(by, referral=referral)
    assert Referral.objects.get().state == "sent"


def test_a_packet_that_somebody_reads_keeps_the_referral(by, referral):
    PacketFactory(referral=referral)
    with pytest.raises(PacketWasBuilt):
        withdraw(by, referral=referral)
    assert Referral.objects.get().state == "sent"


def test_a_packet_on_order_keeps_it_too_and_one_that_failed_does_not(by, referral):
    """The worker would build it, and the family would read what nobody referred."""
    order(by, abouts=[referral.about], reader=Reader.FAMILY)
    with pytest.raises(PacketWasBuilt):
        withdraw(by, referral=referral)
    Packet.objects.update(state=PacketState.FAILED)
    assert withdraw(by, referral=referral).state == "withdrawn"


def test_no_packet_is_ordered_of_what_was_taken_back(by, counselor, referral):
    withdraw(by, referral=referral)
    for several in ([referral], [referral, ReferralFactory()]):
        with pytest.raises(WasTakenBack):
            order_packets(by, referrals=several, reader=Reader.CHAIR)
    there = url("referral", referral.pk)
    shown = counselor.client.get(there).content.decode()
    assert url("build", referral.pk) not in shown
    assert "can be built at any time" not in shown
    said = counselor.client.post(url("build", referral.pk), {"reader": "chair"}, follow=True)
    assert "this referral was taken back" in said.content.decode()
    assert not Packet.objects.exists()


@pytest.mark.parametrize(("built", "stays"), [(-1, False), (0, True), (1, True)])
def test_a_packet_that_tells_who_accepted_keeps_the_acceptance(by, district, built, stays):
    one = ReferralFactory(student=district.ana, accepted=True)
    PacketFactory(referral=one, frozen_at=one.decided_at + timedelta(seconds=built))
    if stays:
        with pytest.raises(PacketWasBuilt):
            wait_again(by, referral=one)
    else:
        assert wait_again(by, referral=one).state == "sent"


@pytest.mark.parametrize("level", LEVELS)
def test_an_acceptance_is_taken_back_as_if_it_had_not_been(by, district, level):
    sent = ReferralFactory(student=district.ana, level=level)
    back = wait_again(by, referral=accept(by, referral=sent))
    back.refresh_from_db()
    assert (back.state, back.decided_by, back.decided_by_id, back.decided_at) == ("sent", "", "", None)  # fmt: skip
    assert AuditEvent.objects.latest("pk").action == "referral.waits_again"
    with pytest.raises(NotNow):
        wait_again(by, referral=back)


def test_a_case_with_a_hearing_stays_accepted(by, district):
    place = DocketPlaceFactory()
    with pytest.raises(HasHearing):
        wait_again(by, referral=place.referral)
    assert Referral.objects.get().state == "accepted"


def test_a_second_click_is_told_that_it_has_moved_on(by, district):
    one = ReferralFactory(student=district.ana, accepted=True)
    PacketFactory(referral=one, frozen_at=one.decided_at - timedelta(days=1))
    back = wait_again(by, referral=one)
    for _ in range(2):
        with pytest.raises(NotNow):
            wait_again(by, referral=back)


def test_an_accepted_referral_that_cannot_be_taken_back_can_be_returned(by, chair, district):
    """A packet tells who accepted it: the way on that the refusal names is there."""
    one = ReferralFactory(student=district.ana, accepted=True)
    PacketFactory(referral=one, frozen_at=one.decided_at)
    page = chair.client.get(url("referral", one.pk)).content.decode()
    assert "Take the acceptance back" not in page
    assert url("send_back", one.pk) in page
    assert send_back(by, referral=one, reason="Accepted by mistake.").state == "returned"


def test_undo_takes_back_only_the_act_beside_which_it_stood(by, district):
    one = ReferralFactory(student=district.ana, accepted=True)
    with pytest.raises(NotNow):
        wait_again(by, referral=one, done_at=SENT_AT - timedelta(seconds=1))
    assert wait_again(by, referral=one, done_at=SENT_AT).state == "sent"
    with pytest.raises(NotNow):
        withdraw(by, referral=one, done_at=SENT_AT + timedelta(seconds=1))
    assert withdraw(by, referral=one, done_at=SENT_AT).state == "withdrawn"


def test_what_was_taken_back_uses_no_day_and_is_nothing_that_followed(by, district):
    report = filed(district.ana)
    sent = ReferralFactory(student=district.ana, made_at=by.at + timedelta(days=1))
    [use] = uses(district.ana.pk, YEAR)
    assert (use.counts, followed_from_reports([report])) == (True, ["1 student was referred"])
    withdraw(by, referral=sent)
    [use] = uses(district.ana.pk, YEAR)
    assert (use.counts, followed_from_reports([report])) == (False, [])


# --- On the web -------------------------------------------------------------------------------
def undo_of(page: str) -> str:
    """Return the address of the Undo beside a message."""
    return page.split('class="messages"')[1].split('action="')[1].split('"')[0]


def press(client, page):
    at = page.split('name="at" value="')[1].split('"')[0]
    return client.post(undo_of(page), {"at": at}, follow=True).content.decode()


def test_a_sent_referral_is_undone_beside_its_message(counselor, district):
    StandingFactory(student=district.ana, status=Status.HABITUAL, reports_filed=3)
    words = {"level": "sarb", "reason": "truancy", "text": "Tried twice."}
    there = f"{url('refer')}?student={district.ana.pk}"
    page = counselor.client.post(there, words, follow=True).content.decode()
    assert "Take the referral back" in page
    shown = press(counselor.client, page)
    assert "Taken back: the referral goes to nobody" in shown
    assert "Refer again" in shown
    assert "Nothing was changed" in press(counselor.client, page)  # a second click
    assert Referral.objects.get().state == "withdrawn"


@pytest.mark.parametrize(
    ("level", "verb", "role"),
    [(Level.SARB, "accept", Role.SARB_CHAIR), (Level.SSPT, "team_accept", Role.COUNSELOR)],
)
def test_an_acceptance_is_undone_beside_its_message(district, level, verb, role):
    one = ReferralFactory(student=district.ana, level=level)
    client = sign_in(hire(role, district.oak))
    page = client.post(url(verb, one.pk), follow=True).content.decode()
    assert "Take the acceptance back" in page
    assert "waits for an answer again" in press(client, page)
    again = client.post(url(verb, one.pk), follow=True).content.decode()
    assert "Nothing was changed" in press(client, page)  # of the acceptance before
    assert "waits for an answer again" in press(client, again)


def test_what_is_no_moment_takes_nothing_back(counselor, referral):
    answer = counselor.client.post(url("withdraw", referral.pk), {"at": "now"}, follow=True)
    assert "Nothing was changed" in answer.content.decode()
    assert Referral.objects.get().state == "sent"


def test_no_button_is_shown_that_would_refuse(counselor, chair, by, referral, district):
    confirm_notice(by, referral=referral, on=TODAY, how=NoticeMethod.HAND)
    page = counselor.client.get(url("referral", referral.pk)).content.decode()
    assert "Take the referral back" not in page
    read = ReferralFactory(student=district.ben)
    PacketFactory(referral=read)
    assert "Take the referral back" not in counselor.client.get(url("referral", read.pk)).content.decode()  # fmt: skip
    place = DocketPlaceFactory(referral__student=referral.student, referral__level=Level.SART)
    page = chair.client.get(url("referral", place.referral_id)).content.decode()
    assert "Take the acceptance back" not in page
    reader = person(hire(Role.AUDITOR)).client
    assert "Take the" not in reader.get(url("referral", referral.pk)).content.decode()
