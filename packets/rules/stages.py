"""What becomes of an order for a packet. Workers move it; what takes back what it would tell stops
it.
"""

from core.stages import Move, Stages
from packets.choices import PacketState

PACKET_STAGES = Stages(
    Move("build", (PacketState.WAITING,), PacketState.BUILDING),
    Move("keep", (PacketState.BUILDING,), PacketState.READY),
    Move("find_unchanged", (PacketState.BUILDING,), PacketState.UNCHANGED),
    Move("fail", (PacketState.BUILDING,), PacketState.FAILED),
)
BUSY_STATES = tuple(state for state in PacketState if PACKET_STAGES.verbs(state))
# What a worker that takes a waiting order makes of its state.
CLAIMED = {
    str(start): str(PACKET_STAGES.moves["build"].to)
    for start in PACKET_STAGES.moves["build"].starts
}
