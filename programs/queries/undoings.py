"""How a count of people is taken back."""

from accounts.choices import Permission
from core.undo import Undoing

OF_COUNT = Undoing(
    ("campaign.reached",), "programs:take_back", Permission.NOTE_WRITE, of_detail="reached"
)

UNDOINGS = (OF_COUNT,)
