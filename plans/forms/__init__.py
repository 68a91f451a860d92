"""What people fill in: what stands in the way, what is planned, and what became of it."""

from plans.forms.checks import VERBS, CheckForm
from plans.forms.groups import (
    EndGroupForm,
    GroupChangeForm,
    GroupForm,
    LeaveGroupForm,
    SessionForm,
)
from plans.forms.interviews import ADULT, InterviewForm, WithdrawInterviewForm
from plans.forms.plans import (
    DeliveryForm,
    EndStrategyForm,
    PlanAnswerForm,
    PlanForm,
    ReviewForm,
    StrategyForm,
)
from plans.forms.services import ServiceForm

__all__ = [
    "ADULT",
    "VERBS",
    "CheckForm",
    "DeliveryForm",
    "EndGroupForm",
    "EndStrategyForm",
    "GroupChangeForm",
    "GroupForm",
    "InterviewForm",
    "LeaveGroupForm",
    "PlanAnswerForm",
    "PlanForm",
    "ReviewForm",
    "ServiceForm",
    "SessionForm",
    "StrategyForm",
    "WithdrawInterviewForm",
]
