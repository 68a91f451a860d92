"""A mark that was wrong is taken back and stays readable; a letter that has a twin is not sent."""

from datetime import timedelta

import pytest
from django.urls import reverse

from attendance.models import JudgementDue, ProcessStep, ReportDecision
from audit.actions import act_of
from audit.models import AuditEvent
from core.stages import NotNow
from letters.actions import do_not_send, follow, mark_mailed, not_mailed, print_next
from letters.choices import CopyState, Stage
from letters.models import Copy, LetterEvent, Notice
from letters.queries import letters_of, proof_of
from letters.queries.kinds import on_record
from tests.factories import TODAY, YEAR
from tests.letters.world import JOB, NOON, acting, approved, later

TAKEN_BACK = {"reason": "The pile was found in the drawer."}


@pytest.fixture
def printed(notice):
    approved(notice)
    while print_next(act_of(JOB)):
        pass
    return notice


def mail(notice):
    return mark_mailed(acting(at=later(hours=1)), notices=[notice.pk], mailed_on=TODAY).notices


@pytest.fixture
def mailed(printed):
    mail(printed)
    JudgementDue.objects.all().delete()
    return printed


def undo(notice):
    return not_mailed(acting(at=later(hours=2)), notice=notice, **TAKEN_BACK)


def decide(notice, verdict):
    ReportDecision.objects.create(
        report_id=notice.report_id, verdict=verdict, reason="x", decided_by="y"
    )


@pytest.fixture
def twin(printed, ana):
    ProcessStep.objects.create(
        student=ana,
        school_year=YEAR,
        kind="notice_48260_5",
        happened_at=NOON - timedelta(days=20),
        evidence_kind="history",
        evidence_id="1",
    )
    return printed


def leave_out(notice):
    return do_not_send(acting(), notice=notice, reason="It had one in October.")


def test_a_wrong_mark_is_taken_back_and_stays_readable(mailed, ana):
    undo(mailed)
    assert Notice.objects.get().stage == Stage.PRINTED
    step = ProcessStep.objects.get()
    assert step.withdrawn_at == later(hours=2)
    assert JudgementDue.objects.filter(student=ana, school_year=YEAR).exists()
    kinds = list(LetterEvent.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds[-2:] == ["mailed", "not_mailed"]
    assert LetterEvent.objects.get(kind="not_mailed").detail == TAKEN_BACK
    assert AuditEvent.objects.get(action="letter.not_mailed").student_id == ana.pk
    (letter,) = letters_of([ana.pk])
    assert (letter.mailed, letter.mailed_on, proof_of([ana.pk])) == (None, None, [])


def test_taking_it_back_twice_is_once(mailed):
    undo(mailed)
    with pytest.raises(NotNow):
        undo(mailed)
    assert LetterEvent.objects.filter(kind="not_mailed").count() == 1


def test_what_is_not_mailed_has_no_mark_to_take_back(printed):
    with pytest.raises(NotNow):
        undo(printed)
    assert not LetterEvent.objects.filter(kind="not_mailed").exists()


def test_mailed_after_all_it_is_a_step_of_its_own(mailed, ana):
    undo(mailed)
    assert mail(mailed) == [mailed]
    first, second = ProcessStep.objects.order_by("pk")
    assert (first.withdrawn_at is None, second.withdrawn_at) == (False, None)
    assert second.evidence_id == f"{mailed.pk}:2"
    assert on_record([mailed]) == set()
    assert len(proof_of([ana.pk])) == 1
    undo(mailed)
    assert not ProcessStep.objects.filter(withdrawn_at=None).exists()


def test_a_mark_taken_back_after_the_report_fell_stops_the_letter(mailed, ana):
    decide(mailed, "withdrawn")
    follow(acting(JOB, later(hours=1)))
    undo(mailed)
    assert set(Notice.objects.values_list("stage", flat=True)) == {Stage.WITHDRAWN}
    assert not any(letter.is_unsupported for letter in letters_of([ana.pk]))


def test_a_letter_that_has_a_twin_is_not_sent(twin, ana):
    leave_out(twin)
    assert Notice.objects.get().stage == Stage.WITHDRAWN
    assert letters_of([ana.pk])[0].is_not_sent
    assert AuditEvent.objects.get(action="letter.not_sent").student_id == ana.pk
    assert mail(twin) == []
    with pytest.raises(NotNow):
        leave_out(twin)


def test_a_letter_not_to_be_sent_stays_so_and_is_not_made_again(twin):
    leave_out(twin)
    decide(twin, "upheld")
    assert follow(acting(JOB, later(hours=1))) == 0
    assert Notice.objects.get().stage == Stage.WITHDRAWN


def test_before_printing_its_copies_stop(notice, twin_of):
    approved(notice)
    twin_of(notice)
    leave_out(notice)
    assert set(Copy.objects.values_list("state", flat=True)) == {CopyState.WITHDRAWN}
    assert print_next(act_of(JOB)) is None


@pytest.fixture
def twin_of():
    return lambda notice: ProcessStep.objects.create(
        student=notice.student,
        school_year=YEAR,
        kind="notice_48260_5",
        happened_at=NOON,
        evidence_kind="history",
        evidence_id="1",
    )


def test_a_letter_without_a_twin_is_owed(printed, mailed):
    with pytest.raises(NotNow):
        leave_out(mailed)
    undo(mailed)
    with pytest.raises(NotNow):
        leave_out(mailed)
    assert not LetterEvent.objects.filter(kind="not_sent").exists()


def test_on_the_page_the_mark_is_taken_back_with_a_reason(mailed, clerk, outsider):
    page = reverse("letters:letter", args=[mailed.pk])
    address = reverse("letters:not_mailed", args=[mailed.pk])
    assert "It was not mailed after all" in clerk.client.get(page).content.decode()
    assert outsider.client.post(address, TAKEN_BACK).status_code == 404
    refused = clerk.client.post(address, {"reason": " "}, follow=True).content.decode()
    assert "Say why." in refused
    assert Notice.objects.get().stage == Stage.MAILED
    told = clerk.client.post(address, TAKEN_BACK, follow=True).content.decode()
    assert "The pile was found in the drawer." in told
    again = clerk.client.post(address, TAKEN_BACK, follow=True).content.decode()
    assert "has moved on" in again
    assert LetterEvent.objects.get(kind="not_mailed").actor_name == clerk.user.name


def test_on_the_page_it_is_not_sent_by_who_may_approve(twin, clerk, counselor, outsider):
    page = reverse("letters:letter", args=[twin.pk])
    address = reverse("letters:do_not_send", args=[twin.pk])
    reason = {"reason": "It had one in October."}
    assert "do not send this one" in counselor.client.get(page).content.decode()
    assert "do not send this one" not in clerk.client.get(page).content.decode()
    assert clerk.client.post(address, reason).status_code == 403
    assert outsider.client.post(address, reason).status_code == 404
    told = counselor.client.post(address, reason, follow=True).content.decode()
    assert "It is not to be sent" in told
    assert "It had one in October." in told
