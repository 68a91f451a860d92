"""What the law asks of other apps, and on what it may rest."""

from attendance.choices import EvidenceKind, StepKind

# Which evidence may complete which step. What was before go-live, or is made up, may be any.
EVIDENCE: dict[str, tuple[str, ...]] = {
    StepKind.NOTICE_48260_5: (EvidenceKind.NOTICE,),
    StepKind.EFFORT_48262: (EvidenceKind.NOTE,),
    StepKind.REFERRAL_48263: (EvidenceKind.REFERRAL,),
    StepKind.STEP_48291: (),
    StepKind.CONFERENCE: (EvidenceKind.NOTE,),
    StepKind.NOTICE: (EvidenceKind.NOTICE,),
    StepKind.SART: (EvidenceKind.REFERRAL,),
    StepKind.SARB: (),
}
OF_ANY_STEP = (EvidenceKind.HISTORY, EvidenceKind.DEMONSTRATION)


def may_complete(kind: str, evidence_kind: str) -> bool:
    """Return whether evidence of a kind can complete a step of a kind.

    Source: EC 48260.5, 48262, 48263, 48291.
    """
    return evidence_kind in EVIDENCE[kind] or evidence_kind in OF_ANY_STEP
