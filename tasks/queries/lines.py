"""A task that waits, as a list reads it from a statement of its own."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class TaskLine:
    """A task that waits, as a list shows it. `student`, `school` and `owner` are names or
    ''; `undo` says whether the last decision can be taken back."""

    pk: int
    student_id: int
    student: str
    sis_id: str
    kind: str
    title: str
    reason: str
    state: str
    due_on: date
    undo: bool
    school_id: int | None
    school: str
    owner: str
