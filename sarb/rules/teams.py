"""Which teams a school holds itself, who answers their referrals, and what their meeting is a step of."""

from accounts.choices import Permission
from attendance.choices import StepKind
from core.stages import Stages
from law.packs import PolicyPack
from sarb.choices import Level
from sarb.rules.stages import REFERRAL_STAGES, TEAM_STAGES

# What a meeting of a team is for judging and for the readiness of later referrals.
STEPS: dict[str, StepKind] = {Level.SART: StepKind.SART}


def school_teams(pack: PolicyPack) -> frozenset[str]:
    """Return the levels that a school holds itself, by the law in force; none in some states.

    Source: EC 48263 knows the board alone; teams before it are the district's policy (its pack).
    """
    return frozenset(pack.section("school_teams"))


def is_of_school(level: str, pack: PolicyPack) -> bool:
    """Return whether the referral goes to the school's own list, and not to the board's chair.

    Source: the policy pack, as `school_teams`.
    """
    return level in school_teams(pack)


def answers(level: str, pack: PolicyPack) -> Permission:
    """Return what whoever answers a referral to the team needs. Source: as `school_teams`."""
    return Permission.TEAM_ANSWER if is_of_school(level, pack) else Permission.DOCKET_MANAGE


def stages_of(level: str, pack: PolicyPack) -> Stages:
    """Return what may become of a referral to the team. Source: as `school_teams`."""
    return TEAM_STAGES if is_of_school(level, pack) else REFERRAL_STAGES
