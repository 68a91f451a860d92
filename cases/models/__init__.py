"""Cases, who has them, what was said and done, and what is next."""

from cases.models.case import Case, CaseloadAssignment, TierDecision
from cases.models.note import Note, NoteDraft, NoteRevision, NoteStudent
from cases.models.task import FollowCursor, Task

__all__ = [
    "Case",
    "CaseloadAssignment",
    "FollowCursor",
    "Note",
    "NoteDraft",
    "NoteRevision",
    "NoteStudent",
    "Task",
    "TierDecision",
]
