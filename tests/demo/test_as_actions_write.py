"""What the district's statements write is what the product's own actions write.

The actions do on the made-up district what its statements did: rows of both have values in the
same columns, and what actions keep up to date is so already.
"""

from datetime import time, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from accounts.choices import GrantSource, Role
from accounts.models import Grant, User
from attendance.choices import EvidenceKind, StepKind
from attendance.models import ProcessStep, ReportDecision, TruancyReport
from cases.actions import assign, close_case, decide_tier, open_cases
from cases.actions.summaries import refresh
from cases.choices import CloseReason
from cases.models import Case, CaseloadAssignment, TierDecision
from law.queries import pack_in_force
from sarb.actions import dockets, referrals
from sarb.choices import Level, NoticeMethod, Reason, ReferralState
from sarb.models import Docket, DocketPlace, Referral
from sarb.rules.grounds import needs_justification, precondition_of
from students.models import Student
from tasks.models import Task
from tests.attendance.deciding import decide
from tests.demo.conftest import SUNDAY
from tests.demo.shapes import MONDAY, by, shape, shapes

pytestmark = pytest.mark.usefixtures("small")
# What follows from what else is there.
SUMMARIES = ("last_reached_on", "next_action", "next_due_on", "school_id")


@pytest.fixture
def case() -> Case:
    """An open case whose owner opened it, and where something waits."""
    return Case.objects.open().exclude(next_due_on=None).order_by("pk")[0]


@pytest.fixture
def boss(case: Case) -> User:
    post = Grant.objects.get(role=Role.SCHOOL_ADMINISTRATOR, school=case.school_id, pk__gt=0)
    return User.objects.get(pk=post.person)


@pytest.fixture
def free() -> Student:
    """A student without a case or a referral."""
    known = [*Case.objects.values_list("student", flat=True)]
    known += Referral.objects.values_list("student", flat=True)
    return Student.objects.exclude(pk__in=known).order_by("pk")[0]


@pytest.fixture
def chair() -> User:
    return User.objects.get(pk=Grant.objects.get(role=Role.SARB_CHAIR).person)


# --- Cases --------------------------------------------------------------------------------


def test_a_case_opened(case, free):
    [new] = open_cases(
        by(case.owner), students=[free], tier="early", reason="Absences", owner=case.owner
    )
    assert shape(new, *SUMMARIES) in shapes(Case.objects.open().exclude(pk=new.pk), *SUMMARIES)
    ours = CaseloadAssignment.objects.filter(ends=None, grant=None).exclude(case=new)
    assert shape(new.assignments.get()) in shapes(ours)
    assert shape(new.tiers.get()) in shapes(TierDecision.objects.exclude(case=new))


def test_a_case_given_to_somebody_else(case, boss):
    other = User.objects.exclude(pk__in=[case.owner_id, boss.pk]).get(
        pk=Grant.objects.filter(role=Role.FIELD_COORDINATOR).order_by("-pk")[0].person
    )
    made_up = CaseloadAssignment.objects.exclude(grant=None).order_by("pk")
    before, grants = shapes(made_up.filter(ends=None)), shapes([one.grant for one in made_up])
    reasons = {(one.reason, one.grant.reason) for one in made_up}
    ended = shapes(CaseloadAssignment.objects.filter(ended_because="Balance", grant=None))
    assign(by(boss), cases=[case], to=other, reason="Balance")
    last, new = case.assignments.order_by("pk").reverse()[1], case.assignments.get(ends=None)
    assert shape(new) in before
    assert shape(last) in ended
    assert shape(new.grant) in grants
    assert (new.reason, new.grant.reason) in reasons
    assert new.grant.source == GrantSource.ASSIGNMENT
    assert new.grant.ends - new.grant.starts == made_up[0].grant.ends - made_up[0].grant.starts


def test_a_case_closed(case):
    closed = shapes(Case.objects.exclude(closed_on=None), *SUMMARIES)
    ended = shapes(CaseloadAssignment.objects.filter(case__closed_on__isnull=False, grant=None))
    close_case(by(case.owner), case=case, reason=CloseReason.IMPROVED, note="In class.")
    case.refresh_from_db()
    assert shape(case, *SUMMARIES) in closed
    assert shape(case.assignments.order_by("-pk")[0], "grant_id") in [
        {name: said for name, said in one.items() if name != "grant_id"} for one in ended
    ]
    assert not Task.objects.pending().filter(student=case.student).exists()


def test_a_tier_decided_again():
    case = Case.objects.open().exclude(tier="intensive").order_by("pk")[0]
    again = TierDecision.objects.filter(case__tier="intensive", tier="intensive")
    known = shapes(again)
    decide_tier(by(case.owner), case=case, tier="intensive", reason="Two talks changed nothing")
    assert shape(case.tiers.order_by("-pk")[0]) in known


def test_summaries_of_cases_are_what_actions_keep():
    def told() -> list[tuple[Any, ...]]:
        return list(Case.objects.order_by("pk").values_list("pk", *SUMMARIES[:-1]))

    before = told()  # the school follows from judging, which is yet to come
    refresh(Student.objects.values_list("pk", flat=True))
    assert told() == before


# --- Reports, referrals, hearings ---------------------------------------------------------


def test_a_report_withdrawn():
    undecided = TruancyReport.objects.exclude(decisions__isnull=False).order_by("-filed_at")[0]
    known = shapes(ReportDecision.objects.all())
    filer = User.objects.filter(name=undecided.filed_by)[0]
    made = decide(by(filer), report=undecided, verb="withdraw", reason="A doctor’s note.")
    assert shape(made) in known


def test_reports_name_the_receiver_and_the_policy_in_force():
    pack = pack_in_force(SUNDAY)
    told = set(TruancyReport.objects.values_list("receiver", "policy_version", "school_year"))
    assert told == {(f"Attendance supervisor, {settings.DISTRICT_NAME}", pack.label, 2026)}


def known_referrals(*but: str) -> dict[str, list[dict[str, bool]]]:
    told = Referral.objects.order_by("pk")
    return {
        state: shapes(told.filter(state=state), "justification", *but)
        for state in ReferralState
        if state != ReferralState.WITHDRAWN  # a click that was taken back; nobody made up one
    }


def test_a_referral_from_its_sending_to_the_hearing(free, case, chair):
    known, steps = (
        known_referrals(),
        shapes(ProcessStep.objects.filter(evidence_kind=EvidenceKind.REFERRAL)),
    )
    days, places = shapes(Docket.objects.all()), shapes(DocketPlace.objects.all())
    sent = referrals.refer(
        by(case.owner), student=free, level=Level.SARB, reason=Reason.BEHAVIOR, text="We ask."
    )
    assert shape(sent, "justification") in known["sent"]
    told = referrals.confirm_notice(
        by(case.owner), referral=sent, on=MONDAY, how=NoticeMethod.MAIL
    )
    step = ProcessStep.objects.get(student=free, kind=StepKind.REFERRAL_48263)
    assert shape(step) in steps
    accepted = referrals.accept(by(chair), referral=told)
    assert shape(accepted, "justification") in known["accepted"]
    on, at = MONDAY + timedelta(days=22), {"starts_at": time(8, 30), "minutes": 45}
    docket = dockets.make(
        by(chair), level=Level.SARB, on=on, place="Room B", capacity=10, chair=chair, **at
    )
    assert shape(docket) in days
    placed = dockets.place(by(chair), docket=docket, referral=accepted)
    assert shape(placed) in places
    assert (placed.position, placed.time) == (1, time(8, 30))
    dockets.hear(by(chair, on), docket=docket, referral=accepted)
    accepted.refresh_from_db()
    assert shape(accepted, "justification") in known["heard"]


def test_a_referral_sent_back(free, case, chair):
    known = known_referrals()
    sent = referrals.refer(
        by(case.owner), student=free, level=Level.SARB, reason=Reason.BEHAVIOR, text="We ask."
    )
    referrals.send_back(by(chair), referral=sent, reason="Please log the visit.")
    sent.refresh_from_db()
    assert shape(sent, "justification") in known["returned"]


def test_grounds_of_referrals_are_in_the_words_of_the_rules_where_nothing_is_judged():
    pack = pack_in_force(SUNDAY)
    found = Referral.objects.filter(reason=Reason.BEHAVIOR)
    ground = precondition_of(
        Reason.BEHAVIOR,
        status="none",
        reports=0,
        chronic_absentee=False,
        days_absent=0,
        days_enrolled=0,
        pack=pack,
        stated="It was stated.",
    )
    for referral in found:
        assert referral.grounds["because"] == ground.because
    for referral in Referral.objects.all():
        assert set(referral.grounds) == {"met", "because", "policy"}
        assert referral.grounds["policy"] == pack.label
        met = ground if referral.grounds["met"] else type(ground)(met=False, because="")
        assert needs_justification(referral.level, met) is bool(referral.justification)


def test_every_reference_holds():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_few_reports_that_nothing_leans_on_were_withdrawn(small):
    """At least one, however the students are numbered: a demonstration shows what follows."""
    decided = ReportDecision.objects.select_related("report")
    assert decided
    assert {one.verdict for one in decided} == {"withdrawn"}
    assert all(one.decided_by == one.report.filed_by for one in decided)
    assert len(decided) <= TruancyReport.objects.count() / 10
