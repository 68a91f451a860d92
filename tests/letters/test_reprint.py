"""A copy that cannot be printed beside one that is: made anew from the corrected record, once."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from attendance.models import ReportDecision
from attendance.queries.holds import Answer
from audit.actions import act_of
from audit.models import AccessEvent, AuditEvent
from core.stages import NotNow
from letters.actions import (
    LetterHasQuestion,
    decide_mail,
    mark_mailed,
    print_again,
    print_next,
    printing,
    reprint,
    take_back_decision,
)
from letters.actions.printing import Stopped, WordingIsGone, wordings_of
from letters.choices import Stage
from letters.models import Batch, Copy, LetterEvent, LetterFile, Notice
from letters.queries.due import due_letters
from students.choices import PopulationKind, Relation
from students.models import Guardian, Guardianship
from tests.factories import TODAY, PopulationFactory
from tests.letters.test_mailing import history
from tests.letters.world import JOB, acting, approved, later, questions_about
from tests.world import hire, person


def print_all():
    while print_next(act_of(JOB)):
        pass


@pytest.fixture
def stuck(notice):
    """María's name has a character that no font has; Jin's copy is printed."""
    Guardian.objects.filter(first_name="María").update(first_name="Mar\ue123a")
    approved(notice)
    print_all()
    assert set(Copy.objects.values_list("state", flat=True)) == {"failed", "printed"}
    return notice


def corrected():
    Guardian.objects.filter(first_name="Mar\ue123a").update(first_name="María")


def again(notice, answer=None):
    return reprint(acting(at=later(hours=1)), notice=notice, answer=answer)


def test_the_failed_copy_is_made_from_the_record_as_it_is_now(stuck):
    printed = Copy.objects.get(state="printed")
    old = Copy.objects.get(state="failed").facts_sha256
    corrected()
    assert again(stuck) == 1
    new = Copy.objects.get(name__startswith="María")
    assert (new.state, new.attempts, new.notice_id) == ("queued", 0, stuck.pk)
    print_all()
    assert Notice.objects.get().stage == Stage.PRINTED
    assert LetterFile.objects.count() == 2
    assert Copy.objects.get(pk=printed.pk).facts == printed.facts
    event = LetterEvent.objects.get(kind="reprinted")
    assert event.detail == {"copies": 1, "instead_of": [old]}
    assert AuditEvent.objects.get(action="letter.reprinted").student_id == stuck.student_id


def test_a_second_click_makes_nothing(stuck):
    corrected()
    again(stuck)
    with pytest.raises(NotNow):
        again(stuck)
    assert (Copy.objects.count(), LetterEvent.objects.filter(kind="reprinted").count()) == (2, 1)


def test_without_a_failed_copy_there_is_nothing_to_make(notice):
    for step in (lambda: None, lambda: approved(notice)):
        step()
        with pytest.raises(NotNow):
            again(notice)


def test_a_question_holds_it_and_leaves_nothing_behind(stuck, ana):
    before = list(Copy.objects.order_by("pk").values_list("pk", "state"))
    PopulationFactory(student=ana, kind=PopulationKind.IEP)
    with pytest.raises(LetterHasQuestion):
        again(stuck)
    assert list(Copy.objects.order_by("pk").values_list("pk", "state")) == before
    assert not LetterEvent.objects.filter(kind="reprinted").exists()
    rows = Notice.objects.filter(pk=stuck.pk).select_related("student", "school")
    [letter] = due_letters(rows, on=TODAY)
    assert again(stuck, Answer("The case manager agrees.", letter.questions)) == 1
    assert LetterEvent.objects.get(kind="reprinted").detail["answer"] == "The case manager agrees."


def test_what_was_answered_at_approval_is_not_asked_again(notice, ana):
    PopulationFactory(student=ana, kind=PopulationKind.IEP)
    approved(notice, answers={notice.pk: "Looked at."})
    Copy.objects.filter(name__startswith="María").update(state="failed")
    assert again(notice) == 1


def test_nothing_is_made_for_a_report_that_fell(stuck):
    corrected()
    ReportDecision.objects.create(
        report_id=stuck.report_id, verdict="withdrawn", reason="x", decided_by="y"
    )
    with pytest.raises(LetterHasQuestion):
        again(stuck)


def test_a_copy_for_an_adult_who_is_to_have_none_falls_away(stuck, ana):
    Guardianship.objects.filter(student=ana, relation=Relation.MOTHER).update(is_current=False)
    Guardianship.objects.filter(student=ana, relation=Relation.FATHER).update(lives_with=True)
    assert again(stuck) == 0
    assert Copy.objects.get().name.startswith("Jin")
    assert Notice.objects.get().stage == Stage.PRINTED


def decided(ana, *, is_sent=False):
    """Decide of the mother, once her copy was approved."""
    tie = Guardianship.objects.get(student=ana, relation=Relation.MOTHER)
    Guardianship.objects.filter(pk=tie.pk).update(court_order="Custody")
    said = {"against": "court_order: Custody", "reason": "Read the order."}
    return decide_mail(acting(), student=ana, adult=tie.guardian_id, is_sent=is_sent, **said)


def test_a_failed_copy_for_whom_no_letters_go_to_is_not_printed_again(stuck, ana):
    decision = decided(ana)
    failed = Copy.objects.get(state="failed")
    with pytest.raises(Stopped, match="gets no letters"):
        print_again(acting(), copy=failed)
    assert Copy.objects.get(pk=failed.pk).state == "failed"
    take_back_decision(acting(), decision=decision)
    assert print_again(acting(), copy=failed).state == "queued"


def test_the_printer_leaves_the_copy_out_of_whom_a_person_said_no(notice, ana):
    approved(notice)
    decided(ana)
    print_all()
    assert dict(Copy.objects.values_list("name", "state"))["María Muñoz"] == "failed"
    assert LetterFile.objects.count() == 1
    assert again(notice) == 0
    assert Notice.objects.get().stage == Stage.PRINTED


def test_a_copy_of_whom_a_person_said_yes_is_printed(notice, ana):
    approved(notice)
    decided(ana, is_sent=True)
    print_all()
    assert Notice.objects.get().stage == Stage.PRINTED


def test_the_copy_of_a_wording_that_is_gone_takes_the_one_in_force(notice, monkeypatch):
    def gone(_copy):
        raise WordingIsGone

    approved(notice)
    with monkeypatch.context() as patch:
        patch.setattr(printing, "rendering", gone)
        print_all()
    assert again(notice) == 2
    print_all()
    assert Notice.objects.get().stage == Stage.PRINTED


def test_a_copy_has_the_wordings_as_they_were_when_it_was_approved(notice):
    approved(notice)
    copy = Copy.objects.get(name="María Muñoz")
    assert [one.pk for one in wordings_of(copy)] == [one["id"] for one in copy.facts["wordings"]]
    copy.facts["wordings"][-1]["sha256"] = "0" * 64
    with pytest.raises(WordingIsGone):
        wordings_of(copy)


def test_on_the_page_it_is_one_click_for_who_may_approve(stuck, district, counselor, clerk):
    page = reverse("letters:letter", args=[stuck.pk])
    address = reverse("letters:reprint", args=[stuck.pk])
    assert "Make the failed copies anew" in counselor.client.get(page).content.decode()
    assert "Make the failed copies anew" not in clerk.client.get(page).content.decode()
    assert clerk.client.post(address).status_code == 403
    corrected()
    done = counselor.client.post(address, follow=True).content.decode()
    assert "were made anew" in done
    again = counselor.client.post(address, follow=True).content.decode()
    assert "has moved on" in again
    assert Copy.objects.count() == 2


def test_on_the_page_a_question_takes_who_may_know_it(stuck, ana, district, counselor):
    PopulationFactory(student=ana, kind=PopulationKind.HOMELESS)
    rows = Notice.objects.filter(pk=stuck.pk).select_related("student", "school")
    [letter] = due_letters(rows, on=TODAY)
    words = {"answer": "The liaison agrees.", "questions": letter.questions}
    address = reverse("letters:reprint", args=[stuck.pk])
    principal = person(hire(Role.SCHOOL_ADMINISTRATOR, district.oak))
    assert (
        "question is open" in principal.client.post(address, words, follow=True).content.decode()
    )
    assert "were made anew" in counselor.client.post(address, words, follow=True).content.decode()


def test_an_outsider_finds_no_letter_to_reprint(stuck, outsider):
    address = reverse("letters:reprint", args=[stuck.pk])
    assert outsider.client.post(address).status_code == 404
    assert not LetterEvent.objects.filter(kind="reprinted").exists()


def test_a_batch_names_the_letter_that_failed_and_says_what_to_do(stuck, counselor):
    text = counselor.client.get(reverse("letters:batch", args=[Batch.objects.get().pk]))
    assert "Could not be printed" in text.content.decode()
    assert "have the failed copies made anew" in text.content.decode()


def test_while_a_batch_is_printed_nobody_is_named_or_logged(notice, counselor):
    approved(notice)
    address = reverse("letters:batch", args=[Batch.objects.get().pk])
    polled = {"headers": {"HX-Request": "true"}}

    def logged():
        return AccessEvent.objects.filter(page="letters:batch").count()

    assert "Ito" in counselor.client.get(address).content.decode()
    assert logged() == 1
    got = counselor.client.get(address, **polled)
    text = got.content.decode()
    assert "0 of 2 copies" in text
    assert 'hx-trigger="every 2s"' in text
    assert "Ito" not in text
    assert "HX-Refresh" not in got.headers
    print_all()
    got = counselor.client.get(address, **polled)
    assert got.headers["HX-Refresh"] == "true"
    assert "hx-trigger" not in got.content.decode()
    assert logged() == 1


def test_who_makes_it_again_knowing_of_another_notice_may_mail_it(stuck, ana):
    """One came from elsewhere after the approval: the answer at the reprint is the one that counts."""
    corrected()
    history(ana)
    with pytest.raises(LetterHasQuestion):
        again(stuck)
    words = "It named the wrong days."
    assert again(stuck, Answer(words, questions_about(stuck.pk))) == 1
    print_all()
    [mailed] = mark_mailed(acting(at=later(hours=2)), notices=[stuck.pk], mailed_on=TODAY).notices
    assert mailed == stuck


def test_a_copy_that_is_with_the_printer_stays_as_it_was_approved(notice):
    """The first could not be printed, the second is being printed: only the first is made anew."""
    approved(notice)
    first, second = Copy.objects.order_by("pk")
    Copy.objects.filter(pk=first.pk).update(state="failed")
    Copy.objects.filter(pk=second.pk).update(state="printing", lease_token="a worker's")
    assert again(notice) == 1
    assert not Copy.objects.filter(pk=first.pk).exists()
    second.refresh_from_db()
    assert (second.state, second.lease_token) == ("printing", "a worker's")
    assert Copy.objects.filter(recipient=first.recipient, state="queued").count() == 1
    assert Notice.objects.get().stage == Stage.APPROVED
