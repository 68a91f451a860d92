"""Referrals by who answers them: a chair, or a school's own team."""

from datetime import date

from law.queries import pack_in_force
from sarb.models import ReferralQuerySet
from sarb.rules.teams import school_teams


def to_boards(referrals: ReferralQuerySet, *, on: date) -> ReferralQuerySet:
    """Return those that a chair answers, of boards and panels, by the law of the day."""
    return referrals.exclude(level__in=levels_of_schools(on))


def to_school_teams(referrals: ReferralQuerySet, *, on: date) -> ReferralQuerySet:
    """Return those that go to a school's own list, by the law of the day."""
    return referrals.filter(level__in=levels_of_schools(on))


def levels_of_schools(on: date) -> list[str]:
    """Return the levels that a school holds itself, by the law of the day."""
    return sorted(school_teams(pack_in_force(on)))
