"""A letter whose report is withdrawn after mailing is corrected in writing: the same adults, the same
languages, and each day as it stands now.
"""

import io
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localtime
from pypdf import PdfReader

from accounts.choices import Permission
from attendance.models import DayOutcome, ProcessStep, ReportFlag
from audit.actions import act_of
from core.stages import NotNow
from documents.actions import read
from letters.actions import (
    approve_wording,
    do_not_send,
    follow,
    mark_mailed,
    not_mailed,
    print_next,
)
from letters.actions.follow import follow_verdict, is_behind
from letters.actions.steps import moment_of
from letters.choices import NoticeKind, Stage
from letters.models import Copy, LetterFile, LetterTemplate, Notice
from letters.queries.detail import letters_of, words_of
from letters.queries.due import due_letters
from letters.queries.wordings import proposed_wordings
from students.models import Guardianship
from tests.attendance.deciding import decide
from tests.factories import TODAY, UserFactory, act
from tests.letters.world import DAYS, JOB, NOON, acting, approved, due, family, later

KIND = NoticeKind.CORRECTION


def print_all():
    while print_next(act_of(JOB)):
        pass


def mail(notice, hours=1):
    return mark_mailed(acting(at=later(hours=hours)), notices=[notice.pk], mailed_on=TODAY).notices


@pytest.fixture
def mailed(notice):
    approved(notice)
    print_all()
    mail(notice)
    return notice


def decided(notice, verb, hours):
    by = act(UserFactory(), at=later(hours=hours))
    decide(by, report=notice.report, verb=verb, reason="a doctor’s note")
    follow_verdict(by)


def withdraw(notice, hours=2):
    DayOutcome.objects.filter(student=notice.student, date=DAYS[1]).update(
        occasions=0, excuse="excused", why="excused"
    )
    decided(notice, "withdraw", hours)


def uphold(notice, hours=3):
    decided(notice, "uphold", hours)


def correction():
    return Notice.objects.select_related("student", "school").get(kind=KIND)


def letter():
    [found] = due_letters([correction()], on=TODAY)
    return found


def texts():
    return [hold.text for hold in letter().holds]


def test_what_was_mailed_leaves_one_correction_due_and_its_step_counts_no_more(mailed):
    withdraw(mailed)
    found = correction()
    assert (found.report_id, found.stage, found.student) == (
        mailed.report_id,
        "due",
        mailed.student,
    )
    assert ProcessStep.objects.get().withdrawn_at is not None
    assert [follow(acting(JOB, later(hours=3))) for _ in range(2)] == [0, 0]
    assert not is_behind(acting(JOB, later(hours=3)))


def test_what_was_not_mailed_leaves_none_and_stops(notice):
    approved(notice)
    print_all()
    withdraw(notice)
    assert [(one.kind, one.stage) for one in Notice.objects.all()] == [
        ("first_notice", "withdrawn")
    ]


def test_it_goes_to_the_same_adults_in_the_same_languages(mailed):
    before = {copy.recipient: copy.languages for copy in Copy.objects.all()}
    assert sorted(before.values()) == [["en"], ["es", "en"]]
    withdraw(mailed)
    approved(correction())
    copies = Copy.objects.filter(notice=correction())
    assert {copy.recipient: copy.languages for copy in copies} == before


def test_a_language_changed_since_changes_nothing(mailed):
    withdraw(mailed)
    for tie in Guardianship.objects.select_related("guardian"):
        tie.guardian.language = "Korean"
        tie.guardian.save()
    assert sorted(one.language for one in letter().recipients) == ["es", "ko"]


def test_an_adult_who_may_not_be_written_to_now_is_asked_about(mailed):
    withdraw(mailed)
    Guardianship.objects.filter(relation="father").update(holds_education_rights=False)
    found = letter()
    assert len(found.recipients) == 1
    [hold] = [one for one in found.holds if "may not be written to now" in one.text]
    assert (hold.needs, hold.is_answerable) == (Permission.CONTACT_READ, True)


def test_an_adult_who_did_not_get_the_letter_gets_no_correction(mailed):
    withdraw(mailed)
    keys = {copy.recipient for copy in Copy.objects.filter(notice=mailed)}
    assert {one.key for one in letter().recipients} == keys


def test_it_is_written_in_each_language_of_the_first_notice(mailed):
    withdraw(mailed)
    assert texts() == []
    proposals = {p.language for p in proposed_wordings(on=TODAY) if p.template.key == KIND}
    assert proposals == {"en", "es"}


def test_without_the_wording_in_spanish_it_is_held(district):
    for proposal in proposed_wordings(on=TODAY):
        if not proposal.faults and (proposal.template.key, proposal.language) != (KIND, "es"):
            approve_wording(acting(), sha256=proposal.sha256)
    family(district.ana, district.oak)
    (notice,) = due(district.ana)
    approved(notice)
    print_all()
    mail(notice)
    withdraw(notice)
    assert texts() == ["The letter that this one corrects was in Español, too."]
    assert approved(correction()).notices == []
    assert not LetterTemplate.objects.filter(key=KIND, language="es").exists()


def test_it_says_that_the_notice_is_withdrawn_and_how_each_day_stands(mailed):
    withdraw(mailed)
    approved(correction())
    print_all()
    files = LetterFile.objects.filter(letter__notice=correction()).select_related("document")
    pages = [
        " ".join(
            page.extract_text() for page in PdfReader(io.BytesIO(read(file.document.sha256))).pages
        )
        for file in files
    ]
    both = next(text for text in pages if "queda retirado" in text)
    words = " ".join(both.split())
    for said in (
        "That notice is withdrawn",
        "On Wednesday, November 18, 2026 we wrote",
        "Wednesday, September 16, 2026 Does not count",
        "Thursday, September 3, 2026 Stays on record",
        "miércoles 16 de septiembre de 2026 No cuenta",
    ):
        assert said in words, said


def test_upheld_after_all_the_correction_stops_and_goes_on_when_withdrawn_again(mailed):
    withdraw(mailed)
    uphold(mailed)
    assert correction().stage == Stage.WITHDRAWN
    decided(mailed, "withdraw", 4)
    assert correction().stage == Stage.DUE
    assert Notice.objects.filter(kind=KIND).count() == 1


def test_a_correction_that_cannot_go_is_left_out_with_the_reason_for_good(mailed, counselor):
    withdraw(mailed)
    Guardianship.objects.update(holds_education_rights=False, lives_with=False)
    page = reverse("letters:letter", args=[correction().pk])
    assert "The family is told in another way" in counselor.client.get(page).content.decode()
    with pytest.raises(NotNow):  # the letter itself was mailed, and none is on record
        do_not_send(acting(), notice=mailed, reason="Told by telephone.")
    address = reverse("letters:do_not_send", args=[correction().pk])
    told = counselor.client.post(address, {"reason": "Told by telephone."}, follow=True)
    words = told.content.decode()
    assert "the family is told as the reason below says" in words
    assert "Told by telephone." in words
    uphold(mailed)
    decided(mailed, "withdraw", 5)
    assert correction().stage == Stage.WITHDRAWN
    assert not is_behind(acting(JOB, later(hours=5)))


def step():
    return ProcessStep.objects.get(kind="notice_48260_5")


def flagged(notice):
    return next(
        one.is_unsupported for one in letters_of([notice.student_id]) if one.pk == notice.pk
    )


def test_upheld_after_all_the_step_of_what_was_mailed_counts_as_before(mailed):
    taken = step()
    withdraw(mailed)
    assert (step().withdrawn_at is None, flagged(mailed)) == (False, True)
    uphold(mailed)
    again = step()
    assert (again.pk, again.withdrawn_at, again.happened_at) == (taken.pk, None, taken.happened_at)
    assert again.detail == taken.detail
    assert not flagged(mailed)
    assert [follow(acting(JOB, later(hours=4))) for _ in range(2)] == [0, 0]
    kinds = [event.kind for event in mailed.events.order_by("pk")]
    assert (kinds.count("unsupported"), kinds.count("supported")) == (1, 1)
    decided(mailed, "withdraw", 5)
    assert (step().withdrawn_at is None, flagged(mailed)) == (False, True)


def test_a_correction_that_was_mailed_before_the_uphold_says_so_in_its_own_words(mailed):
    withdraw(mailed)
    approved(correction())
    print_all()
    mail(correction(), hours=3)
    uphold(mailed, hours=4)
    assert (flagged(correction()), flagged(mailed)) == (True, False)
    newest = correction().events.order_by("pk").last()
    assert words_of(newest, KIND) == "The report was upheld after mailing"
    decided(mailed, "withdraw", 5)
    assert (flagged(correction()), flagged(mailed)) == (False, True)
    assert not is_behind(acting(JOB, later(hours=5)))


@pytest.mark.parametrize(("marked", "hour"), [(TODAY, 12), (TODAY + timedelta(days=1), 17)])
def test_what_was_marked_on_another_day_left_at_the_end_of_the_office_s_day(marked, hour):
    at = datetime.combine(marked, NOON.timetz())
    found = localtime(moment_of(TODAY, marked_at=at))
    assert (found.date(), found.hour) == (TODAY, hour)


def test_not_mailed_after_all_there_is_nothing_to_correct(mailed):
    withdraw(mailed)
    not_mailed(acting(at=later(hours=3)), notice=mailed, reason="In the drawer.")
    assert correction().stage == Stage.WITHDRAWN
    follow(acting(JOB, later(hours=3)))
    assert correction().stage == Stage.WITHDRAWN


def test_while_the_report_waits_its_letter_neither_is_approved_nor_mailed(notice):
    approved(notice)
    print_all()
    ReportFlag.objects.create(report=notice.report, reasons=["2026-09-16"])
    done = mark_mailed(acting(at=later(hours=1)), notices=[notice.pk], mailed_on=TODAY)
    assert (done.notices, [one.pk for one in done.waiting]) == ([], [notice.pk])
    assert Notice.objects.get().stage == Stage.PRINTED


def test_while_the_report_waits_its_letter_is_held_whatever_is_answered(notice):
    ReportFlag.objects.create(report=notice.report, reasons=["2026-09-16"])
    done = approved(notice, answers={notice.pk: "asked"})
    assert (done.notices, len(done.held)) == ([], 1)
    assert "Its report waits for a decision." in [hold.text for hold in done.held[0].holds]
