"""Reads of referrals and hearing calendars, and what packets are told of them."""
