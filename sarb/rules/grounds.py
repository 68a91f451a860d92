"""The grounds of a referral: the statute's words, and whether what comes before them is met."""

from collections.abc import Sequence
from dataclasses import dataclass

from law.packs import PolicyPack
from sarb.choices import Level, Reason


@dataclass(frozen=True)
class Ground:
    """One ground: the statute's words, and what has to be true before them."""

    words: str
    precondition: str
    citation: str


def reasons_in(pack: PolicyPack) -> list[Reason]:
    """Return the reasons for which the law in force lets a student be referred.

    Source: EC 48263; in another state its own pack.
    """
    return [reason for reason in Reason if pack.has(f"grounds.{reason}")]


def ground_of(reason: str, pack: PolicyPack) -> Ground:
    """Return a ground in the words of the law in force. Source: EC 48263, as the pack has it."""
    ground = pack.cited(f"grounds.{reason}")
    return Ground(ground.rule, pack.sentence(f"preconditions.{reason}"), ground.citation)


@dataclass(frozen=True)
class Precondition:
    """Whether the ground holds today, and what says so. `asks` of one that rests on what the person
    states, and nothing is stated yet.
    """

    met: bool
    because: str
    asks: bool = False


def precondition_of(
    reason: str,
    *,
    status: str,
    reports: int,
    chronic_absentee: bool,
    days_absent: int,
    days_enrolled: int,
    pack: PolicyPack,
    tests_met: Sequence[str] = (),
    stated: str = "",
) -> Precondition:
    """Return whether the ground's precondition is met. Behavior rests on what the person states: until
    something is `stated` it is not met, of no child.

    `status` is the attendance status and `reports` the reports that stand, this school year.
    `tests_met` says, a sentence each, which tests of the law are met that found this ground; a
    law with such tests asks for one of them, and for no report.

    Source: EC 48262, EC 48263, EC 60901(c)(1).
    """
    if any(test.ground == reason for test in pack.tests):
        said = " ".join(tests_met) or pack.sentence("referral_because.no_test")
        return Precondition(bool(tests_met), said)
    if reason == Reason.TRUANCY:
        return _truancy(status, reports, pack)
    if reason == Reason.CHRONIC_ABSENCE:
        return Precondition(
            chronic_absentee, f"{days_absent} of {days_enrolled} days enrolled were absent."
        )
    if stated.strip():
        return Precondition(met=True, because="Stated by the referring person.")
    return Precondition(met=False, because="Rests on what you state below.", asks=True)


def _truancy(status: str, reports: int, pack: PolicyPack) -> Precondition:
    met, said = status == "habitual", "too_few"
    if met:
        said = "held"
    elif reports >= pack.value("truancy.habitual_reports"):
        said = "no_effort"
    return Precondition(met, pack.sentence(f"referral_because.{said}", reports=reports))


def needs_justification(level: str, precondition: Precondition) -> bool:
    """Return whether a referral has to say in writing why it is made all the same.

    Only the board's referral is the statute's; the school's own teams take any concern.

    Source: EC 48263.
    """
    return level == Level.SARB and not precondition.met
