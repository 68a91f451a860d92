"""What a referral rests on, what its packet should hold, and what each reader may read."""
