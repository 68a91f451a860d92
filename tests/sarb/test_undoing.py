"""A batch is undone in one step while nothing has followed, and says what has."""

from datetime import timedelta

import pytest

from attendance.actions.reports import file_reports
from attendance.models import ProcessStep, ReportDecision, TruancyReport
from attendance.queries.reports import due_reports
from audit.actions import act_of
from audit.models import AuditEvent
from core.stages import NotNow
from letters.actions import follow, mark_mailed, print_next
from letters.choices import Stage
from letters.models import Notice
from packets.choices import PacketState
from packets.models import Packet
from sarb.actions.undoing import HasFollowed, undo_filing, undo_mailing
from tests.attendance.reports import NOON, filed, home, owing
from tests.factories import TODAY, TaskFactory, UserFactory, act
from tests.letters.world import JOB, acting, approve_wordings, approved, due, family, later
from tests.packets.factories import PacketFactory
from tests.sarb.factories import ReferralFactory

HOUR = timedelta(hours=1)


@pytest.fixture
def user(district):
    return UserFactory()


@pytest.fixture
def batch(district, user):
    """Reports of Ana and Ben, filed together at noon."""
    for student in (district.ana, district.ben):
        home(student)
        owing(student, district.oak)
    done = file_reports(act(user, at=NOON), students=[district.ana.pk, district.ben.pk])
    assert len(done.reports) == 2
    return done.reports


def undo(user, hours=1):
    return undo_filing(act(user, at=NOON + hours * HOUR), filed_at=NOON)


def test_a_batch_is_withdrawn_in_one_step_and_due_again(batch, user):
    follow(acting(JOB, NOON))
    assert len(undo(user)) == 2
    assert set(ReportDecision.objects.values_list("verdict", flat=True)) == {"withdrawn"}
    assert set(Notice.objects.values_list("stage", flat=True)) == {Stage.WITHDRAWN}
    assert TruancyReport.objects.count() == 2
    assert AuditEvent.objects.filter(action="report.withdrawn").count() == 2
    assert [(one.number, one.made) for one in due_reports(on=TODAY)] == [(1, 1), (1, 1)]


def test_what_was_proposed_on_it_is_dismissed_and_what_is_being_built_is_stopped(
    batch, user, district, django_assert_max_num_queries
):
    proposed = TaskFactory(student=district.ana, kind="report", key="1:2026:report:2")
    reading = {"state": PacketState.BUILDING, "document": None, "edition": None}
    before = ReferralFactory(student=district.ben, made_at=NOON - HOUR)
    PacketFactory(referral=before, frozen_at=None, facts=None, facts_sha256="", **reading)
    with django_assert_max_num_queries(60):
        undo(user)
    proposed.refresh_from_db()
    assert (proposed.state, "filed by mistake" in proposed.state_reason) == ("dismissed", True)
    assert list(Packet.objects.order_by("pk").values_list("state", flat=True)) == [
        PacketState.FAILED,
        PacketState.WAITING,
    ]


def test_twice_it_is_undone_once(batch, user):
    undo(user)
    with pytest.raises(HasFollowed, match="2 reports were decided"):
        undo(user)
    assert ReportDecision.objects.count() == 2


def test_nobody_else_undoes_it(batch, user):
    with pytest.raises(NotNow):
        undo(UserFactory(name="Somebody Else"))
    assert not ReportDecision.objects.exists()


def approve_a_letter(district):
    approve_wordings()
    follow(acting(JOB, NOON))
    approved(Notice.objects.get(student=district.ana), at=NOON + HOUR / 2)


def offer_a_conference(district):
    ProcessStep.objects.create(
        student=district.ana,
        school_year=2026,
        kind="effort_48262",
        happened_at=NOON + HOUR / 2,
        evidence_kind="note",
        evidence_id="1",
        recorded_at=NOON + HOUR / 2,
    )


@pytest.mark.parametrize(
    ("follows", "said"),
    [
        (approve_a_letter, "1 letter about them was approved"),
        (offer_a_conference, "1 conference was offered"),
        (lambda d: filed(d.ana, on=TODAY + timedelta(days=1)), "1 later report was filed"),
        (
            lambda d: ReferralFactory(student=d.ana, made_at=NOON + HOUR / 2),
            "1 student was referred",
        ),
        (
            lambda d: PacketFactory(
                referral=ReferralFactory(student=d.ana, made_at=NOON - HOUR),
                frozen_at=NOON + HOUR / 2,
            ),
            "1 packet was built",
        ),
    ],
)
def test_once_something_followed_nothing_is_undone_and_it_is_said(
    batch, user, district, follows, said
):
    follows(district)
    with pytest.raises(HasFollowed, match=said):
        undo(user)
    assert not ReportDecision.objects.exists()


def test_a_conference_that_was_taken_back_has_not_followed(batch, user, district):
    offer_a_conference(district)
    ProcessStep.objects.update(withdrawn_at=NOON + HOUR)
    undo(user)
    assert ReportDecision.objects.count() == 2


def test_a_letter_that_was_mailed_has_followed(batch, user, district):
    approve_a_letter(district)
    Notice.objects.filter(student=district.ana).update(stage=Stage.MAILED)
    with pytest.raises(HasFollowed, match="1 letter about them was approved"):
        undo(user)


def test_a_packet_that_is_being_drawn_has_followed(batch, user, district):
    before = ReferralFactory(student=district.ana, made_at=NOON - HOUR)
    drawn = {"state": PacketState.BUILDING, "document": None}
    PacketFactory(referral=before, frozen_at=NOON + HOUR / 2, **drawn)
    with pytest.raises(HasFollowed, match="1 packet was built"):
        undo(user)


def test_what_followed_for_others_or_before_keeps_nothing(batch, user, district):
    ReferralFactory(student=district.dov, made_at=NOON + HOUR / 2)
    before = ReferralFactory(student=district.ana, made_at=NOON - HOUR)
    PacketFactory(referral=before, frozen_at=NOON - HOUR / 2)
    other = {"report": filed(district.dov), "verdict": "withdrawn", "decided_at": NOON + HOUR}
    ReportDecision.objects.create(**other, reason="x", decided_by="Ana Reyes")
    taken_back = {"state": "withdrawn", "decided_by": "Ana Reyes", "decided_at": NOON + HOUR}
    ReferralFactory(student=district.ben, made_at=NOON + HOUR / 2, **taken_back)
    assert len(undo(user)) == 2


# --- Letters ------------------------------------------------------------------------------------


@pytest.fixture
def mailed(district, user, store):
    approve_wordings()
    family(district.ana, district.oak)
    (notice,) = due(district.ana)
    approved(notice)
    while print_next(act_of(JOB)):
        pass
    mark_mailed(act(user, at=later(hours=1)), notices=[notice.pk], mailed_on=TODAY)
    return notice


def unmark(user):
    return undo_mailing(act(user, at=later(hours=2)), mailed_at=later(hours=1))


def test_marks_of_a_batch_are_taken_back_and_their_steps(mailed, user):
    assert unmark(user) == [mailed]
    assert Notice.objects.get().stage == Stage.PRINTED
    assert ProcessStep.objects.get().withdrawn_at is not None
    with pytest.raises(NotNow):
        unmark(user)


def test_nobody_else_takes_the_marks_back(mailed):
    with pytest.raises(NotNow):
        unmark(UserFactory(name="Somebody Else"))
    assert Notice.objects.get().stage == Stage.MAILED


def test_once_something_followed_the_marks_stay(mailed, user, district):
    ReferralFactory(student=district.ana, made_at=later(hours=1, minutes=30))
    with pytest.raises(HasFollowed, match="1 student was referred"):
        unmark(user)
    assert Notice.objects.get().stage == Stage.MAILED
