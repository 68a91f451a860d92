"""Changes of plans: each is one transaction with its audit rows, and safe to repeat."""

from plans.actions.interviews import Said, hold_interview
from plans.actions.refusals import NotYourForm, SaysNothing

__all__ = ["NotYourForm", "Said", "SaysNothing", "hold_interview"]
