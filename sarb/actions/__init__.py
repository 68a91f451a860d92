"""Changes to referrals and hearing calendars."""
