"""Plans: what the team does about it."""
