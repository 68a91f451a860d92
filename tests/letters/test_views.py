"""Letters on the web: two clicks, doors, what is logged, and no growing statements."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from attendance.models import DayOutcome
from attendance.queries.holds import ASK_PUPIL_SERVICES
from audit.actions import act_of
from audit.models import AccessEvent, AuditEvent
from letters.actions import print_next
from letters.choices import Stage
from letters.models import Batch, Copy, LetterTemplate, Notice
from letters.queries.wordings import proposed_wordings
from students.choices import PopulationKind
from students.models import Guardianship
from tests.factories import TODAY, EnrollmentFactory, PopulationFactory, StudentFactory
from tests.letters.world import DAYS, JOB, approved, due, family, questions_about
from tests.world import hire, person

LIST, APPROVE, MAILED = (reverse(f"letters:{name}") for name in ("letters", "approve", "mailed"))


def page(who, address, **asked):
    return who.client.get(address, asked).content.decode()


def at(name, thing):
    return reverse(f"letters:{name}", args=[thing.pk])


def answer(notice, words):
    return {"notice": notice.pk, "answer": words, "questions": questions_about(notice.pk)}


def print_all():
    while print_next(act_of(JOB)):
        pass


@pytest.fixture
def printed(notice):
    approved(notice)
    print_all()
    notice.refresh_from_db()
    return notice


def test_a_clean_batch_is_approved_in_two_clicks_and_mailed_in_two(notice, ana, counselor):
    assert "Approve the clean one" in page(counselor, LIST)
    assert f'value="{notice.pk}"' in page(counselor, LIST, confirm="clean")
    done = counselor.client.post(APPROVE, {"notice": str(notice.pk)}, follow=True)
    assert "1 letter is approved" in done.content.decode()
    print_all()
    batch = Batch.objects.get()
    assert "2 of 2 copies" in page(counselor, at("batch", batch))
    mailed = counselor.client.post(
        MAILED, {"notice": str(notice.pk), "on": TODAY.isoformat()}, follow=True
    )
    text = mailed.content.decode()
    assert "marked as mailed" in text or "Nothing was done" in text
    assert AuditEvent.objects.filter(action="letter.approved").exists()


def test_one_out_of_reach_approves_none(notice, district, counselor):
    family(district.dov, district.pine)
    (other,) = due(district.dov)
    asked = {"notice": f"{notice.pk},{other.pk}"}
    assert counselor.client.post(APPROVE, asked).status_code == 404
    assert set(Notice.objects.values_list("stage", flat=True)) == {Stage.DUE}


@pytest.mark.parametrize("name", ["letter", "preview", "preview_pdf"])
def test_the_outsider_finds_no_letter(printed, outsider, name):
    assert outsider.client.get(at(name, printed)).status_code == 404
    copy = Copy.objects.first()
    assert outsider.client.get(at("copy_pdf", copy)).status_code == 404
    assert outsider.client.get(at("batch_pdf", printed.batch)).status_code == 404
    assert "Ito" not in page(outsider, LIST, show="printed")


def test_a_clerk_prints_and_mails_but_does_not_approve(printed, ana, clerk):
    assert clerk.client.post(APPROVE, {"notice": printed.pk}).status_code == 403
    got = clerk.client.get(at("batch_pdf", printed.batch))
    assert got.headers["Content-Type"] == "application/pdf"
    event = AccessEvent.objects.get(access="exported")
    assert event.student_ids == [ana.pk]
    assert AuditEvent.objects.get(action="letter.downloaded").actor_name == clerk.user.name


def test_who_may_not_read_addresses_reads_no_letter(printed):
    auditor = person(hire(Role.AUDITOR))
    text = page(auditor, at("letter", printed))
    assert "Muñoz" not in text
    assert "First truancy notice" in text
    assert auditor.client.get(at("preview", printed)).status_code == 403
    assert auditor.client.get(at("copy_pdf", Copy.objects.first())).status_code == 403


def test_a_copy_that_failed_is_printed_again(notice, ana, clerk, outsider):
    approved(notice)
    failed = Copy.objects.first()
    again = at("print_again", failed)
    assert "has moved on" in clerk.client.post(again, follow=True).content.decode()
    Copy.objects.filter(pk=failed.pk).update(state="failed", attempts=5)
    assert outsider.client.post(again).status_code == 404
    assert "Print again" in page(clerk, at("letter", notice))
    for _ in range(2):
        clerk.client.post(again)
    event = AuditEvent.objects.get(action="letter.print_again")
    assert (event.target_id, event.student_id) == (str(failed.pk), ana.pk)
    failed.refresh_from_db()
    assert (failed.state, failed.attempts) == ("queued", 0)
    print_all()
    assert Notice.objects.get().stage == Stage.PRINTED


def test_a_clerk_never_learns_why_it_waits(notice, ana, clerk, counselor):
    PopulationFactory(student=ana, kind=PopulationKind.HOMELESS)
    for address in (LIST, at("letter", notice)):
        assert ASK_PUPIL_SERVICES in page(clerk, address)
        assert "omeless" not in page(clerk, address)
        assert "homelessness" in page(counselor, address)


def test_only_who_may_know_the_question_answers_it(notice, ana, district, counselor):
    PopulationFactory(student=ana, kind=PopulationKind.HOMELESS)
    principal = person(hire(Role.SCHOOL_ADMINISTRATOR, district.oak))
    words = answer(notice, "Surely.")
    principal.client.post(APPROVE, words)
    assert Notice.objects.get().stage == Stage.DUE
    counselor.client.post(APPROVE, words)
    assert Notice.objects.get().stage == Stage.APPROVED


def test_a_clerk_never_learns_what_released_it(notice, ana, clerk, counselor):
    PopulationFactory(student=ana, kind=PopulationKind.HOMELESS)
    counselor.client.post(APPROVE, answer(notice, "The shelter agrees."))
    assert "shelter" in page(counselor, at("letter", notice))
    text = page(clerk, at("letter", notice))
    assert "shelter" not in text
    assert "On hold: answered by Pupil Services." in text


def test_a_clerk_reads_an_answer_about_a_day(notice, ana, clerk, counselor):
    DayOutcome.objects.filter(student=ana, date=DAYS[0]).update(occasions=0)
    counselor.client.post(APPROVE, answer(notice, "The report was upheld."))
    assert "The report was upheld." in page(clerk, at("letter", notice))


def test_a_question_about_an_adult_offers_no_box_for_an_answer(notice, ana, counselor):
    Guardianship.objects.filter(student=ana).update(court_order="Custody")
    text = page(counselor, at("letter", notice))
    assert "Decide on the page of the letter whether this adult gets it." in text
    assert "What was found out" not in text
    assert "Decide on the page of the letter" in page(counselor, LIST)
    counselor.client.post(APPROVE, answer(notice, "It is fine."))
    assert Notice.objects.get().stage == Stage.DUE


def test_an_answer_is_to_the_questions_that_were_read(notice, ana, counselor):
    PopulationFactory(student=ana, kind=PopulationKind.IEP)
    read = answer(notice, "The case manager agrees.")
    assert read["questions"] in page(counselor, at("letter", notice))
    PopulationFactory(student=ana, kind=PopulationKind.HOMELESS)
    done = counselor.client.post(APPROVE, read, follow=True).content.decode()
    assert "a question is open" in done
    assert Notice.objects.get().stage == Stage.DUE
    counselor.client.post(APPROVE, answer(notice, "Both agree."))
    assert Notice.objects.get().stage == Stage.APPROVED


def test_the_preview_is_the_letter(notice, counselor):
    text = page(counselor, at("preview", notice))
    assert "Notice about attendance" in text
    assert "María Muñoz" in text
    assert not Copy.objects.exists()
    pdf = counselor.client.get(at("preview_pdf", notice))
    assert pdf.content.startswith(b"%PDF-1.7")
    assert not Copy.objects.exists()


def test_an_approval_is_taken_back(notice, counselor):
    approved(notice)
    counselor.client.post(at("recall", notice))
    assert Notice.objects.get().stage == Stage.DUE
    done = counselor.client.post(at("recall", notice), follow=True)
    assert "has moved on" in done.content.decode()


def test_one_copy_is_downloaded_and_logged(printed, ana, counselor):
    copy = Copy.objects.first()
    got = counselor.client.get(at("copy_pdf", copy), follow=True)
    assert got.content.startswith(b"%PDF-1.7")
    assert AccessEvent.objects.filter(access="exported", student_ids=[ana.pk]).count() == 1


def test_the_page_tells_what_was_sent_and_by_which_rules(printed, counselor):
    text = page(counselor, at("letter", printed))
    for copy in Copy.objects.all():
        for told in (
            copy.file.document.sha256,
            copy.facts_sha256,
            copy.rule_version,
            "first_notice 2026.1",
        ):
            assert told in text


@pytest.mark.parametrize(("asked", "shows"), [("yes", False), ("no", True), ("", True)])
def test_only_yes_means_the_late_ones(notice, counselor, asked, shows):
    assert ("Ito, Ana" in page(counselor, LIST, late=asked)) is shows


def test_pages_of_a_batch_are_pages_and_the_printer_asks_for_its_part(printed, counselor):
    part = counselor.client.get(at("batch", printed.batch), headers={"HX-Request": "true"})
    assert b"<main" not in part.content
    boosted = {"HX-Request": "true", "HX-Boosted": "true"}
    page = counselor.client.get(at("batch", printed.batch), {"page": 2}, headers=boosted)
    assert b'id="batch-letters"' in page.content
    assert b"<main" in page.content
    assert "HX-Refresh" not in page.headers


def test_a_batch_that_is_not_printed_yet_says_so(notice, counselor):
    batch = approved(notice).batch
    got = counselor.client.get(at("batch_pdf", batch))
    assert got.status_code == 409
    assert "has not finished" in got.content.decode()


@pytest.mark.parametrize("form", [{}, {"notice": "x"}, {"notice": "1" * 20}, {"notice": ","}])
def test_nonsense_changes_nothing_and_says_so(notice, counselor, form):
    for address in (APPROVE, MAILED):
        assert counselor.client.post(address, form, follow=True).status_code == 200
    assert Notice.objects.get().stage == Stage.DUE


def test_it_goes_back_only_to_pages_of_letters(notice, counselor):
    asked = {"notice": notice.pk, "next": "https://example.org/letters/"}
    assert counselor.client.post(APPROVE, asked).headers["Location"] == LIST
    asked["next"] = f"/letters/{notice.pk}"
    assert counselor.client.post(APPROVE, asked).headers["Location"] == f"/letters/{notice.pk}"


def test_the_director_approves_wordings(district, director, counselor):
    address = reverse("letters:approve_wording")
    good = next(p for p in proposed_wordings(on=TODAY) if not p.faults)
    bad = next(p for p in proposed_wordings(on=TODAY) if p.faults)
    assert counselor.client.post(address, {"sha256": good.sha256}).status_code == 403
    director.client.post(address, {"sha256": good.sha256})
    director.client.post(address, {"sha256": bad.sha256})
    assert LetterTemplate.objects.get().approved_by == director.user.name
    text = page(counselor, reverse("letters:wordings"))
    assert "May not be sent" in text
    assert "Awaits the district" in text
    assert "Awaits the district" not in text[text.index("Where to call") :]
    for said in ("Where to call", "that was taken back", "packet says of itself"):
        assert "In use as the policy pack has it" in text[text.index(said) :]


def test_who_answers_for_a_region_approves_no_wording_for_the_district(district):
    regional = person(hire(Role.DIRECTOR, district.north))
    good = next(p for p in proposed_wordings(on=TODAY) if not p.faults)
    sent = regional.client.post(reverse("letters:approve_wording"), {"sha256": good.sha256})
    assert sent.status_code == 403
    assert "Approve for the district" not in page(regional, reverse("letters:wordings"))
    assert LetterTemplate.objects.count() == 0


@pytest.mark.parametrize("stage", ["due", "approved"])
def test_statements_do_not_grow_with_the_rows(district, wordings, counselor, stage):
    def more(count):
        students = [StudentFactory() for _ in range(count)]
        for student in students:
            EnrollmentFactory(student=student, school=district.oak)
            family(student, district.oak)
        notices = due(*students)
        if stage == "approved":
            approved(*notices)

    def statements():
        page(counselor, LIST, show=stage)
        with CaptureQueriesContext(connection) as captured:
            page(counselor, LIST, show=stage)
        return len(captured)

    more(10)
    few = statements()
    more(40)
    assert statements() == few
