"""A letter on its way whose student is missing by now: it waits, says why, and goes on when found."""

import io
import re

import pytest
from django.urls import reverse
from pypdf import PdfReader

from attendance.queries.holds import ASK_PUPIL_SERVICES, Answer, questions_of
from audit.actions import act_of
from core.clock import day_of
from letters.actions import mark_mailed, print_next, recall
from letters.choices import NoticeKind, Stage
from letters.models import LetterEvent, Notice
from letters.queries.due import due_letters
from letters.queries.obstacles import sought
from tasks.choices import TaskKind, TaskState
from tasks.models import Task
from tests.desk.rows import school_days, teach
from tests.factories import TODAY, DayOutcomeFactory, PolicyFactory, StandingFactory, TaskFactory
from tests.letters.rows import notice_about
from tests.letters.world import JOB, acting, approved, later, report
from tests.world import hire, sign_in

WHY = "a task to find the student is open"
FOUND = re.compile(r"\b(is|are) found\b")  # who is to be found is looked for


@pytest.fixture
def printed(notice):
    approved(notice)
    while print_next(act_of(JOB)):
        pass
    return Notice.objects.get(pk=notice.pk)


@pytest.fixture
def missing(printed):
    """The task to find the student, opened after the letter had been printed."""
    return TaskFactory(student=printed.student, kind=TaskKind.LOCATE)


def mail(notice, answer=None):
    at = later(hours=1)
    return mark_mailed(acting(at=at), notices=[notice.pk], mailed_on=day_of(at), answer=answer)


def kept(notice):
    return [hold.text for hold in sought([notice], on=TODAY).get(notice.pk, ())]


def found(task):
    Task.objects.filter(pk=task.pk).update(
        state=TaskState.DONE, decided_by=hire("counselor"), decided_at=later(hours=0)
    )


def test_a_printed_letter_is_not_mailed_while_its_student_is_looked_for(printed, missing):
    done = mail(printed)
    assert (done.notices, done.sought) == ([], [printed])
    assert Notice.objects.get().stage == Stage.PRINTED
    found(missing)
    assert kept(printed) == []
    assert mail(printed).notices == [printed]


@pytest.mark.parametrize(("days", "is_held"), [(2, False), (3, True)])
def test_nor_while_the_student_is_absent_now_without_a_reason(
    district, printed, today, days, is_held
):
    teach(district.oak, days=80)
    StandingFactory(student=printed.student, school=district.oak)
    last = [day for day in school_days(80) if day <= TODAY][-days:]
    for day in last:
        DayOutcomeFactory(
            student=printed.student, school=district.oak, date=day, countable_on=None
        )
    assert bool(kept(printed)) is is_held
    assert bool(mail(printed).sought) is is_held


def test_it_holds_no_other_letter(district, printed):
    TaskFactory(student=printed.student, kind=TaskKind.CONTACT)
    TaskFactory(student=district.ben, kind=TaskKind.LOCATE)
    assert kept(printed) == []
    TaskFactory(student=printed.student, kind=TaskKind.LOCATE)
    printed.kind = NoticeKind.CORRECTION  # what was wrong is put right at once
    assert kept(printed) == []


@pytest.mark.parametrize("kind", [NoticeKind.FIRST_NOTICE, NoticeKind.CORRECTION])
def test_nor_is_a_correction_asked_about_that_is_due(district, kind):
    TaskFactory(student=district.ana, kind=TaskKind.LOCATE)
    about = {"kind": kind, "report": report(district.ana), "due_by": TODAY}
    row = notice_about(district.ana, district.oak, stage="due", **about)
    [letter] = due_letters([row], on=TODAY)
    assert letter.is_sought is (kind == NoticeKind.FIRST_NOTICE)
    assert (WHY in " ".join(hold.text for hold in letter.holds)) is letter.is_sought


def test_the_policy_may_say_otherwise(printed, missing):
    PolicyFactory(pack="california", overrides={"contact.locate_first": False})
    assert kept(printed) == []


def test_who_approved_it_knowing_so_let_it_go(notice):
    TaskFactory(student=notice.student, kind=TaskKind.LOCATE)
    assert due_letters([notice], on=TODAY)[0].is_sought
    assert approved(notice, answers={notice.pk: "Seen at the shelter."}).notices
    assert kept(notice) == []
    recall(acting(at=later(minutes=5)), notice=Notice.objects.get())
    Task.objects.all().delete()
    assert approved(notice, at=later(minutes=9)).notices
    TaskFactory(student=notice.student, kind=TaskKind.LOCATE)
    assert kept(notice)  # the newest approval knew of nothing


def test_a_person_may_say_why_it_goes_all_the_same(printed, missing):
    holds = sought([printed], on=TODAY)[printed.pk]
    assert mail(printed, Answer("Because.", "another question")).notices == []
    assert mail(printed, Answer("The aunt has her.", questions_of(holds))).notices == [printed]
    event = LetterEvent.objects.get(kind="mailed")
    assert (event.detail["answer"], event.detail["sought"]) == ("The aunt has her.", True)
    assert event.detail["needs"] == ["case.read"]


def test_its_pages_say_that_it_waits_and_why(printed, missing, counselor, clerk):
    letter = reverse("letters:letter", args=[printed.pk])
    batch = reverse("letters:batch", args=[printed.batch_id])
    told, not_told = shown(counselor.client, letter), shown(clerk.client, letter)
    assert WHY in told
    assert "The printed copy waits." in told
    assert WHY not in not_told
    assert ASK_PUPIL_SERVICES in not_told
    assert "mark as mailed" not in not_told
    assert not FOUND.search(not_told)
    for where in (batch, f"{reverse('letters:letters')}?show=printed"):
        page = shown(clerk.client, where)
        assert "On hold" in page
        assert WHY not in page
        assert not FOUND.search(page)


def test_the_form_of_its_page_mails_it_with_the_words(printed, missing, counselor, clerk):
    asked = {
        "notice": printed.pk,
        "on": TODAY.isoformat(),
        "questions": questions_of(sought([printed], on=TODAY)[printed.pk]),
    }
    address = reverse("letters:mailed")
    empty = counselor.client.post(address, asked)
    assert empty.status_code in (302, 422)
    said = clerk.client.post(address, {**asked, "answer": "I know."}, follow=True)
    assert "It is on hold" in said.content.decode()
    assert Notice.objects.get().stage == Stage.PRINTED
    counselor.client.post(address, {**asked, "answer": "Seen at school today."})
    assert Notice.objects.get().stage == Stage.MAILED


def test_words_that_let_nothing_go_are_kept_where_they_were_typed(printed, missing, counselor):
    """A day later the question is another one; so are words that may tell too much asked about."""
    sent = {
        "notice": printed.pk,
        "on": TODAY.isoformat(),
        "answer": "Seen at school today.",
        "questions": "of yesterday",
        "typed_by": "x",
        "typed_mark": "0b5ad4b4-53b4-4fd4-a4ae-1c6e3a5b7d11",
        "next": reverse("letters:letter", args=[printed.pk]),
    }
    address = reverse("letters:mailed")
    assert "typed_saved" not in counselor.client.post(address, sent).cookies
    sent["questions"] = questions_of(sought([printed], on=TODAY)[printed.pk])
    asked = counselor.client.post(address, {**sent, "answer": "She is at the ICE office."})
    assert asked.status_code == 422
    assert 'name="anyway"' in asked.content.decode()
    assert "typed_saved" in counselor.client.post(address, sent).cookies
    assert Notice.objects.get().stage == Stage.MAILED


def test_who_may_not_approve_letters_does_not_let_one_go(district, printed, clerk):
    """What holds it is no secret: that days are missed without a reason."""
    teach(district.oak, days=80)
    StandingFactory(student=printed.student, school=district.oak)
    for day in [day for day in school_days(80) if day <= TODAY][-3:]:
        DayOutcomeFactory(
            student=printed.student, school=district.oak, date=day, countable_on=None
        )
    page = shown(clerk.client, reverse("letters:letter", args=[printed.pk]))
    assert "absent 3 school days in a row" in page
    assert "mark as mailed" not in page
    asked = {
        "notice": printed.pk,
        "on": TODAY.isoformat(),
        "answer": "I know.",
        "questions": questions_of(sought([printed], on=TODAY)[printed.pk]),
    }
    clerk.client.post(reverse("letters:mailed"), asked)
    assert Notice.objects.get().stage == Stage.PRINTED


def test_the_office_s_file_leaves_it_out(printed, missing, clerk):
    address = reverse("letters:batch_pdf", args=[printed.batch_id])
    client = sign_in(hire("counselor", printed.school))
    held = client.get(address)
    assert held.status_code == 409
    assert "is on hold" in held.content.decode()
    found(missing)
    assert len(PdfReader(io.BytesIO(client.get(address).content)).pages) > 0


def shown(client, address):
    return client.get(address).content.decode()
