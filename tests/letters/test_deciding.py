"""A person decides for one adult: the notice goes, the decision is named, audited and taken back."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from audit.models import AuditEvent
from core.stages import NotNow
from letters.actions import decide_mail, take_back_decision
from letters.actions.deciding import NothingAgainst
from letters.choices import Stage
from letters.models import Copy, MailDecision, Notice
from students.choices import Relation
from students.models import Guardianship
from tests.letters.world import acting, approved
from tests.world import hire, person


@pytest.fixture
def mother(ana):
    found = Guardianship.objects.get(student=ana, relation=Relation.MOTHER)
    found.court_order = "Custody"
    found.save()
    return found


def decide(mother, *, sends=True, against="court_order: Custody"):
    return decide_mail(
        acting(),
        student=mother.student,
        adult=mother.guardian_id,
        is_sent=sends,
        against=against,
        reason="The order names her.",
    )


def told(reader, notice):
    """The words of the letter's page, however they are broken."""
    text = reader.client.get(at("letter", notice.pk)).content.decode()
    return " ".join(text.split())


def names():
    return {copy.name for copy in Copy.objects.all()}


def test_a_family_under_an_order_gets_its_notice(notice, mother):
    assert approved(notice, answers={notice.pk: "Fine."}).held
    decide(mother)
    assert approved(notice).notices == [notice]
    assert str(mother.guardian) in names()
    assert len(names()) == 2


def test_one_adult_gets_none_and_the_other_does(notice, mother):
    decide(mother, sends=False)
    approved(notice)
    assert len(names()) == 1
    assert str(mother.guardian) not in names()


def test_a_decision_names_who_and_why_and_is_audited(mother):
    decision = decide(mother)
    assert (decision.decided_by, decision.reason) == ("Ana Reyes", "The order names her.")
    event = AuditEvent.objects.get(action="letter.mail_decided")
    assert event.student_id == mother.student_id
    assert event.detail["adult"] == mother.guardian_id


def test_taking_back_lets_the_question_stand_again(notice, mother):
    take_back_decision(acting(), decision=decide(mother))
    assert approved(notice).held
    assert AuditEvent.objects.filter(action="letter.mail_taken_back").count() == 1
    with pytest.raises(NotNow):
        take_back_decision(acting(), decision=MailDecision.objects.get())
    assert decide(mother, sends=False).is_sent is False


def test_a_second_click_decides_nothing(mother):
    decide(mother)
    with pytest.raises(NotNow):
        decide(mother, sends=False)
    assert MailDecision.objects.get().is_sent


@pytest.mark.parametrize("against", ["", "no_contact", "court_order: Custody, until 2027-01-01"])
def test_what_was_not_read_is_not_decided(mother, against):
    with pytest.raises(NothingAgainst):
        decide(mother, against=against)
    assert not MailDecision.objects.exists()


def test_where_nothing_stands_against_an_adult_there_is_nothing_to_decide(mother):
    Guardianship.objects.filter(pk=mother.pk).update(court_order="")
    with pytest.raises(NothingAgainst):
        decide(mother, sends=False, against="")
    assert not MailDecision.objects.exists()


def test_a_new_order_asks_anew_and_its_decision_takes_the_place_of_the_old(notice, mother):
    old = decide(mother)
    Guardianship.objects.filter(pk=mother.pk).update(no_contact=True)
    assert approved(notice).held
    new = decide(mother, sends=False, against="court_order: Custody, no_contact")
    old.refresh_from_db()
    assert old.taken_back_by == "Ana Reyes"
    assert MailDecision.objects.get(taken_back_at=None) == new


def test_a_no_outlives_the_order_and_the_page_says_what_is_in_force(notice, mother, counselor):
    decision = decide(mother, sends=False)
    Guardianship.objects.filter(pk=mother.pk).update(court_order="")
    assert "gets no letters" in told(counselor, notice)
    Guardianship.objects.filter(pk=mother.pk).update(is_current=False)
    assert "gets no letters" in told(counselor, notice)
    Guardianship.objects.filter(pk=mother.pk).update(is_current=True)
    approved(notice)
    assert len(names()) == 1
    assert str(mother.guardian) not in names()
    take_back_decision(acting(), decision=decision)
    assert "gets no letters" not in told(counselor, notice)


def test_a_yes_lapses_with_the_record_and_the_page_says_so(notice, mother, counselor):
    decide(mother)
    assert "</strong>: gets letters" in told(counselor, notice)
    for change in ({"court_order": ""}, {"no_contact": True}, {"is_current": False}):
        Guardianship.objects.filter(pk=mother.pk).update(**change)
        text = told(counselor, notice)
        assert "no longer in force" in text
        assert "</strong>: gets letters" not in text


def test_the_decision_of_one_child_is_none_of_another(notice, mother, district):
    other = Guardianship.objects.create(
        student=district.ben, guardian=mother.guardian, relation="mother", court_order="Custody"
    )
    decide(other)
    assert approved(notice).held


# --- On the page --------------------------------------------------------------------------------


def sent(mother, **changed):
    return {
        "adult": mother.guardian_id,
        "against": "court_order: Custody",
        "is_sent": "yes",
        "reason": "The order names her.",
        **changed,
    }


def at(name, key):
    return reverse(f"letters:{name}", args=[key])


def test_the_page_of_a_letter_asks_and_lets_it_go(notice, mother, counselor):
    client = counselor.client
    text = client.get(at("letter", notice.pk)).content.decode()
    assert "A court order is on file for María" in text
    assert f"{reverse('student', args=[notice.student_id])}#adult-{mother.guardian_id}" in text
    done = client.post(at("decide", notice.pk), sent(mother), follow=True).content.decode()
    assert "gets letters about this student." in done
    assert "Decided by" in done
    assert client.post(reverse("letters:approve"), {"notice": notice.pk}).status_code == 302
    assert Notice.objects.get().stage == Stage.APPROVED
    back = {"next": at("letter", notice.pk)}
    key = MailDecision.objects.get().pk
    text = client.post(at("take_back", key), back, follow=True).content.decode()
    assert "A copy for this adult is approved already" in text


@pytest.mark.parametrize("state", ["queued", "printed", "failed"])
def test_a_no_says_that_a_copy_is_on_its_way(notice, mother, counselor, state):
    Guardianship.objects.filter(pk=mother.pk).update(court_order="")
    approved(notice)
    Guardianship.objects.filter(pk=mother.pk).update(court_order="Custody")
    stage = "printed" if state == "printed" else "approved"
    Notice.objects.update(stage=stage)
    Copy.objects.update(state=state)
    no = sent(mother, is_sent="no")
    text = counselor.client.post(at("decide", notice.pk), no, follow=True).content.decode()
    assert "gets no letters about this student." in text
    assert "A copy for this adult is approved already" in text


@pytest.mark.parametrize(
    ("is_sent", "copies"), [("yes", "queued"), ("no", None), ("no", "withdrawn")]
)
def test_nothing_is_said_of_a_copy_that_is_not_to_go_or_may(
    notice, mother, counselor, is_sent, copies
):
    if copies:
        Guardianship.objects.filter(pk=mother.pk).update(court_order="")
        approved(notice)
        Guardianship.objects.filter(pk=mother.pk).update(court_order="Custody")
        Copy.objects.update(state=copies)
    said = sent(mother, is_sent=is_sent)
    text = counselor.client.post(at("decide", notice.pk), said, follow=True).content.decode()
    assert "letters about this student." in text
    assert "is approved already" not in text


@pytest.mark.parametrize("lacks", [{"reason": ""}, {"is_sent": ""}])
def test_a_decision_without_its_reason_comes_back(notice, mother, counselor, lacks):
    answer = counselor.client.post(at("decide", notice.pk), sent(mother, **lacks))
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert not MailDecision.objects.exists()


def test_who_does_not_approve_or_reach_decides_nothing(notice, mother, clerk, outsider):
    assert clerk.client.post(at("decide", notice.pk), sent(mother)).status_code == 403
    assert outsider.client.post(at("decide", notice.pk), sent(mother)).status_code == 404
    decision = decide(mother)
    assert clerk.client.post(at("take_back", decision.pk)).status_code == 403
    assert outsider.client.post(at("take_back", decision.pk)).status_code == 404
    assert MailDecision.objects.get().taken_back_at is None


def test_who_may_not_read_adults_is_not_asked_about_them(notice, mother, ana):
    auditor = person(hire(Role.AUDITOR))
    text = auditor.client.get(at("letter", notice.pk)).content.decode()
    assert "María" not in text
    assert "gets letters" not in text
