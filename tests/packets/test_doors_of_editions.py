"""Who may take out whose edition: each edition asks for what it shows, in the scope of its student."""

import pytest
from django.urls import reverse

from accounts.access import students_for
from accounts.choices import Permission, Role
from audit.models import AccessEvent
from documents.actions import files
from packets.access import NEEDED, packets_for
from packets.choices import PacketState, Reader
from tests.factories import TODAY, UserFactory
from tests.packets.factories import PacketFactory, blank_pdf
from tests.sarb.factories import ReferralFactory
from tests.world import hire, sign_in

# Written out a second time on purpose: who opens which edition, of those who read packets.
OPENS = {
    Role.DIRECTOR: set(Reader),
    Role.SARB_CHAIR: set(Reader),
    Role.AUDITOR: {Reader.PANEL},
}


@pytest.fixture
def editions(district, store):
    """An edition for each reader, of Ana's case and of Dov's."""
    sha256 = files.store(blank_pdf()).sha256
    cases = [ReferralFactory(student=one) for one in (district.ana, district.dov)]
    return {
        (case.student_id, reader): PacketFactory(
            referral=case, reader=reader, document__sha256=sha256
        )
        for case in cases
        for reader in Reader
    }


def status(user, packet) -> int:
    return sign_in(user).get(reverse("packets:file", args=[packet.pk])).status_code


def opened(user, editions, student) -> set:
    """The editions of a student that the user may take out."""
    return {
        reader
        for (key, reader), packet in editions.items()
        if key == student.pk and status(user, packet) == 302
    }


@pytest.mark.parametrize("role", OPENS)
def test_each_role_opens_the_editions_it_may_read(editions, district, role):
    assert opened(hire(role), editions, district.ana) == OPENS[role]


@pytest.mark.parametrize("role", [Role.CLERK, Role.INTERN, Role.SYSTEM_ADMINISTRATOR])
def test_who_reads_no_packets_opens_none(editions, district, role):
    assert {status(hire(role, district.oak), one) for one in editions.values()} == {403}


def test_a_permission_of_another_school_does_not_open_an_edition(editions, district):
    """An auditor of the district is a counselor of Pine: only there do both permissions meet."""
    user = hire(Role.AUDITOR)
    hire(Role.DIRECTOR, district.pine, to=user)
    assert opened(user, editions, district.ana) == {Reader.PANEL}
    assert opened(user, editions, district.dov) == set(Reader)


def test_an_edition_that_shows_too_much_is_refused_and_logged(editions, district):
    packet = editions[district.ana.pk, Reader.CHAIR]
    user = hire(Role.AUDITOR)
    assert status(user, packet) == 403
    event = AccessEvent.objects.get(access="refused")
    assert (event.student_ids, event.actor_id) == ([district.ana.pk], str(user.pk))


@pytest.mark.parametrize("state", [one for one in PacketState if one != PacketState.READY])
def test_what_is_not_ready_is_nobody_s(district, state):
    user = hire(Role.DIRECTOR)
    PacketFactory(referral=ReferralFactory(student=district.ana), state=state)
    assert not packets_for(user, Permission.PACKET_READ, on=TODAY).exists()


def test_packets_are_reached_as_their_students_are(editions, district):
    user = hire(Role.DIRECTOR, district.oak)
    reached = set(students_for(user, Permission.PACKET_READ, on=TODAY))
    assert district.ana in reached
    found = packets_for(user, Permission.PACKET_READ, on=TODAY)
    assert {one.student for one in found} == {district.ana}
    assert not packets_for(UserFactory(), Permission.PACKET_READ, on=TODAY).exists()


def test_every_reader_s_edition_says_what_it_asks_for():
    assert NEEDED.keys() == set(Reader.values)
