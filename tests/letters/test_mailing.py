"""Marking as mailed: a named person, a day, proof; and what others read of it."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from attendance.models import JudgementDue, ProcessStep, ReportDecision
from audit.actions import act_of
from law.queries import pack_today, remembered
from letters.actions import follow, mark_mailed, print_next
from letters.actions.mailing import NotThatDay
from letters.choices import Stage
from letters.models import LetterFile, Notice
from letters.queries import letters_of, proof_of
from letters.queries.kinds import SPECS
from tests.factories import TODAY, YEAR
from tests.letters.world import JOB, NOON, acting, approved, due, family, later


@pytest.fixture
def printed(notice):
    approved(notice)
    while print_next(act_of(JOB)):
        pass
    JudgementDue.objects.all().delete()
    return notice


def marked(*notices, on=TODAY, at=None):
    return mark_mailed(
        acting(at=at or later(hours=1)), notices=[notice.pk for notice in notices], mailed_on=on
    )


def mail(notice, **when):
    return marked(notice, **when).notices


def withdraw(notice):
    ReportDecision.objects.create(
        report_id=notice.report_id, verdict="withdrawn", reason="x", decided_by="y"
    )


def history(student):
    return ProcessStep.objects.create(
        student=student,
        school_year=YEAR,
        kind="notice_48260_5",
        happened_at=NOON - timedelta(days=20),
        evidence_kind="history",
        evidence_id="1",
    )


def test_it_completes_the_notice_of_48260_5(printed, ana):
    assert mail(printed) == [printed]
    step = ProcessStep.objects.get()
    assert (step.kind, step.student, step.school_year) == ("notice_48260_5", ana, YEAR)
    assert (step.evidence_kind, step.evidence_id) == ("letters.notice", str(printed.pk))
    assert step.detail["files"] == sorted(
        LetterFile.objects.values_list("document__sha256", flat=True)
    )
    assert JudgementDue.objects.filter(student=ana, school_year=YEAR).exists()


def test_marking_twice_marks_once(printed):
    mail(printed)
    assert mail(printed) == []
    assert ProcessStep.objects.count() == 1


@pytest.mark.parametrize("days", [1, -1])
def test_a_day_that_cannot_be_changes_nothing(printed, days):
    with pytest.raises(NotThatDay):
        mail(printed, on=TODAY + timedelta(days=days))
    assert Notice.objects.get().stage == Stage.PRINTED
    assert not ProcessStep.objects.exists()


def test_yesterday_may_be_written_down_today(notice):
    approved(notice)
    with time_machine.travel(NOON - timedelta(days=2)):
        while print_next(act_of(JOB)):
            pass
    assert mail(notice, on=TODAY - timedelta(days=1)) == [notice]
    happened = ProcessStep.objects.get().happened_at.astimezone(NOON.tzinfo)
    assert (happened.date(), happened.hour) == (TODAY - timedelta(days=1), 17)


def test_what_is_not_printed_is_not_mailed(notice):
    assert mail(notice) == []
    approved(notice)
    assert mail(notice) == []


def test_a_letter_whose_report_fell_after_printing_is_named(printed, clerk):
    withdraw(printed)
    found = marked(printed)
    assert (found.notices, found.withdrawn) == ([], [printed])
    follow(acting(JOB, later(hours=1)))
    assert Notice.objects.get().stage == Stage.WITHDRAWN
    assert marked(printed).withdrawn == [printed]
    form = {"notice": printed.pk, "on": TODAY.isoformat()}
    done = clerk.client.post(reverse("letters:mailed"), form, follow=True).content.decode()
    assert "take the letter out of the pile" in done
    assert not ProcessStep.objects.exists()


def test_a_batch_names_what_was_withdrawn_beside_it(ana, district):
    family(district.ben, district.oak)
    first, second = due(ana, district.ben)
    approved(first, second)
    while print_next(act_of(JOB)):
        pass
    withdraw(second)
    follow(acting(JOB, later(hours=1)))
    found = marked(first)
    assert (found.notices, found.withdrawn) == ([first], [second])


def test_what_was_withdrawn_before_it_was_printed_is_in_no_pile(ana, district):
    family(district.ben, district.oak)
    first, second = due(ana, district.ben)
    approved(first, second)
    withdraw(second)
    follow(acting(JOB, later(hours=1)))
    while print_next(act_of(JOB)):
        pass
    found = marked(first)
    assert (found.notices, found.withdrawn) == ([first], [])


def test_on_the_day_of_printing_it_may_go_and_the_moment_is_that_of_the_act(printed):
    assert mail(printed, on=TODAY, at=later(hours=3)) == [printed]
    assert ProcessStep.objects.get().happened_at == later(hours=3)


def test_a_report_upheld_after_all_is_mailed(printed):
    withdraw(printed)
    ReportDecision.objects.create(
        report_id=printed.report_id, verdict="upheld", reason="x", decided_by="y"
    )
    assert mail(printed) == [printed]


def test_a_notice_that_came_from_elsewhere_after_printing_is_not_doubled(printed, ana, clerk):
    step = history(ana)
    found = marked(printed)
    assert (found.notices, found.on_record) == ([], [printed])
    form = {"notice": printed.pk, "on": TODAY.isoformat()}
    done = clerk.client.post(reverse("letters:mailed"), form, follow=True).content.decode()
    assert "is on record" in done
    ProcessStep.objects.filter(pk=step.pk).update(withdrawn_at=NOON)
    assert mail(printed) == [printed]


def test_a_person_may_send_it_knowing_of_the_other(notice, ana):
    history(ana)
    (held,) = approved(notice).held
    assert held.holds[0].text == SPECS["first_notice"].twin_question
    approved(notice, answers={notice.pk: "It named the wrong days."})
    while print_next(act_of(JOB)):
        pass
    assert mail(notice) == [notice]


def test_a_letter_whose_report_fell_is_not_approved(notice):
    withdraw(notice)
    (held,) = approved(notice, answers={notice.pk: "Send it."}).held
    assert held.holds[0].text == "Its report was withdrawn."


def test_letters_of_a_student(printed, ana, django_assert_num_queries):
    mail(printed)
    with remembered():
        pack_today()  # the law in force is asked for once a page, not by its lists
        with django_assert_num_queries(3):
            (letter,) = letters_of([ana.pk])
    assert (letter.stage, letter.approved.by, letter.printed.by) == (
        "mailed",
        "Ana Reyes",
        "letters",
    )
    assert (letter.mailed.by, letter.mailed_on) == ("Ana Reyes", TODAY)
    assert [copy.languages for copy in letter.copies] == [("es", "en"), ("en",)]
    assert all(len(copy.sha256) == 64 for copy in letter.copies)
    assert letter.copies[0].because == "Holds education rights"


def test_proof_of_what_was_mailed(printed, ana, district):
    assert proof_of([ana.pk]) == []
    mail(printed)
    (proof,) = proof_of([ana.pk, district.ben.pk])
    assert (proof.channel, proof.by, proof.mailed_on) == ("mail", "Ana Reyes", TODAY)
    assert len(proof.files) == 2
