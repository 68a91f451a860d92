"""The kinds of attendance by the names that statements have for them, such as %(mark_absent)s."""

from typing import Any

from attendance.choices import (
    Band,
    Excuse,
    FindingVerdict,
    MarkKind,
    Outcome,
    Quality,
    Status,
    StepKind,
    Tier,
    Verdict,
    Why,
)
from core.sql import kinds

# Kinds of mark, and outcomes of a day, that are a day missed whole.
MISSED = (Outcome.ABSENT, Outcome.SUSPENDED_OUT, Outcome.STUDY_INCOMPLETE)
MARKS_MISSED = (MarkKind.ABSENT, MarkKind.OSS, MarkKind.IS_INCOMPLETE)

KINDS: dict[str, Any] = {
    **kinds(mark=MarkKind, excuse=Excuse, outcome=Outcome, why=Why, quality=Quality),
    **kinds(band=Band, tier=Tier, status=Status, step=StepKind),
    **kinds(verdict=Verdict, finding=FindingVerdict),
    "outcomes_missed": [outcome.value for outcome in MISSED],
    "marks_missed": [kind.value for kind in MARKS_MISSED],
}
