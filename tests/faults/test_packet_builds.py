"""Packets whose worker dies, is slow, or meets a second one: exactly one edition, always."""

import threading

import pytest
from django.db import connection

from packets.actions import building
from packets.actions.ordering import order as order_packets
from packets.choices import PacketState, Reader
from packets.models import Packet
from sarb.tasks import CAUSES
from tests.factories import act
from tests.sarb.factories import ReferralFactory


class Killed(BaseException):
    """Stands for kill -9: nothing after it runs in that worker."""


@pytest.fixture
def referral(worker_committed, today, store):
    return ReferralFactory()


def lease_runs_out():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE packets_packet SET lease_until = now() - interval '1 second'")


def order(referral):
    order_packets(act(), abouts=[referral.about], reader=Reader.CHAIR)


def build_next():
    return building.build_next(act(), causes=CAUSES)


def test_a_killed_build_resumes_and_leaves_one_edition(referral, monkeypatch):
    order(referral)

    def killed(_packet, _cause):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(building, "draw", killed)
        with pytest.raises(Killed):
            build_next()
    left = Packet.objects.get()
    assert (left.state, left.edition) == (PacketState.BUILDING, 1)
    assert build_next() is None  # its lease still runs
    lease_runs_out()
    done = build_next()
    assert (done.pk, done.state, done.edition) == (left.pk, PacketState.READY, 1)
    assert done.facts_sha256 == left.facts_sha256  # frozen before the kill
    assert Packet.objects.count() == 1
    assert build_next() is None


def test_a_slow_worker_throws_its_result_away(referral, monkeypatch):
    order(referral)
    draw, taken_over = building.draw, []

    def slow(packet, cause):
        if not taken_over:
            taken_over.append(True)
            lease_runs_out()
            assert build_next().state == PacketState.READY
        return draw(packet, cause)

    monkeypatch.setattr(building, "draw", slow)
    build_next()
    assert list(Packet.objects.values_list("state", "edition")) == [("ready", 1)]


def test_a_packet_that_always_kills_is_given_up(referral, monkeypatch):
    order(referral)

    def killed(_packet, _cause):
        raise Killed

    monkeypatch.setattr(building, "draw", killed)
    for _ in range(5):
        with pytest.raises(Killed):
            build_next()
        lease_runs_out()
    assert build_next() is None
    assert Packet.objects.get().state == PacketState.FAILED
    monkeypatch.undo()
    order(referral)
    assert build_next().edition == 1


def test_twenty_clicks_at_once_are_one_order(referral):
    def click():
        try:
            order(referral)
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Packet.objects.count() == 1
    build_next()
    assert Packet.objects.ready().count() == 1


def test_two_workers_share_the_orders(referral):
    others = ReferralFactory.create_batch(3)
    for one in (referral, *others):
        order(one)

    def work():
        try:
            while build_next():
                pass
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(Packet.objects.values_list("state", "edition")) == [("ready", 1)] * 4
