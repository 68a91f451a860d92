"""Approving: who gets a copy, with which frozen facts; what holds it; once."""

import json
from datetime import timedelta

import pytest
from django.db import InternalError, transaction

from attendance.models import DayOutcome
from audit.models import AuditEvent
from core.canonical import digest
from letters.actions import WordingHasFaults, WordingIsMissing, approve_wording
from letters.actions.wordings import NoSuchWording
from letters.choices import Stage
from letters.models import Batch, Copy, LetterEvent, LetterTemplate, Notice
from letters.queries import due as due_queries
from letters.queries.wordings import letterhead_in_force, proposed_wordings, wordings_in_force
from students.choices import PopulationKind, Relation
from students.models import Guardian, Guardianship, Student
from tests.factories import (
    TODAY,
    EnrollmentFactory,
    PopulationFactory,
    StudentFactory,
)
from tests.letters.world import DAYS, acting, approved, due, family


def test_one_copy_for_each_rightful_adult_in_their_language(notice):
    done = approved(notice)
    assert [n.pk for n in done.notices] == [notice.pk]
    copies = {copy.name.split()[0]: copy for copy in Copy.objects.all()}
    assert copies["María"].languages == ["es", "en"]
    assert copies["Jin"].languages == ["en"]  # no approved wording in Korean
    assert copies["Jin"].language == "ko"
    notice.refresh_from_db()
    assert (notice.stage, notice.batch) == (Stage.APPROVED, done.batch)


def test_the_facts_are_frozen_with_their_hash_and_versions(notice):
    approved(notice)
    copy = Copy.objects.get(name__startswith="María")
    assert copy.facts_sha256 == digest(copy.facts)
    assert [day["date"] for day in copy.facts["days"]] == [day.isoformat() for day in DAYS]
    assert copy.facts["recipient"]["address"] == ["1 Elm St", "Los Angeles, CA 90001"]
    assert (copy.template_version, copy.rule_version) == (
        "first_notice 2026.1",
        "california 2026.1",
    )
    with pytest.raises(InternalError), transaction.atomic():
        Copy.objects.update(facts={})
    with pytest.raises(InternalError), transaction.atomic():
        Notice.objects.update(report=None)


@pytest.mark.parametrize(("first", "called"), [("Ana", "Ana"), ("", "Ito")])
def test_a_student_without_a_first_name_is_called_by_the_name_on_file(notice, ana, first, called):
    Student.objects.filter(pk=ana.pk).update(first_name=first)
    approved(notice)
    assert {copy.facts["student"]["first_name"] for copy in Copy.objects.all()} == {called}


def test_no_copy_carries_the_address_of_another_adult(notice):
    approved(notice)
    said = {copy.name.split()[0]: json.dumps(copy.facts) for copy in Copy.objects.all()}
    assert "9 Oak Ave" not in said["María"]
    assert "1 Elm St" not in said["Jin"]


def test_approving_twice_approves_once(notice):
    approved(notice)
    again = approved(notice)
    assert (again.notices, again.held, again.batch) == ([], [], None)
    assert (Copy.objects.count(), Batch.objects.count()) == (2, 1)
    assert AuditEvent.objects.filter(action="letter.approved").count() == 1


def test_a_question_holds_it_and_nothing_is_left_behind(notice, ana):
    Guardianship.objects.filter(student=ana).update(holds_education_rights=None)
    done = approved(notice)
    assert (done.notices, len(done.held)) == ([], 1)
    assert not Copy.objects.exists()
    assert not Batch.objects.exists()


MOTHER, FATHER = Relation.MOTHER, Relation.FATHER


@pytest.mark.parametrize(
    ("relation", "change", "question"),
    [
        (MOTHER, {"court_order": "Custody"}, "A court order"),
        (FATHER, {"receives_mail": False}, "receive no mail"),
        (FATHER, {"holds_education_rights": None}, "does not say whether"),
        (FATHER, {"no_contact": True}, "no contact"),
        (MOTHER, {"lives_with": None}, "with which adult"),
        (None, {"holds_education_rights": False}, "Nobody on file"),
    ],
)
def test_no_words_release_a_letter_to_an_adult_in_question(
    notice, ana, relation, change, question
):
    ties = Guardianship.objects.filter(student=ana)
    (ties.filter(relation=relation) if relation else ties).update(**change)
    (held,) = approved(notice, answers={notice.pk: "It is fine."}).held
    assert question in held.holds[0].text
    assert not Copy.objects.exists()


def test_no_words_release_a_letter_without_an_address_or_a_liaison(notice, ana, monkeypatch):
    Guardian.objects.filter(guardianships__relation=FATHER).update(street="")
    assert approved(notice, answers={notice.pk: "At work."}).notices == []
    PopulationFactory(student=ana, kind=PopulationKind.UNACCOMPANIED)
    monkeypatch.setattr(due_queries, "letterhead_in_force", dict)
    (held,) = approved(notice, answers={notice.pk: "Teresa."}).held
    assert "liaison" in held.holds[-1].text
    assert {hold.needs for hold in held.holds} == {"homeless.read"}
    assert not Copy.objects.exists()


@pytest.mark.parametrize(
    ("model", "change", "question"),
    [
        (Guardian, {"language": ""}, "is not on file. Which is it?"),
        (Student, {"birth_date": None}, "The birth date is not on file."),
    ],
)
def test_no_words_release_a_letter_in_an_unknown_language_or_to_an_unknown_age(
    notice, model, change, question
):
    model.objects.update(**change)
    (held,) = approved(notice, answers={notice.pk: "English."}).held
    assert question in held.holds[0].text
    assert not Copy.objects.exists()


def test_who_reads_english_gets_english_alone(notice):
    Guardian.objects.update(language="English")
    approved(notice)
    assert {tuple(copy.languages) for copy in Copy.objects.all()} == {("en",)}


def test_an_adult_without_a_language_is_written_to_in_that_of_the_home(notice, ana):
    Guardian.objects.filter(first_name="María").update(language="")
    Student.objects.filter(pk=ana.pk).update(home_language="Spanish")
    approved(notice)
    assert Copy.objects.get(name__startswith="María").languages == ["es", "en"]


def test_without_anybody_to_write_to_no_answer_helps(notice, ana):
    Guardianship.objects.filter(student=ana).update(is_current=False)
    assert approved(notice, answers={notice.pk: "They moved."}).notices == []


def test_a_gate_needs_an_answer_that_is_kept(notice, ana):
    PopulationFactory(student=ana, kind=PopulationKind.HOMELESS)
    (held,) = approved(notice).held
    assert len(approved(notice, answers={notice.pk: "The liaison agrees."}).notices) == 1
    event = LetterEvent.objects.get(kind="approved")
    assert event.detail == {
        "copies": 2,
        "asked": [],
        "needs": ["homeless.read"],
        "questions": held.questions,
        "answer": "The liaison agrees.",
    }


def test_a_day_that_counts_no_more_holds_it(notice, ana):
    DayOutcome.objects.filter(student=ana, date=DAYS[0]).update(occasions=0)
    (held,) = approved(notice).held
    assert held.holds[0].text.startswith("September 3 does not count any more")


def test_a_batch_of_many_is_a_few_statements(district, wordings, django_assert_max_num_queries):
    students = [StudentFactory() for _ in range(30)]
    for student in students:
        EnrollmentFactory(student=student, school=district.oak)
        family(student, district.oak)
    notices = due(*students)
    with django_assert_max_num_queries(23):
        assert len(approved(*notices).notices) == 30


def test_letters_are_read_in_twelve_statements(district, wordings, django_assert_num_queries):
    for student in (district.ana, district.ben):
        family(student, district.oak)
    due(district.ana, district.ben)
    notices = list(Notice.objects.select_related("student", "school"))
    for some in (notices[:1], notices):
        with django_assert_num_queries(12):
            due_queries.due_letters(some, on=TODAY)


def test_no_letter_without_an_approved_english_wording(district):
    family(district.ana, district.oak)
    (notice,) = due(district.ana)
    with pytest.raises(WordingIsMissing):
        approved(notice)
    assert Notice.objects.get().stage == Stage.DUE


def test_no_letter_without_the_districts_letterhead(notice, settings):
    settings.TESTING = False
    with pytest.raises(WordingIsMissing, match="letterhead"):
        approved(notice)


def test_spanish_alone_is_not_sent_before_it_is_approved(district):
    english = next(p for p in proposed_wordings(on=TODAY) if p.language == "en" and not p.faults)
    approve_wording(acting(), sha256=english.sha256)
    family(district.ana, district.oak)
    approved(*due(district.ana))
    assert {tuple(copy.languages) for copy in Copy.objects.all()} == {("en",)}


def test_a_wording_with_faults_cannot_be_approved(district):
    old = next(p for p in proposed_wordings(on=TODAY) if p.template.version == "2023.1")
    with pytest.raises(WordingHasFaults, match="Out of date"):
        approve_wording(acting(), sha256=old.sha256)
    with pytest.raises(NoSuchWording):
        approve_wording(acting(), sha256="0" * 64)
    assert not LetterTemplate.objects.exists()


def test_an_approved_wording_that_is_out_of_date_is_not_sent(wordings):
    assert set(wordings_in_force("first_notice", on=TODAY)) == {"en", "es"}
    before = next(p for p in proposed_wordings(on=TODAY) if not p.faults).template.effective_from
    assert wordings_in_force("first_notice", on=before - timedelta(days=1)) == {}


def test_an_approved_wording_that_fails_todays_check_is_not_sent(district):
    good = next(p for p in proposed_wordings(on=TODAY) if p.language == "en" and not p.faults)
    content = good.content
    content["clauses"].append(
        {"key": "extra", "element": "", "slot": "", "text": "You may be fined."}
    )
    LetterTemplate.objects.create(
        key="first_notice",
        version="2026.1",
        language="en",
        sha256="0" * 64,
        content=content,
        effective_from=good.template.effective_from,
        approved_by="Somebody",
    )
    assert wordings_in_force("first_notice", on=TODAY) == {}


def test_approving_a_wording_twice_is_one(district):
    good = [p.sha256 for p in proposed_wordings(on=TODAY) if not p.faults]
    for sha256 in [*good, *good]:
        approve_wording(acting(), sha256=sha256)
    assert LetterTemplate.objects.count() == 4  # two letters, each in two languages
    assert AuditEvent.objects.filter(action="wording.approved").count() == 4


@pytest.mark.parametrize(("local", "has_one"), [(True, True), (False, False)])
def test_the_made_up_letterhead_is_for_the_made_up_district_alone(settings, local, has_one):
    settings.TESTING, settings.LOCAL = False, local
    assert bool(letterhead_in_force()) is has_one
