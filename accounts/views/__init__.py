"""Pages of staff: people, what they may touch, and one's own account."""
