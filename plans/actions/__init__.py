"""Changes of plans: each is one transaction with its audit rows, and safe to repeat."""

from plans.actions.interviews import Said, hold_interview
from plans.actions.refusals import InterviewIsNotYours, SaysNothing

__all__ = ["InterviewIsNotYours", "Said", "SaysNothing", "hold_interview"]
