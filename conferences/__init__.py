"""Conferences with parent and student: offered, and what came of each offer."""
