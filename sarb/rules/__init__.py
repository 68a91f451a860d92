"""What a referral rests on, what its packet should hold, and when it is heard."""
