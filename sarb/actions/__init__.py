"""Changes to referrals, hearing calendars and packets."""
