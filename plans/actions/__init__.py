"""Changes of plans: each is one transaction with its audit rows, and safe to repeat."""

from plans.actions.checks import UNDO, check, release_check, take_check
from plans.actions.deliveries import deliver
from plans.actions.groups import (
    GroupPlan,
    add_members,
    change_group,
    end_group,
    leave_group,
    release_places,
    start_group,
)
from plans.actions.interviews import Said, hold_interview
from plans.actions.planning import Agreed, Chosen, answer, most_strategies, start_plan
from plans.actions.refusals import (
    DayIsNotOpen,
    GroupIsFull,
    GroupIsOver,
    GroupStartedOtherwise,
    NobodyToMark,
    NotYourForm,
    NotYoursToTakeBack,
    NotYoursToWithdraw,
    PlanIsOver,
    PlanIsRunning,
    ReviewedToday,
    SavedOtherwise,
    SaysNothing,
    ServiceSavedOtherwise,
    SessionIsKept,
    SessionSavedOtherwise,
    SessionWasTakenBack,
    TooManyStrategies,
    WasNotInGroup,
    WasWithdrawn,
)
from plans.actions.reviews import review_plan
from plans.actions.services import GivenService, give_service, take_back_service
from plans.actions.sessions import HeldSession, hold_session, take_back_session
from plans.actions.strategies import add_strategy, end_strategy
from plans.actions.undoing import undo_delivery, undo_plan
from plans.actions.withdrawing import withdraw_interview

__all__ = [
    "UNDO",
    "Agreed",
    "Chosen",
    "DayIsNotOpen",
    "GivenService",
    "GroupIsFull",
    "GroupIsOver",
    "GroupPlan",
    "GroupStartedOtherwise",
    "HeldSession",
    "NobodyToMark",
    "NotYourForm",
    "NotYoursToTakeBack",
    "NotYoursToWithdraw",
    "PlanIsOver",
    "PlanIsRunning",
    "ReviewedToday",
    "Said",
    "SavedOtherwise",
    "SaysNothing",
    "ServiceSavedOtherwise",
    "SessionIsKept",
    "SessionSavedOtherwise",
    "SessionWasTakenBack",
    "TooManyStrategies",
    "WasNotInGroup",
    "WasWithdrawn",
    "add_members",
    "add_strategy",
    "answer",
    "change_group",
    "check",
    "deliver",
    "end_group",
    "end_strategy",
    "give_service",
    "hold_interview",
    "hold_session",
    "leave_group",
    "most_strategies",
    "release_check",
    "release_places",
    "review_plan",
    "start_group",
    "start_plan",
    "take_back_service",
    "take_back_session",
    "take_check",
    "undo_delivery",
    "undo_plan",
    "withdraw_interview",
]
