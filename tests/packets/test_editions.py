"""Editions and orders as pages list them, and what is left of the ones that were taken out."""

from datetime import timedelta

import pytest

from audit.models import AuditEvent
from packets.actions.ordering import note_taken_out, order
from packets.choices import PacketState, Reader
from packets.models import Packet, PacketStamp
from packets.queries.editions import (
    editions_of,
    has_edition,
    languages_of,
    newest_editions,
    newest_orders,
    superseded,
    superseded_since,
)
from packets.rules.dossier import About
from sarb.models import REFERRAL, Referral
from tests.packets.factories import PacketFactory
from tests.sarb.factories import SENT_AT, ReferralFactory

WAITING = {"state": PacketState.WAITING, "document": None, "facts_sha256": "", "edition": None}


@pytest.fixture
def case(db, today):
    return ReferralFactory()


def edition(case, number=1, **values):
    sha256 = f"{number:064x}"
    return PacketFactory(referral=case, edition=number, document__sha256=sha256, **values)


def test_every_order_and_edition_of_a_cause_is_listed_the_newest_first(
    case, django_assert_num_queries
):
    made = [edition(case), edition(case, 2), PacketFactory(referral=case, **WAITING)]
    edition(case, 3, about_kind="visit")
    edition(ReferralFactory(), 4)
    with django_assert_num_queries(2):  # the editions, and their stamps
        found = editions_of(case.about)
        assert [one.document.title for one in found if one.document]
    assert [one.pk for one in found] == [one.pk for one in reversed(made)]


def test_the_newest_edition_is_one_that_is_ready_for_that_reader(case):
    edition(case)
    newest = edition(case, 2)
    PacketFactory(referral=case, **WAITING)
    edition(case, 3, reader=Reader.FAMILY)
    edition(case, 4, about_kind="visit")
    found = newest_editions(REFERRAL, [case.pk], reader=Reader.CHAIR)
    assert {key: one.pk for key, one in found.items()} == {case.pk: newest.pk}


def test_the_newest_order_may_wait_or_have_failed(case):
    edition(case)
    failed = PacketFactory(referral=case, **{**WAITING, "state": PacketState.FAILED})
    found = newest_orders(REFERRAL, [case.pk], reader=Reader.CHAIR)
    assert found[case.pk].pk == failed.pk
    assert newest_editions(REFERRAL, [case.pk], reader=Reader.CHAIR)[case.pk].pk != failed.pk


def test_each_cause_has_its_own_newest_in_one_statement(case, django_assert_num_queries):
    other = ReferralFactory()
    mine, theirs = edition(case), edition(other, 2)
    edition(ReferralFactory(), 3)
    with django_assert_num_queries(1):
        found = newest_editions(REFERRAL, [case.pk, other.pk], reader=Reader.CHAIR)
        assert [str(one.student) for one in found.values()]
    assert {key: one.pk for key, one in found.items()} == {case.pk: mine.pk, other.pk: theirs.pk}


@pytest.mark.parametrize(
    ("values", "has"),
    [
        ({}, True),
        ({"reader": Reader.PANEL}, False),
        ({"about_kind": "visit"}, False),
        (WAITING, False),
        ({**WAITING, "state": PacketState.FAILED}, False),
    ],
)
def test_a_case_has_an_edition_when_one_is_ready_for_that_reader(case, values, has):
    PacketFactory(referral=case, **values)
    rows = Referral.objects.filter(has_edition(REFERRAL, "pk", reader=Reader.CHAIR))
    assert rows.exists() is has


@pytest.mark.parametrize(
    ("state", "is_busy"),
    [
        ("waiting", True),
        ("building", True),
        ("ready", False),
        ("unchanged", False),
        ("failed", False),
    ],
)
def test_an_order_is_busy_until_something_came_of_it(state, is_busy):
    assert Packet(state=state).is_busy is is_busy


def test_a_file_s_title_names_no_student(case):
    one = Packet(about_id=7, reader=Reader.FAMILY, edition=3, student=case.student)
    assert one.title == "packet-7-family-edition-3"


# --- Ordering and taking out ---------------------------------------------------------------


def test_ordering_nothing_orders_nothing(case, by):
    assert order(by, abouts=[], reader=Reader.CHAIR) == 0
    assert not Packet.objects.exists()
    assert not AuditEvent.objects.exists()


def test_an_order_says_who_asked_and_when(case, by):
    order(by, abouts=[case.about], reader=Reader.PANEL)
    one = Packet.objects.get()
    assert (one.asked_by, one.asked_by_id, one.asked_at) == ("Ana Reyes", "7", by.at)
    assert (one.state, one.reader, one.about) == ("waiting", "panel", case.about)
    event = AuditEvent.objects.get(action="packet.ordered")
    assert (event.target_kind, event.target_id) == (REFERRAL, str(case.pk))
    assert event.student_id == case.student_id
    assert event.detail == {"about": [case.pk], "reader": "panel"}


def test_an_order_of_several_is_about_no_one_student(case, by):
    other = ReferralFactory()
    order(by, abouts=[case.about, other.about], reader=Reader.CHAIR)
    event = AuditEvent.objects.get(action="packet.ordered")
    assert (event.target_id, event.student_id) == ("several", None)
    assert event.detail["about"] == [case.pk, other.pk]


def test_an_order_that_waits_leaves_no_second_line(case, by):
    for _ in range(2):
        order(by, abouts=[case.about], reader=Reader.CHAIR)
    assert AuditEvent.objects.filter(action="packet.ordered").count() == 1


def test_what_is_ready_can_be_ordered_again(case, by):
    edition(case)
    assert order(by, abouts=[case.about], reader=Reader.CHAIR) == 1


def test_the_same_key_of_another_kind_is_another_order(case, by):
    abouts = [case.about, About("visit", case.pk, case.student_id)]
    assert [order(by, abouts=[one], reader=Reader.CHAIR) for one in abouts] == [1, 1]


def test_taking_out_several_is_one_line_that_names_each(case, by):
    made = [edition(case), edition(ReferralFactory(), 2)]
    note_taken_out(by, packets=made)
    event = AuditEvent.objects.get(action="packet.taken_out")
    assert (event.target_id, event.student_id) == ("several", None)
    assert event.detail == {"packets": [one.pk for one in made]}


def test_two_editions_of_one_student_are_taken_out_of_that_student(case, by):
    made = [edition(case), edition(case, 2)]
    note_taken_out(by, packets=made)
    event = AuditEvent.objects.get(action="packet.taken_out")
    assert (event.target_id, event.student_id) == ("several", case.student_id)
    note_taken_out(by, packets=made[:1])
    last = AuditEvent.objects.filter(action="packet.taken_out").latest("pk")
    assert (last.target_id, last.student_id) == (str(made[0].pk), case.student_id)


def stamp(packet, at=SENT_AT):
    PacketStamp.objects.create(packet=packet, reason="It fell.", stamped_at=at, stamped_by="Bo")


@pytest.mark.parametrize(
    ("newest", "is_stamped", "is_told"),
    [
        (None, True, True),
        (None, False, False),
        ({}, True, False),  # the one after it tells what stands
        (WAITING, True, False),
        ({**WAITING, "state": PacketState.FAILED}, True, True),  # which tells nothing
    ],
)
def test_what_is_superseded_is_ordered_anew_unless_a_newer_one_follows(
    case, newest, is_stamped, is_told
):
    old = edition(case)
    if is_stamped:
        stamp(old)
    if newest is not None:
        PacketFactory(referral=case, **{"edition": 2, **newest})
    assert superseded(REFERRAL, [case.pk]) == ([old] if is_told else [])
    assert superseded(REFERRAL, [case.pk + 1]) == []


def test_it_is_superseded_since_its_first_stamp(case):
    old, other = edition(case), edition(ReferralFactory(), 2)
    for days in (3, 1, 2):
        stamp(old, SENT_AT + timedelta(days=days))
    assert superseded_since([old.pk, other.pk]) == {old.pk: SENT_AT.date() + timedelta(days=1)}


@pytest.mark.parametrize(
    ("facts", "languages"),
    [
        ({"theirs": [{"language": "es"}, {"language": "en"}, {"language": "fa"}]}, ["es", "fa"]),
        ({"theirs": []}, []),
        ({}, []),
        (None, []),
    ],
)
def test_a_family_s_edition_speaks_languages_beside_english(facts, languages):
    assert languages_of(Packet(facts=facts)) == languages
