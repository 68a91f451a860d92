"""The only writer of process steps: what the law asks for and another app did.

A step is written in the transaction of the change that it rests on, and its student-year is judged
again. It is never deleted: withdrawn, it no longer counts.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction

from attendance.actions.due import mark_due
from attendance.choices import EvidenceKind, StepKind
from attendance.queries.kinds import KINDS
from attendance.rules.steps import may_complete
from audit.rules import Act
from core import sql


class WrongEvidence(Exception):
    """A step was to rest on evidence that cannot complete it."""


@dataclass(frozen=True)
class Step:
    """A step to be taken. `has_time` is false where only the day is known.

    `evidence_id` names the evidence among its kind, one step of a kind for each student.
    """

    student_id: int
    school_year: int
    kind: StepKind
    happened_at: datetime
    evidence_kind: EvidenceKind
    evidence_id: str
    has_time: bool = True
    detail: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> tuple[int, str, str, str]:
        return self.student_id, self.kind, self.evidence_kind, self.evidence_id


class Taken(NamedTuple):
    """How many steps were written for the first time, and how many on file came out otherwise."""

    new: int
    changed: int


@transaction.atomic
def take(act: Act, steps: Iterable[Step]) -> Taken:
    """Write steps and have their student-years judged again where it makes a difference.

    A step on file with the same evidence is brought to what is said now, and counts again if it
    had been withdrawn. A few statements for any number. Raises WrongEvidence, changing nothing.
    """
    asked = {step.key: step for step in steps}
    for step in asked.values():
        if not may_complete(step.kind, step.evidence_kind):
            raise WrongEvidence(f"{step.kind} cannot rest on {step.evidence_kind}")
    if not asked:
        return Taken(0, 0)
    said = [{**asdict(s), "happened_at": s.happened_at.isoformat()} for s in asked.values()]
    values = {"steps": json.dumps(said), "at": act.at}
    written = sql.tuples(sql.statement(__file__, "take_steps"), values)
    mark_due((s, year) for s, *years in written for year in years if year is not None)
    new = sum(earlier is None for _, _, earlier in written)
    return Taken(new, len(written) - new)


@transaction.atomic
def withdraw(
    act: Act,
    *,
    kind: StepKind,
    evidence_kind: EvidenceKind,
    evidence_ids: Sequence[str],
    keeping: Iterable[Step] = (),
) -> int:
    """Let the steps that rest on this evidence count no more, but those of `keeping`.

    Their student-years are judged again. Returns how many steps; none for those withdrawn before.
    """
    kept = [(step.student_id, step.evidence_id) for step in keeping]
    values = {
        "kind": kind,
        "evidence_kind": evidence_kind,
        "evidence_ids": list(evidence_ids),
        "students": [student for student, _ in kept],
        "evidences": [evidence for _, evidence in kept],
        "at": act.at,
    }
    years = sql.tuples(sql.statement(__file__, "withdraw_steps"), values)
    mark_due((student, year) for student, year in years)
    return len(years)


@transaction.atomic
def settle_notices(act: Act, *, students: Collection[int]) -> None:
    """Let the first notices from before go-live count no more once each report filed by their day
    is withdrawn, and again when one of them stands.

    Their student-years are judged again. Two statements. Safe to repeat.
    """
    values = {
        **KINDS,
        **sql.kinds(evidence=EvidenceKind),
        "students": list(students),
        "zone": settings.TIME_ZONE,
        "at": act.at,
    }
    mark_due(sql.tuples(sql.statement(__file__, "settle_notices"), values))
