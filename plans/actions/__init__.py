"""Changes of plans: each is one transaction with its audit rows, and safe to repeat."""

from plans.actions.deliveries import deliver
from plans.actions.interviews import Said, hold_interview
from plans.actions.planning import Agreed, Chosen, answer, most_strategies, start_plan
from plans.actions.refusals import (
    DayIsNotOpen,
    NotYourForm,
    NotYoursToWithdraw,
    PlanIsOver,
    PlanIsRunning,
    ReviewedToday,
    SavedOtherwise,
    SaysNothing,
    TooManyStrategies,
    WasWithdrawn,
)
from plans.actions.reviews import review_plan
from plans.actions.strategies import add_strategy, end_strategy
from plans.actions.withdrawing import withdraw_interview

__all__ = [
    "Agreed",
    "Chosen",
    "DayIsNotOpen",
    "NotYourForm",
    "NotYoursToWithdraw",
    "PlanIsOver",
    "PlanIsRunning",
    "ReviewedToday",
    "Said",
    "SavedOtherwise",
    "SaysNothing",
    "TooManyStrategies",
    "WasWithdrawn",
    "add_strategy",
    "answer",
    "deliver",
    "end_strategy",
    "hold_interview",
    "most_strategies",
    "review_plan",
    "start_plan",
    "withdraw_interview",
]
