"""Referrals, hearing calendars and packets on the web."""
