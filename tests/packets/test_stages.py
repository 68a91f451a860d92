"""What becomes of an order for a packet."""

from packets.choices import PacketState
from packets.rules.stages import BUSY_STATES, CLAIMED, PACKET_STAGES


def test_every_state_of_a_packet_stands_in_its_table():
    assert {state: PACKET_STAGES.verbs(state) for state in PacketState.values} == {
        "waiting": ["build"],
        "building": ["keep", "find_unchanged", "fail"],
        "ready": [],
        "unchanged": [],
        "failed": [],
    }


def test_a_worker_takes_what_waits_and_what_is_taken_is_busy():
    assert CLAIMED == {"waiting": "building"}
    assert BUSY_STATES == (PacketState.WAITING, PacketState.BUILDING)
