"""Why something waits for a person: the question, who may know it, and the words that answer it.

The same for reports before filing and for letters before mailing.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Protocol

from accounts.access import Reach, students_for
from attendance.rules.gates import GATES, gates_of
from students.choices import PopulationKind

ASK_PUPIL_SERVICES = "On hold: ask Pupil Services."


@dataclass(frozen=True)
class Hold:
    """Why something waits for a person. `needs` is the permission to know the reason, or ''.

    What words cannot answer has `advice` instead: what settles it, and where a record is to be
    corrected, `whose` it is and the place of it on the student's page.
    """

    text: str
    needs: str = ""
    advice: str = ""
    whose: str = ""
    place: str = ""

    @property
    def is_answerable(self) -> bool:
        return not self.advice


class Held(Protocol):
    """Something about a student that may have holds."""

    @property
    def student_id(self) -> int: ...

    @property
    def holds(self) -> tuple[Hold, ...]: ...


def questions_of(holds: Sequence[Hold]) -> str:
    """Return a digest of holds, by which an answer names what was read."""
    asked = json.dumps([(hold.text, hold.needs) for hold in holds])
    return sha256(asked.encode()).hexdigest()


@dataclass(frozen=True)
class Answer:
    """A person's words, and the digest of the holds they were shown."""

    words: str
    questions: str

    def is_to(self, holds: Sequence[Hold]) -> bool:
        return bool(self.words) and self.questions == questions_of(holds)


def may_go(holds: Sequence[Hold], answer: Answer | None) -> bool:
    """Return whether nothing keeps it: no question, or one answered that words can answer."""
    if not holds:
        return True
    return answer is not None and answer.is_to(holds) and _are_answerable(holds)


def may_answer(holds: Sequence[Hold], visible: Sequence[Hold]) -> bool:
    """Return whether a person may answer: each question is visible to them and words can answer it."""
    return set(visible) == set(holds) and _are_answerable(holds)


def visible_holds(held: Sequence[Held], reach: Reach, *, on: date) -> list[tuple[Hold, ...]]:
    """Return the holds of each in words the person may read, in their order.

    A reason that needs a permission they do not have over that student is not visible. A statement
    for each of the four permissions that are needed.
    """
    readers = _readers(held, reach, on=on)
    return [
        tuple(
            dict.fromkeys(
                hold
                if not hold.needs or one.student_id in readers[hold.needs]
                else Hold(ASK_PUPIL_SERVICES, hold.needs)
                for hold in one.holds
            )
        )
        for one in held
    ]


def _readers(held: Sequence[Held], reach: Reach, *, on: date) -> dict[str, set[int]]:
    """Return by each permission that a hold needs the students over whom the person has it."""
    ids = [one.student_id for one in held if one.holds]
    needed = sorted({hold.needs for one in held for hold in one.holds if hold.needs})
    return {
        permission: set(
            students_for(reach, permission, on=on).filter(pk__in=ids).values_list("pk", flat=True)
        )
        for permission in needed
    }


def gate_holds(populations: frozenset[str]) -> list[Hold]:
    """Return a hold for each population whose gate stands before filing and mailing."""
    return [
        Hold(
            f"{PopulationKind(kind).label}: has the plan or placement been looked at?", GATES[kind]
        )
        for kind in gates_of(populations)
    ]


def _are_answerable(holds: Sequence[Hold]) -> bool:
    return all(hold.is_answerable for hold in holds)
