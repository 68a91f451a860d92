"""A second kind of letter keeps to its own words, cause and step, and holds up no other."""

import io

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from pypdf import PdfReader

from attendance.models import ProcessStep, ReportDecision
from audit.actions import act_of
from documents.actions import read
from letters.actions import WordingIsMissing, follow, mark_mailed, not_mailed, print_next, reprint
from letters.choices import Stage
from letters.models import Copy, LetterFile, Notice
from letters.queries.due import due_letters
from letters.queries.kinds import on_record
from letters.queries.wordings import missing_wordings
from tests.factories import TODAY
from tests.letters.second import (
    approve_second_wording,
    second_in_database,
    second_kind,
    second_letter,
)
from tests.letters.world import JOB, acting, approved, later

__all__ = ["second_in_database", "second_kind"]

pytestmark = pytest.mark.usefixtures("second_kind")


@pytest.fixture
def second(ana, district):
    return second_letter(ana, district.oak)


def print_all():
    while print_next(act_of(JOB)):
        pass


def mail(*notices):
    return mark_mailed(
        acting(at=later(hours=1)), notices=[n.pk for n in notices], mailed_on=TODAY
    ).notices


def stages():
    return dict(Notice.objects.values_list("kind", "stage"))


def test_mailed_it_takes_no_step_of_another_kind(notice, second):
    approve_second_wording()
    approved(notice, second)
    print_all()
    assert mail(second) == [second]
    assert not ProcessStep.objects.exists()
    assert mail(notice) == [notice]
    step = ProcessStep.objects.get()
    assert (step.kind, step.evidence_id) == ("notice_48260_5", str(notice.pk))


def test_mailed_together_each_takes_its_own(notice, second):
    approve_second_wording()
    approved(notice, second)
    print_all()
    assert len(mail(notice, second)) == 2
    assert ProcessStep.objects.get().evidence_id == str(notice.pk)


def test_taken_back_it_leaves_the_step_of_another_kind(notice, second):
    approve_second_wording()
    approved(notice, second)
    print_all()
    mail(notice, second)
    not_mailed(acting(at=later(hours=2)), notice=second, reason="In the drawer.")
    assert ProcessStep.objects.get().withdrawn_at is None


def test_its_missing_wording_holds_only_its_own_letters(notice, second):
    done = approved(notice, second)
    assert [one.pk for one in done.notices] == [notice.pk]
    assert [one.notice.pk for one in done.unworded] == [second.pk]
    assert stages() == {"first_notice": Stage.APPROVED, "second": Stage.DUE}


def test_alone_it_says_what_is_missing(second):
    with pytest.raises(WordingIsMissing, match="has not approved the wording"):
        approved(second)
    assert stages() == {"second": Stage.DUE}


def test_a_missing_wording_is_said_by_kind(second):
    assert list(missing_wordings(on=TODAY)) == ["second"]
    approve_second_wording()
    assert missing_wordings(on=TODAY) == {}


def test_on_the_page_the_others_can_be_approved(notice, second, counselor):
    text = counselor.client.get(reverse("letters:letters")).content.decode()
    assert "Second letter: The district has not approved" in text
    assert "Approve the clean one" in text
    assert f'value="{notice.pk}"' in text
    assert f'value="{second.pk}"' not in text
    both = {"notice": f"{notice.pk},{second.pk}"}
    done = counselor.client.post(reverse("letters:approve"), both, follow=True).content.decode()
    assert "1 letter is approved" in done
    assert "1 not approved: the wording is not approved yet." in done


def test_its_page_says_what_is_missing_and_offers_no_approval(second, counselor):
    address = reverse("letters:letter", args=[second.pk])
    text = counselor.client.get(address).content.decode()
    assert "has not approved the wording" in text
    assert "Days it rests on" not in text
    assert "Approve" not in text
    approve_second_wording()
    assert "Approve" in counselor.client.get(address).content.decode()


def test_it_is_written_in_its_own_words(second):
    approve_second_wording()
    approved(second)
    print_all()
    file = LetterFile.objects.select_related("document").first()
    text = PdfReader(io.BytesIO(read(file.document.sha256))).pages[0].extract_text()
    assert "Please come and meet Ana" in text
    assert "truant" not in text
    assert Copy.objects.first().rule_version == "second 1"


def test_its_wording_is_judged_by_its_own_rule(second):
    wording = approve_second_wording()
    assert missing_wordings(on=TODAY) == {}
    wording.__class__.objects.create(
        key="second",
        version="2",
        language="en",
        sha256="0" * 64,
        content={**wording.content, "clauses": []},
        effective_from=TODAY,
        approved_by="Dana Director",
    )
    approved(second)
    assert Copy.objects.first().template_version == "second 1"


def test_a_first_notice_on_record_is_no_twin_of_it(notice, second):
    approve_second_wording()
    approved(notice)
    print_all()
    mail(notice)
    assert on_record([second]) == set()
    [letter] = due_letters([second], on=TODAY)
    assert letter.is_clean


def test_a_report_that_falls_does_not_stop_it(notice, second):
    ReportDecision.objects.create(
        report=notice.report, verdict="withdrawn", reason="x", decided_by="y"
    )
    follow(acting(JOB, later(hours=1)))
    assert stages() == {"first_notice": Stage.WITHDRAWN, "second": Stage.DUE}


def test_following_makes_none_of_it(second):
    assert follow(acting(JOB)) == 0
    assert Notice.objects.count() == 1


def test_what_failed_of_it_is_reprinted_from_its_own_facts(second):
    approve_second_wording()
    approved(second)
    Copy.objects.update(state="failed")
    assert reprint(acting(at=later(hours=1)), notice=second) == 2
    assert set(Copy.objects.values_list("rule_version", flat=True)) == {"second 1"}


def test_a_cause_calls_for_it_once(ana, district, second):
    with (
        pytest.raises(IntegrityError, match="notice_once_for_each_referral"),
        transaction.atomic(),
    ):
        second_letter(ana, district.oak)
    second_letter(ana, district.oak, referral=2)


@pytest.mark.parametrize("values", [{"referral": None}, {"referral": 3, "hearing": 4}])
def test_it_has_one_cause(ana, district, values):
    with pytest.raises(IntegrityError, match="notice_has_one_cause"), transaction.atomic():
        second_letter(ana, district.oak, **values)
