"""What the law and the policy say about a day and a year, in words: rule and citation.

The arithmetic itself is in queries/sql, one statement for any number of students; what each
clause there means is in README.md. Here is why, for a person to read.
"""

from accounts.choices import Permission
from attendance.choices import EvidenceKind, StepKind
from students.choices import PopulationKind


def percent(part: int, whole: int) -> str:
    """Return a share with two decimals, cut off and never rounded up past a line.

    17 of 170 is '10.00%', 3 of 31 is '9.67%'. Of nothing it is 'none'.

    Source: EC 60901(c)(1); a share just under a line must not read as on it.
    """
    if whole == 0:
        return "none"
    hundredths = 10_000 * part // whole
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


# Populations for whom a person looks first, with the permission to know of it. The gate stands
# before filing and mailing, never before a status, which follows from law.
GATES: dict[str, str] = {
    PopulationKind("iep"): Permission.POPULATION_READ,
    PopulationKind("504"): Permission.POPULATION_READ,
    PopulationKind("pregnant_parenting"): Permission.POPULATION_READ,
    PopulationKind("chronic_illness"): Permission.POPULATION_READ,
    PopulationKind("newcomer"): Permission.POPULATION_READ,
    PopulationKind("foster"): Permission.FOSTER_READ,
    PopulationKind("homeless"): Permission.HOMELESS_READ,
    PopulationKind("unaccompanied"): Permission.HOMELESS_READ,
}


def gates_of(populations: frozenset[str]) -> list[str]:
    """Return the populations, of those a student belongs to, that a person must look at first.

    Source: 20 USC 1415, 34 CFR 104.36, WIC 361, 42 USC 11432, EC 221.5, EC 46015.
    """
    return [kind for kind in GATES if kind in populations]


# Which evidence may complete which step. What was before go-live, or is made up, may be any.
EVIDENCE: dict[str, tuple[str, ...]] = {
    StepKind.NOTICE_48260_5: (EvidenceKind.NOTICE,),
    StepKind.EFFORT_48262: (EvidenceKind.NOTE,),
    StepKind.REFERRAL_48263: (EvidenceKind.REFERRAL,),
    StepKind.STEP_48291: (),
    StepKind.CONFERENCE: (EvidenceKind.NOTE,),
    StepKind.NOTICE: (EvidenceKind.NOTICE,),
    StepKind.SART: (),
    StepKind.SARB: (),
}
OF_ANY_STEP = (EvidenceKind.HISTORY, EvidenceKind.DEMONSTRATION)


def may_complete(kind: str, evidence_kind: str) -> bool:
    """Return whether evidence of a kind can complete a step of a kind.

    Source: EC 48260.5, 48262, 48263, 48291.
    """
    return evidence_kind in EVIDENCE[kind] or evidence_kind in OF_ANY_STEP


def plural(count: int, noun: str) -> str:
    """Return the noun with an s unless there is one of it. Source: English."""
    return noun if count == 1 else f"{noun}s"
