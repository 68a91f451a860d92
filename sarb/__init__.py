"""Review teams and boards: referrals, hearing calendars, packets."""
