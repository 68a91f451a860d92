"""Reads of referrals, hearing calendars and packets."""

from sarb.queries.home import ChairHome, StudentReferral, chair_home, referrals_of

__all__ = ["ChairHome", "StudentReferral", "chair_home", "referrals_of"]
