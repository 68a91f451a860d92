"""Reads of referrals and hearing calendars, and what packets are told of them."""

from sarb.queries.home import ChairHome, StudentReferral, chair_home, referrals_of

__all__ = ["ChairHome", "StudentReferral", "chair_home", "referrals_of"]
