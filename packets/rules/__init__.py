"""What a caller hands over for a packet, and what each reader may read of it."""
