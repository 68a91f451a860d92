"""Process steps: written and withdrawn in one place, each resting on evidence that fits."""

from dataclasses import replace

import pytest

from attendance.actions.steps import Step, Taken, WrongEvidence, take, withdraw
from attendance.choices import EvidenceKind, StepKind
from attendance.models import JudgementDue, ProcessStep
from attendance.rules.steps import EVIDENCE, may_complete
from tests.factories import StudentFactory, act

NOW = act()
pytestmark = pytest.mark.django_db


@pytest.fixture
def effort():
    return Step(
        student_id=StudentFactory().pk,
        school_year=2026,
        kind=StepKind.EFFORT_48262,
        happened_at=NOW.at,
        evidence_kind=EvidenceKind.NOTE,
        evidence_id="17",
        detail={"reached": True},
    )


def due() -> list[tuple[int, int]]:
    """The student-years to be judged; none afterwards."""
    found = list(JudgementDue.objects.order_by("pk").values_list("student_id", "school_year"))
    JudgementDue.objects.all().delete()
    return found


def test_a_step_is_written_and_its_year_judged(effort):
    assert take(NOW, [effort]) == Taken(new=1, changed=0)
    step = ProcessStep.objects.get()
    assert (step.kind, step.evidence_kind, step.evidence_id) == ("effort_48262", "note", "17")
    assert (step.happened_at, step.recorded_at, step.detail) == (NOW.at, NOW.at, {"reached": True})
    assert due() == [(effort.student_id, 2026)]


def test_said_again_a_step_makes_no_difference(effort):
    take(NOW, [effort])
    due()
    assert take(NOW, [effort, effort]) == Taken(new=0, changed=0)
    assert (ProcessStep.objects.count(), due()) == (1, [])


def test_a_step_that_moved_to_another_year_leaves_both_to_be_judged(effort):
    take(NOW, [effort])
    due()
    assert take(NOW, [replace(effort, school_year=2025)]) == Taken(new=0, changed=1)
    assert ProcessStep.objects.get().school_year == 2025
    assert due() == [(effort.student_id, 2025), (effort.student_id, 2026)]


def test_a_withdrawn_step_counts_no_more_and_can_count_again(effort):
    take(NOW, [effort])
    due()
    named = {"kind": effort.kind, "evidence_kind": effort.evidence_kind, "evidence_ids": ["17"]}
    assert withdraw(NOW, **named) == 1
    assert ProcessStep.objects.get().withdrawn_at == NOW.at
    assert due() == [(effort.student_id, 2026)]
    assert (withdraw(NOW, **named), due()) == (0, [])
    assert take(NOW, [effort]) == Taken(new=0, changed=1)
    assert ProcessStep.objects.get().withdrawn_at is None


def test_what_rests_on_the_evidence_for_another_student_may_stay(effort):
    sibling = replace(effort, student_id=StudentFactory().pk)
    take(NOW, [effort, sibling])
    withdraw(
        NOW,
        kind=effort.kind,
        evidence_kind=effort.evidence_kind,
        evidence_ids=["17"],
        keeping=[sibling],
    )
    assert ProcessStep.objects.get(withdrawn_at=None).student_id == sibling.student_id


def test_nothing_asked_is_nothing_done():
    assert take(NOW, []) == Taken(0, 0)
    assert due() == []


def test_a_step_on_evidence_that_cannot_complete_it_is_refused(effort):
    letter = replace(effort, evidence_kind=EvidenceKind.NOTICE, evidence_id="18")
    with pytest.raises(WrongEvidence):
        take(NOW, [effort, letter])
    assert not ProcessStep.objects.exists()


def test_any_number_of_steps_takes_as_many_statements(effort, django_assert_max_num_queries):
    many = [replace(effort, evidence_id=str(number)) for number in range(200)]
    with django_assert_max_num_queries(4):
        take(NOW, many)
    assert ProcessStep.objects.count() == 200


@pytest.mark.parametrize(
    ("kind", "evidence", "fits"),
    [
        (StepKind.NOTICE_48260_5, EvidenceKind.NOTICE, True),
        (StepKind.NOTICE_48260_5, EvidenceKind.NOTE, False),
        (StepKind.EFFORT_48262, EvidenceKind.NOTE, True),
        (StepKind.EFFORT_48262, EvidenceKind.NOTICE, False),
        (StepKind.REFERRAL_48263, EvidenceKind.REFERRAL, True),
        (StepKind.REFERRAL_48263, EvidenceKind.NOTE, False),
        (StepKind.STEP_48291, EvidenceKind.REFERRAL, False),
        (StepKind.SARB, EvidenceKind.HISTORY, True),
    ],
)
def test_which_evidence_completes_which_step(kind, evidence, fits):
    assert may_complete(kind, evidence) is fits


def test_every_kind_of_step_says_what_it_may_rest_on():
    assert set(EVIDENCE) == set(StepKind.values)
