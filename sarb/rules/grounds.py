"""The grounds of a referral: the statute's words, and whether what comes before them is met."""

from dataclasses import dataclass

from sarb.choices import Level, Reason


@dataclass(frozen=True)
class Ground:
    """One ground of EC 48263: the statute's words, and what has to be true before them."""

    words: str
    precondition: str
    citation: str


GROUNDS: dict[str, Ground] = {
    Reason.TRUANCY: Ground(
        "is a habitual truant",
        "Three or more reports to the attendance supervisor stand this school year, and an effort "
        "to hold a conference with parent and student came after the first.",
        "EC 48262, 48263",
    ),
    Reason.CHRONIC_ABSENCE: Ground(
        "is a chronic absentee",
        "Absent for any reason on 10 percent or more of the days enrolled this school year.",
        "EC 60901(c)(1), 48263",
    ),
    Reason.BEHAVIOR: Ground(
        "is habitually insubordinate or disorderly during attendance at school",
        "The school’s own record shows it; the referring person states the incidents below.",
        "EC 48263",
    ),
}


@dataclass(frozen=True)
class Precondition:
    """Whether the ground holds today, and the numbers that say so."""

    met: bool
    because: str


def precondition_of(
    reason: str,
    *,
    status: str,
    reports: int,
    chronic_absentee: bool,
    days_absent: int,
    days_enrolled: int,
) -> Precondition:
    """Return whether the ground's precondition is met. Behavior rests on what the person states.

    `status` is the attendance status and `reports` the reports that stand, this school year.

    Source: EC 48262, EC 48263, EC 60901(c)(1).
    """
    if reason == Reason.TRUANCY:
        return _truancy(status, reports)
    if reason == Reason.CHRONIC_ABSENCE:
        return Precondition(
            chronic_absentee, f"{days_absent} of {days_enrolled} days enrolled were absent."
        )
    return Precondition(met=True, because="Stated by the referring person.")


def _truancy(status: str, reports: int) -> Precondition:
    stand = f"{reports} {'report stands' if reports == 1 else 'reports stand'}"
    if status == "habitual":
        return Precondition(met=True, because=f"{stand}, and a conference effort is on record.")
    if reports >= 3:
        return Precondition(met=False, because=f"{stand}, but no conference effort is on record.")
    return Precondition(met=False, because=f"{stand}; the statute asks for three.")


def needs_justification(level: str, precondition: Precondition) -> bool:
    """Return whether a referral has to say in writing why it is made all the same.

    Only the board's referral is the statute's; the school's own teams take any concern.

    Source: EC 48263.
    """
    return level == Level.SARB and not precondition.met
