"""What stands in a student's way, as somebody said it; and what is planned and done about it."""

from plans.models.checks import CheckDay
from plans.models.groups import (
    Group,
    GroupMember,
    GroupSession,
    Presence,
    WordsApart,
)
from plans.models.interviews import (
    LONGEST_WORDS,
    MOST_BARRIERS,
    Interview,
    InterviewBarrier,
    InterviewWithdrawal,
)
from plans.models.plans import (
    Delivery,
    Plan,
    PlanAgreement,
    PlanQuerySet,
    PlanReview,
    Strategy,
)
from plans.models.services import ServiceGiven

__all__ = [
    "LONGEST_WORDS",
    "MOST_BARRIERS",
    "CheckDay",
    "Delivery",
    "Group",
    "GroupMember",
    "GroupSession",
    "Interview",
    "InterviewBarrier",
    "InterviewWithdrawal",
    "Plan",
    "PlanAgreement",
    "PlanQuerySet",
    "PlanReview",
    "Presence",
    "ServiceGiven",
    "Strategy",
    "WordsApart",
]
