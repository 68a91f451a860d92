"""For each kind of sentence of a brief the record that it is made of, and nothing else."""

from datetime import UTC, datetime, time, timedelta

from attendance.choices import EvidenceKind, Status, StepKind
from attendance.models import ProcessStep, ReportFlag
from letters.models import Copy, LetterEvent
from plans.choices import WhatWasFound
from plans.models import Delivery, InterviewBarrier, PlanReview
from tests.attendance.reports import filed
from tests.desk.rows import judge, school_days, teach
from tests.factories import (
    TODAY,
    YEAR,
    CaseFactory,
    ConferenceFactory,
    DayOutcomeFactory,
    GuardianshipFactory,
    HelpRequestFactory,
    HouseholdFactory,
    InterviewFactory,
    NoteFactory,
    PlanFactory,
    PopulationFactory,
    StandingFactory,
    StrategyFactory,
    TaskFactory,
    UserFactory,
)
from tests.letters.rows import notice_about
from tests.sarb.factories import DocketPlaceFactory, ReferralFactory

NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 20, tzinfo=UTC)
BEFORE, LATER = TODAY - timedelta(days=3), TODAY + timedelta(days=3)


def year(district, **standing):
    judge(district.ana, district.oak, counted=6, **{"band": "moderate", **standing})


def waits(district):
    year(district, reports_filed=1, reports_due=1)
    report = filed(district.ana, *school_days(3))
    ReportFlag.objects.create(report=report, reasons=[school_days(1)[0].isoformat()])


def adult(district, **values):
    guardian = {"guardian__first_name": "Rosa", "guardian__phone": "2135550142"}
    spoken = {"guardian__language": "es", "relation": "mother"}
    GuardianshipFactory(student=district.ana, **{**guardian, **spoken, **values})


def sibling(district):
    home = HouseholdFactory()
    for child in (district.ana, district.ben):
        child.household = home
        child.save(update_fields=["household"])


def reached(district):
    NoteFactory(
        about_student=district.ana,
        reached=True,
        outcome="spoke",
        with_whom="student",
        happened_at=NOON,
    )


def attempt(district, **values):
    later = {"happened_at": NOON + timedelta(hours=1)}
    NoteFactory(about_student=district.ana, **{"outcome": "no_answer", **later, **values})


def attempts(district):
    reached(district)
    attempt(district)


def barrier(district):
    held = InterviewFactory(student=district.ana, found=WhatWasFound.BARRIERS)
    row = {"code": "B05", "family": "aversion", "label": "Mornings are hard"}
    InterviewBarrier.objects.create(interview=held, weight="main", **row)


def plan(district, **values):
    return PlanFactory(student=district.ana, **values)


def strategy(district, **values):
    return StrategyFactory(plan=plan(district), **values)


def review(district):
    seen = {"missed": 2, "days": 10, "goal_missed": 2, "goal_days": 20, "done": 3, "planned": 4}
    decided = {"decision": "continue", "because": "working", "next_on": TODAY + timedelta(days=28)}
    PlanReview.objects.create(plan=plan(district), on=TODAY, by=UserFactory(), **seen, **decided)


def served(district):
    given = {"on": TODAY, "status": "done", "minutes": 20, "by": UserFactory()}
    Delivery.objects.create(strategy=strategy(district), **given)


def changed(district):
    teach(district.oak)
    days = school_days(60)
    StandingFactory(student=district.ana, school=district.oak, as_of=days[-1])
    DayOutcomeFactory(student=district.ana, school=district.oak, date=days[0])
    strategy(district, starts_on=days[20])


def mailed(district, *also):
    notice = notice_about(district.ana, district.oak, stage="mailed", due_by=TODAY)
    plain = {"facts": {}, "facts_sha256": "ab" * 32, "languages": ["en"], "state": "printed"}
    Copy.objects.create(notice=notice, recipient="1", name="Mia", **plain)
    sent = {"mailed_on": TODAY.isoformat(), "channel": "mail", "files": []}
    for kind in ("mailed", *also):
        LetterEvent.objects.create(
            notice=notice, kind=kind, at=NOON, actor_name="Bell", detail=sent
        )


def step(district):
    evidence = {"evidence_kind": EvidenceKind.HISTORY, "evidence_id": "1"}
    ProcessStep.objects.create(
        student=district.ana, school_year=YEAR, kind=StepKind.SART, happened_at=NOON, **evidence
    )


def referral(district, **values):
    return ReferralFactory(student=district.ana, **values)


MADE = {
    # attendance
    "headline": year,
    "missed": year,
    "status": lambda d: year(d, reports_filed=1, status=Status.TRUANT),
    "report_due": lambda d: year(d, reports_due=2, status=Status.WATCH),
    "report": lambda d: (
        year(d, reports_filed=1, status=Status.TRUANT),
        filed(d.ana, *school_days(3)),
    ),
    "report_waits": waits,
    "step": step,
    # people
    "call": adult,
    "language": adult,
    "interpreter": lambda d: adult(d, guardian__interpreter=True),
    "rights": lambda d: adult(d, holds_education_rights=True),
    "no_contact": lambda d: adult(d, no_contact=True, court_order="Order 7"),
    "sibling": sibling,
    "program": lambda d: PopulationFactory(student=d.ana, kind="iep"),
    # cases
    "case": lambda d: CaseFactory(student=d.ana, owner=UserFactory()),
    "case_free": lambda d: CaseFactory(student=d.ana),
    "case_opened": lambda d: CaseFactory(student=d.ana),
    "task": lambda d: TaskFactory(student=d.ana),
    "task_late": lambda d: TaskFactory(student=d.ana, due_on=BEFORE),
    # contacts
    "reached": reached,
    "attempts": attempts,
    "unreached": attempt,
    "no_way": lambda d: attempt(d, outcome="mailbox_full"),
    "tried": attempt,
    "tried_reached": reached,
    # plans
    "barrier": barrier,
    "goal": plan,
    "strategy": strategy,
    "review_due": plan,
    "review_late": lambda d: plan(d, review_on=BEFORE),
    "reviewed": review,
    "served": served,
    "changed": changed,
    # conferences
    "conference": lambda d: ConferenceFactory(student=d.ana),
    "conference_ended": lambda d: ConferenceFactory(
        student=d.ana,
        state="held",
        result=NoteFactory(about_student=d.ana, kind="conference", outcome="held"),
    ),
    # letters
    "letter_mailed": mailed,
    "letter_shaken": lambda d: mailed(d, "unsupported"),
    "letter_due": lambda d: notice_about(d.ana, d.oak, stage="due", due_by=LATER),
    # requests
    "request": lambda d: HelpRequestFactory(student=d.ana, state="taken", owner=UserFactory()),
    "request_free": lambda d: HelpRequestFactory(student=d.ana),
    "request_late": lambda d: HelpRequestFactory(student=d.ana, asked_on=BEFORE, due_on=BEFORE),
    # referrals
    "referral": referral,
    "referral_accepted": lambda d: referral(d, accepted=True),
    "referral_heard": lambda d: referral(
        d, accepted=True, state="heard", heard_on=TODAY, heard_by="Raymond Ortiz"
    ),
    "hearing": lambda d: DocketPlaceFactory(referral=referral(d, accepted=True), time=time(8, 30)),
}
