"""Building in its turn: the oldest order first, an edition by its facts, and whose act it was."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError

from audit.actions import act_of
from audit.models import AuditEvent
from core import pdf, sql
from core.leases import MOST_ATTEMPTS
from documents.choices import Retention
from documents.models import Document
from packets.actions import building
from packets.actions.building import PacketIsBusy, build_next, build_now
from packets.actions.ordering import order
from packets.actions.stamping import STOPPED, supersede
from packets.choices import PacketState, Reader
from packets.models import Packet
from packets.rules.dossier import About, Dossier, PacketCause
from tests.factories import YEAR, StudentFactory, act
from tests.letters.world import JOB
from tests.packets.factories import blank_pdf


class Visit:
    """A cause whose facts a test may change between two builds."""

    def __init__(self, student):
        self.student, self.said = student, "He came."
        self.cause = PacketCause("visit", self.dossier, "packets/packet.html", "A visit")

    def dossier(self, key, *, on):
        assert on, "the day of the act"
        facts = {"visit": {"said": self.said}}
        return Dossier(self.about(key), YEAR, facts, missing=["A second visit"])

    def about(self, key=1):
        return About("visit", key, self.student.pk)

    def build(self, by, reader=Reader.CHAIR):
        return build_now(by, about=self.about(), reader=reader, cause=self.cause)


@pytest.fixture
def visit(worker_db, today, store, monkeypatch):
    """A visit whose packets are a blank page each."""
    monkeypatch.setattr(building, "draw", lambda *_: pdf.Rendered(blank_pdf(), 1))
    return Visit(StudentFactory())


def runs_out():
    sql.run("UPDATE packets_packet SET lease_until = clock_timestamp() - interval '1 second'")


def test_what_was_taken_back_while_it_was_drawn_is_not_kept(visit, by, monkeypatch):
    def taken_back(packet, cause):
        supersede(by, students=[packet.student_id], told_since=by.at, reason="It was withdrawn.")
        return pdf.Rendered(blank_pdf(), 1)

    monkeypatch.setattr(building, "draw", taken_back)
    built = visit.build(by)
    assert (built.state, built.problem) == (PacketState.FAILED, STOPPED)
    assert not Document.objects.exists()
    monkeypatch.setattr(building, "draw", lambda *_: pdf.Rendered(blank_pdf(), 1))
    again = visit.build(by)
    assert (again.state, again.edition) == (PacketState.READY, 1)


def test_the_order_that_waits_longest_is_built_first(visit, by):
    for key in (2, 1, 3):
        order(by, abouts=[visit.about(key)], reader=Reader.CHAIR)
    built = [build_next(by, causes=[visit.cause]).about_id for _ in range(3)]
    assert built == [2, 1, 3]
    assert build_next(by, causes=[visit.cause]) is None


def test_building_now_passes_over_those_that_wait(visit, by):
    order(by, abouts=[visit.about(9)], reader=Reader.CHAIR)
    assert visit.build(by).state == PacketState.READY
    assert Packet.objects.get(about_id=9).state == PacketState.WAITING


def test_building_now_takes_over_the_order_that_waits(visit, by):
    order(by, abouts=[visit.about()], reader=Reader.CHAIR)
    visit.build(by)
    assert Packet.objects.count() == 1


def test_a_packet_that_is_being_built_is_busy_for_that_reader_alone(visit, by):
    order(by, abouts=[visit.about()], reader=Reader.CHAIR)
    building.leases.claim(table=building.TABLE, moves=building.CLAIMED, seconds=90)
    with pytest.raises(PacketIsBusy, match="ask again in a minute"):
        visit.build(by)
    assert visit.build(by, Reader.PANEL).state == PacketState.READY


def test_editions_count_up_by_facts_and_by_reader(visit, by):
    first, same = visit.build(by), visit.build(by)
    visit.said = "He left."
    second, family = visit.build(by), visit.build(by, Reader.FAMILY)
    visit.said = "He came."
    third = visit.build(by)
    editions = [(one.state, one.edition) for one in (first, same, second, family, third)]
    assert editions == [
        ("ready", 1),
        ("unchanged", None),
        ("ready", 2),
        ("ready", 1),
        ("ready", 3),  # as the first, and not as the newest
    ]
    assert [one.previous_id for one in (same, second, third)] == [first.pk, first.pk, second.pk]
    assert first.previous is None
    assert family.previous is None


def test_the_facts_are_those_of_the_moment_they_were_frozen(visit, by):
    built = visit.build(by)
    assert built.facts["visit"] == {"said": "He came."}
    assert (built.frozen_at, built.built_at) == (by.at, by.at)
    assert (built.missing, built.facts["missing"]) == (["A second visit"], ["A second visit"])
    assert (built.lease_token, built.lease_until, built.problem) == ("", None, "")


def test_a_lost_database_leaves_the_order_to_be_taken_up_again(visit, by, monkeypatch):
    """With the facts and the number that it had, whatever was written since."""

    def lost(*_):
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr(building, "draw", lost)
        with pytest.raises(OperationalError):
            visit.build(by)
    left = Packet.objects.get()
    assert (left.state, left.edition, left.problem) == (PacketState.BUILDING, 1, "")
    visit.said = "He left."
    runs_out()
    done = build_next(by, causes=[visit.cause])
    assert (done.pk, done.state, done.edition) == (left.pk, PacketState.READY, 1)
    assert done.facts["visit"] == {"said": "He came."}


def test_who_was_overtaken_keeps_nothing(visit, by, monkeypatch):
    def overtaken(*_):
        sql.run("UPDATE packets_packet SET lease_token = 'another'")
        return pdf.Rendered(blank_pdf(), 1)

    monkeypatch.setattr(building, "draw", overtaken)
    left = visit.build(by)
    assert (left.state, left.document, left.lease_token) == ("building", None, "another")
    assert not Document.objects.exists()
    assert not AuditEvent.objects.filter(action="packet.built").exists()


@pytest.mark.parametrize(
    ("attempts", "state"), [(MOST_ATTEMPTS - 1, "building"), (MOST_ATTEMPTS, "failed")]
)
def test_an_order_is_given_up_after_its_last_attempt_ran_out(visit, by, attempts, state):
    order(by, abouts=[visit.about()], reader=Reader.CHAIR)
    building.leases.claim(table=building.TABLE, moves=building.CLAIMED, seconds=90)
    Packet.objects.update(attempts=attempts)
    assert building.give_up() == 0, "its lease still runs"
    runs_out()
    building.give_up()
    assert Packet.objects.get().state == state


def test_the_file_belongs_to_the_packet_and_its_student(visit, by):
    built = visit.build(by)
    file = built.document
    assert (file.record_kind, file.record_id) == ("packet", str(built.pk))
    assert (file.student_id, file.retention, file.pages) == (visit.student.pk, Retention.PACKET, 1)
    assert (file.title, file.actor_name) == (built.title, by.actor.name)


def test_building_is_the_worker_s_act_and_names_who_asked(visit, by):
    order(by, abouts=[visit.about()], reader=Reader.FAMILY)
    later = act_of(JOB)
    built = build_next(later, causes=[visit.cause])
    event = AuditEvent.objects.get(action="packet.built")
    assert (event.actor_name, event.student_id) == (JOB.name, visit.student.pk)
    assert event.detail == {
        "visit": 1,
        "edition": 1,
        "reader": "family",
        "sha256": built.document.sha256,
        "asked_by": "Ana Reyes",
    }
    assert built.built_at == later.at


def test_what_failed_is_no_edition_and_stops_nobody(visit, by, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(building, "draw", broken)
        with pytest.raises(ZeroDivisionError):
            visit.build(by)
    failed = Packet.objects.get()
    assert (failed.state, failed.lease_until) == (PacketState.FAILED, None)
    again = visit.build(by)
    assert (again.pk != failed.pk, again.edition, again.previous) == (True, 1, None)


def test_the_dossier_is_asked_for_as_of_the_day_of_the_act(visit):
    asked = []
    seen = PacketCause(
        "visit",
        lambda key, *, on: asked.append((key, on)) or visit.dossier(key, on=on),
        "packets/packet.html",
        "A visit",
    )
    late = act(at=datetime(2026, 11, 19, 6, tzinfo=UTC))  # ten at night of the 18th
    build_now(late, about=visit.about(), reader=Reader.CHAIR, cause=seen)
    assert asked == [(1, late.on)]
    assert late.at.date() - late.on == timedelta(days=1)
