"""Packets are ordered, built in their turn or by the command, and a failure is said."""

import io
import json
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from audit.models import AuditEvent
from packets.actions import building
from packets.actions.ordering import order
from packets.choices import PacketState, Reader
from packets.models import Packet
from tests.packets.emily import build
from tests.sarb.factories import ReferralFactory


def test_a_failure_is_said_and_the_number_is_used_again(referral, by, monkeypatch):
    def broken(_packet, _cause):
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(building, "draw", broken)
        with pytest.raises(ZeroDivisionError):
            build(referral, by)
    failed = Packet.objects.get()
    assert (failed.state, failed.lease_token) == (PacketState.FAILED, "")
    assert "order it again" in failed.problem
    assert build(referral, by).edition == 1


def test_an_order_is_on_order_once(referral, by):
    other = ReferralFactory()
    assert order(by, abouts=[referral.about, other.about], reader=Reader.CHAIR) == 2
    assert order(by, abouts=[referral.about, other.about], reader=Reader.CHAIR) == 0
    assert order(by, abouts=[referral.about], reader=Reader.FAMILY) == 1
    assert AuditEvent.objects.filter(action="packet.ordered").count() == 2


def test_ordering_takes_as_many_statements_for_thirty(worker_db, by, django_assert_num_queries):
    thirty = ReferralFactory.create_batch(30)
    with django_assert_num_queries(4):  # savepoint, orders, audit row, release
        order(by, abouts=[one.about for one in thirty], reader=Reader.CHAIR)


def run(*arguments):
    out = io.StringIO()
    call_command("build_packet", *arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_the_command_prints_the_published_keys(referral):
    made = run(str(referral.pk))
    assert set(made) == {"referral", "edition", "pages", "sha256", "path", "missing"}
    assert (made["referral"], made["edition"]) == (referral.pk, 1)
    assert sha256(Path(made["path"]).read_bytes()).hexdigest() == made["sha256"]
    assert run(str(referral.pk)) == made  # unchanged facts, the same edition
    assert run(str(referral.pk), "--reader", "family")["sha256"] != made["sha256"]


def test_the_command_refuses(referral, by):
    with pytest.raises(CommandError) as unknown:
        run("987654321")
    assert unknown.value.returncode == 2
    gone = ReferralFactory(state="withdrawn", decided_by="Ray", decided_at=by.at)
    with pytest.raises(CommandError, match="was taken back"):
        run(str(gone.pk))
    order(by, abouts=[referral.about], reader=Reader.CHAIR)
    building.leases.claim(table=building.TABLE, moves=building.CLAIMED, seconds=90)
    with pytest.raises(CommandError) as busy:
        run(str(referral.pk))
    assert busy.value.returncode == 3
