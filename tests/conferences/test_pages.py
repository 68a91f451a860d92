"""The page of a student’s conferences: offered, said in one tap, with words in the language of the home."""

from uuid import UUID

import pytest

from accounts.choices import Role
from conferences.models import Conference
from contacts.models import Note
from tests.conferences.world import ended, offer
from tests.desk.rows import statements, text_of
from tests.factories import CaseFactory
from tests.world import hire, person


def address(student):
    return f"/students/{student.pk}/conference/"


def sent(mother, **values):
    plain = {"who": mother.pk, "how": "call", "slot_1": "2026-11-24T09:00", "where": "school"}
    return {**plain, "client_uuid": "00000000-0000-0000-0000-000000000001", **values}


def test_a_conference_is_offered_and_said_to_be_held(district, counselor, mother):
    page = address(district.ana)
    answer = counselor.client.post(page, sent(mother, slot_2="2026-11-24T17:30"), follow=True)
    words = answer.content.decode()
    assert "Offered now" in words
    made = Conference.objects.get()
    assert len(made.slots) == 2
    end = f"/conferences/{made.pk}/end"
    answer = counselor.client.post(end, {"verb": "hold"}, follow=True).content.decode()
    assert "Held: it is on record, with its note." in answer
    assert "Offer another" in answer
    assert Note.objects.filter(kind="conference", outcome="held").count() == 1


def test_it_can_be_taken_back(district, counselor, mother):
    made = ended(counselor.user, offer(counselor.user, district.ana, mother), "refuse")
    back = f"/conferences/{made.pk}/take-back"
    assert "Offered now" in counselor.client.post(back, follow=True).content.decode()


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"slot_1": ""}, "Enter the first time that is offered."),
        ({"slot_1": "2026-11-17T09:00"}, "Offer a time that is still to come."),
        ({"who": "1"}, "Choose to whom it is offered from what is offered."),
        ({"how": "pigeon"}, "Choose how it was offered from what is offered."),
    ],
)
def test_what_cannot_be_offered_comes_back_with_why(district, counselor, mother, values, fault):
    answer = counselor.client.post(address(district.ana), sent(mother, **values))
    assert answer.status_code == 422
    assert fault in answer.content.decode()
    assert not Conference.objects.exists()


def test_who_must_not_be_contacted_is_offered_nothing(district, counselor, mother):
    district.ana.guardianships.update(no_contact=True)
    page = text_of(counselor, address(district.ana))
    assert "No adult on file who may be called" in page
    answer = counselor.client.post(address(district.ana), sent(mother))
    assert (answer.status_code, Conference.objects.count()) == (422, 0)


def test_the_words_are_in_the_language_of_the_home_and_tell_no_days(district, counselor, mother):
    page = text_of(counselor, address(district.ana))
    assert "Quisiera reunirme con usted" in page
    assert "I would like to sit down with you" in page
    assert "awaits the district’s review" in page
    offer(counselor.user, district.ana, mother)
    page = text_of(counselor, address(district.ana))
    assert "24/11/2026, 9:00 AM" in page
    for word in ("absent", "truan", "48262"):
        assert word not in page[page.index('id="draft"') :].lower()


def test_after_an_offer_that_came_to_nothing_there_are_other_words(district, counselor, mother):
    ended(counselor.user, offer(counselor.user, district.ana, mother), "miss")
    page = text_of(counselor, address(district.ana))
    assert "Words for another offer" in page
    assert "We have not met yet" in page


def test_a_language_without_words_says_so(district, counselor, mother):
    type(mother).objects.filter(pk=mother.pk).update(language="hy")
    assert "There are no words in Armenian" in text_of(counselor, address(district.ana))


@pytest.mark.parametrize(
    ("role", "offers"),
    [(Role.COUNSELOR, True), (Role.SCHOOL_ADMINISTRATOR, True), (Role.DIRECTOR, False)],
)
def test_who_may_write_notes_offers_and_others_read(district, mother, role, offers):
    somebody = person(hire(role, *([] if role == Role.DIRECTOR else [district.oak])))
    page = text_of(somebody, address(district.ana))
    assert ("Keep the offer" in page) == offers
    answer = somebody.client.post(address(district.ana), sent(mother))
    assert (answer.status_code == 302) == offers


def test_the_student_s_page_leads_there(district, counselor, mother):
    CaseFactory(student=district.ana)
    work = f"/students/{district.ana.pk}/work/"
    assert f'href="{address(district.ana)}"' in text_of(counselor, work)
    offer(counselor.user, district.ana, mother)
    assert "Offered for Tue, Nov 24, 2026, 9 a.m." in text_of(counselor, work)


def test_as_many_statements_however_many_were_offered(district, counselor, mother):
    few = statements(counselor, address(district.ana))
    for n in range(1, 6):
        uuid = f"00000000-0000-0000-0000-00000000000{n}"
        made = offer(counselor.user, district.ana, mother, uuid=UUID(uuid))
        ended(counselor.user, made, "miss", minutes=n)
    assert statements(counselor, address(district.ana)) <= few + 3
