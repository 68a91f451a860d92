"""Packets on a student's timeline."""

from packets.choices import PacketState, Reader
from packets.queries.timeline import timeline
from tests.factories import TODAY
from tests.packets.factories import PacketFactory
from tests.sarb.factories import SENT_AT, ReferralFactory


def test_an_edition_is_told_once_and_names_its_reader(db, django_assert_num_queries):
    referral = ReferralFactory()
    made = PacketFactory(referral=referral, reader=Reader.FAMILY, edition=2)
    PacketFactory(referral=referral, state=PacketState.WAITING)
    PacketFactory()  # another student's
    with django_assert_num_queries(1):
        [entry] = timeline(made.student_id)
    assert (entry.at, entry.at.year) == (SENT_AT, TODAY.year)
    assert entry.title == "Packet for the family built, edition 2"
    assert (entry.key, entry.by) == (f"packet:{made.pk}", "Raymond Ortiz")
