"""What people fill in: what stands in the way, what is planned, and what became of it."""

from plans.forms.interviews import ADULT, InterviewForm, WithdrawInterviewForm
from plans.forms.plans import (
    DeliveryForm,
    EndStrategyForm,
    PlanAnswerForm,
    PlanForm,
    ReviewForm,
    StrategyForm,
)
from plans.forms.sent import SentForm

__all__ = [
    "ADULT",
    "DeliveryForm",
    "EndStrategyForm",
    "InterviewForm",
    "PlanAnswerForm",
    "PlanForm",
    "ReviewForm",
    "SentForm",
    "StrategyForm",
    "WithdrawInterviewForm",
]
