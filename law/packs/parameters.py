"""Every parameter there is, with what it may be."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class ParameterGroup(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Truancy(ParameterGroup):
    reports: bool
    minutes_operator: Literal[">", ">="]
    minutes: int = Field(ge=0, le=600)
    occasions: int = Field(ge=1, le=50)
    gap_basis: Literal["longest", "sum"]
    occasion_unit: Literal["day", "incident"]
    early_leave: Literal["absent", "ignore"]
    pending_window_school_days: int = Field(ge=0, le=60)
    pending_window_if_not_returned: Literal["same"] | Annotated[int, Field(ge=0, le=180)]
    uncleared_counts: Literal["auto"] | bool
    age_filter: bool
    age_from: int = Field(ge=3, le=20)
    age_below: int = Field(ge=4, le=30)
    second_report_tardy_min: int = Field(ge=0, le=600)
    charter: bool
    habitual_reports: int = Field(ge=1, le=20)
    chronic_truant_percent: int = Field(ge=1, le=100)
    chronic_truant_uncleared: bool

    @model_validator(mode="after")
    def _ages_in_order(self) -> Self:
        if self.age_from >= self.age_below:
            raise ValueError(
                f"age_from ({self.age_from}) must be less than age_below ({self.age_below})"
            )
        return self


class Chronic(ParameterGroup):
    percent: int = Field(ge=1, le=100)
    state_min_days: int = Field(ge=0, le=366)


class Bands(ParameterGroup):
    at_risk_percent: int = Field(ge=1, le=100)
    moderate_percent: int = Field(ge=1, le=100)
    severe_percent: int = Field(ge=1, le=100)

    @model_validator(mode="after")
    def _rise(self) -> Self:
        if not self.at_risk_percent <= self.moderate_percent <= self.severe_percent:
            raise ValueError(
                f"bands must rise: at_risk_percent ({self.at_risk_percent}), moderate_percent "
                f"({self.moderate_percent}), severe_percent ({self.severe_percent})"
            )
        return self


class TierRules(ParameterGroup):
    early_absent_percent: int = Field(ge=1, le=100)
    early_counted_days: int = Field(ge=1, le=100)
    intensive_absent_percent: int = Field(ge=1, le=100)
    intensive_report: int = Field(ge=1, le=20)


class Marks(ParameterGroup):
    conflict: Literal["last", "first", "skip"]


class EnrollmentRules(ParameterGroup):
    exit_day: Literal["last", "gone"]
    weekends: Literal["skip", "count"]


class NoticeRules(ParameterGroup):
    due_school_days: int = Field(ge=0, le=60)


class ContactRules(ParameterGroup):
    reach_days: int = Field(ge=1, le=366)
    first_school_days: int = Field(ge=1, le=60)
    report_school_days: int = Field(ge=1, le=60)
    support_school_days: int = Field(ge=1, le=60)
    unexplained_days: int = Field(ge=2, le=60)
    locate_first: bool
    first_look_days: int = Field(ge=0, le=366)
    draft_days: int = Field(ge=1, le=366)
    late_days: int = Field(ge=0, le=60)


class SealedRules(ParameterGroup):
    is_kept: bool
    from_age: int = Field(ge=0, le=22)


class PlanRules(ParameterGroup):
    goal_school_days: int = Field(ge=5, le=90)
    most_strategies: int = Field(ge=1, le=3)
    delivered_percent: int = Field(ge=1, le=100)
    review_early_school_days: int = Field(ge=1, le=90)
    review_intensive_school_days: int = Field(ge=1, le=90)
    unlogged_days: int = Field(ge=1, le=20)


class FirstCallRules(ParameterGroup):
    absences: int = Field(ge=1, le=20)
    within_days: int = Field(ge=1, le=60)


class IntakeRules(ParameterGroup):
    answer_school_days: int = Field(ge=0, le=20)
    urgent_school_days: int = Field(ge=0, le=5)


class VisitRules(ParameterGroup):
    alarm_minutes: int = Field(ge=5, le=240)
    review_days: int = Field(ge=1, le=366)


class WelcomeRules(ParameterGroup):
    absent_days: int = Field(ge=1, le=60)
    within_days: int = Field(ge=1, le=20)


class SafetyRules(ParameterGroup):
    emergency_line: str = Field(min_length=1, max_length=120)
    child_line: str = Field(min_length=1, max_length=120)
    crisis_line: str = Field(min_length=1, max_length=120)


class HearingRules(ParameterGroup):
    notice_days: int = Field(ge=0, le=60)


class ReportRules(ParameterGroup):
    receiver: str = Field(min_length=1, max_length=120)


class Parameters(ParameterGroup):
    """Every parameter there is. A pack that leaves one out is not a pack."""

    truancy: Truancy
    chronic: Chronic
    bands: Bands
    tier: TierRules
    marks: Marks
    enrollment: EnrollmentRules
    notice: NoticeRules
    contact: ContactRules
    sealed: SealedRules
    plan: PlanRules
    first_call: FirstCallRules
    intake: IntakeRules
    visits: VisitRules
    welcome: WelcomeRules
    safety: SafetyRules
    hearing: HearingRules
    report: ReportRules
