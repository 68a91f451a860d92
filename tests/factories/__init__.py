"""The least valid record of each model: numbered, never random.

Pass what the test is about; everything else is filled in as little as the database allows.
"""

from tests.factories.attendance import (
    AttendanceCodeFactory,
    BellPeriodFactory,
    DayOutcomeFactory,
    MarkFactory,
    PolicyFactory,
    StandingFactory,
)
from tests.factories.casework import (
    CaseFactory,
    NoteFactory,
    NotePaperFactory,
    SealedNoteFactory,
    TaskFactory,
)
from tests.factories.conferences import ConferenceFactory
from tests.factories.days import FIRST, TODAY, YEAR
from tests.factories.imports import (
    ImportRunFactory,
    QuestionFactory,
    RejectedRowFactory,
    SourceWordFactory,
)
from tests.factories.intake import HelpRequestFactory
from tests.factories.people import (
    EnrollmentFactory,
    GuardianFactory,
    GuardianshipFactory,
    HouseholdFactory,
    PopulationFactory,
    SchoolRecordFactory,
    StudentFactory,
)
from tests.factories.plans import (
    GroupFactory,
    GroupMemberFactory,
    GroupSessionFactory,
    InterviewFactory,
    PlanFactory,
    ServiceGivenFactory,
    StrategyFactory,
)
from tests.factories.schools import RegionFactory, SchoolDayFactory, SchoolFactory
from tests.factories.staff import PASSWORD, GrantFactory, UserFactory, act
from tests.factories.visits import NotAloneFactory, VisitFactory

__all__ = [
    "FIRST",
    "PASSWORD",
    "TODAY",
    "YEAR",
    "AttendanceCodeFactory",
    "BellPeriodFactory",
    "CaseFactory",
    "ConferenceFactory",
    "DayOutcomeFactory",
    "EnrollmentFactory",
    "GrantFactory",
    "GroupFactory",
    "GroupMemberFactory",
    "GroupSessionFactory",
    "GuardianFactory",
    "GuardianshipFactory",
    "HelpRequestFactory",
    "HouseholdFactory",
    "ImportRunFactory",
    "InterviewFactory",
    "MarkFactory",
    "NotAloneFactory",
    "NoteFactory",
    "NotePaperFactory",
    "PlanFactory",
    "PolicyFactory",
    "PopulationFactory",
    "QuestionFactory",
    "RegionFactory",
    "RejectedRowFactory",
    "SchoolDayFactory",
    "SchoolFactory",
    "SchoolRecordFactory",
    "SealedNoteFactory",
    "ServiceGivenFactory",
    "SourceWordFactory",
    "StandingFactory",
    "StrategyFactory",
    "StudentFactory",
    "TaskFactory",
    "UserFactory",
    "VisitFactory",
    "act",
]
