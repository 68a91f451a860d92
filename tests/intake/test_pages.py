"""The pages of requests: asked on one form, listed, answered, rested and closed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from intake.models import HelpRequest
from tests.factories import TODAY, HelpRequestFactory, UserFactory
from tests.world import hire, sign_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def client_of(counselor):
    return sign_in(counselor)


def words(answer):
    return " ".join(answer.content.decode().split())


def send(client, student, **values):
    plain = {"asker": "staff", "asker_name": "Ms. Vega", "worry": "Asleep in class"}
    more = {"urgency": "usual", "reply_how": "person", "seen": "0"}
    data = {"client_uuid": uuid4(), **plain, **more, **values}
    return client.post(f"{reverse('intake:ask')}?student={student.pk}", data)


def do(client, made, verb, **values):
    return client.post(
        reverse(f"intake:{verb}", args=[made.pk]), {"client_uuid": uuid4(), **values}
    )


def test_without_a_student_it_says_how_to_find_one(client_of):
    page = words(client_of.get(reverse("intake:ask")))
    assert "Choose the student first" in page


def test_a_request_is_saved_and_read(client_of, district):
    answer = send(client_of, district.ana, reasons=["B05"], tried="Moved the seat")
    made = HelpRequest.objects.get()
    assert answer.headers["Location"] == reverse("intake:request", args=[made.pk])
    page = words(client_of.get(answer.headers["Location"]))
    for said in ("Asleep in class", "Moved the seat", "Ms. Vega", "Sleep, mornings", "Nobody yet"):
        assert said in page


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"worry": ""}, "Write what the worry is."),
        ({"asker_name": ""}, "Write who asks."),
        ({"reply_how": "phone"}, "Write the number or address"),
        ({"reasons": ["B01", "B02", "B03", "B04", "B05", "B06", "B07"]}, "Choose at most 6"),
        ({"tried": "His papers: he is undocumented."}, "immigration status"),
    ],
)
def test_what_cannot_be_comes_back_with_the_words(client_of, district, values, said):
    answer = send(client_of, district.ana, **{"strengths": "Draws well", **values})
    assert answer.status_code == 422
    assert said in words(answer)
    assert "Draws well" in words(answer)
    assert not HelpRequest.objects.exists()


def test_a_student_may_ask_without_a_name(client_of, district):
    send(client_of, district.ana, asker="student", asker_name="")
    assert HelpRequest.objects.get().asker_name == ""


def test_an_open_one_is_said_on_the_form_and_before_saving(client_of, district):
    there = HelpRequestFactory(student=district.ana, asker="parent")
    page = words(client_of.get(f"{reverse('intake:ask')}?student={district.ana.pk}"))
    assert "1 request is open about this student" in page
    assert reverse("intake:request", args=[there.pk]) in page
    refused = send(client_of, district.ana)  # from a page that did not show it
    assert refused.status_code == 422
    assert "is open already, and stands below" in words(refused)
    assert f'name="seen" value="{there.pk}"' in words(refused)
    assert send(client_of, district.ana, seen=there.pk).status_code == 302


def test_from_the_page_it_is_taken_answered_rested_and_closed(client_of, counselor, district):
    made = HelpRequestFactory(student=district.ana)
    do(client_of, made, "take")
    page = words(client_of.get(reverse("intake:request", args=[made.pk])))
    assert f"{counselor} looks after it" in page  # the draft of the answer
    assert "They may know:" in page
    assert "It can be closed once whoever asked has an answer." in page
    do(client_of, made, "answer", words="It came.", how="phone", on=TODAY.isoformat())
    page = words(client_of.get(reverse("intake:request", args=[made.pk])))
    assert "Answered by phone, Wed, Nov 18" in page
    do(client_of, made, "pause", why="away", until=(TODAY + 7 * DAY).isoformat())
    do(client_of, made, "close", outcome="talked")
    made.refresh_from_db()
    assert (made.state, made.outcome) == ("closed", "talked")
    do(client_of, made, "reopen")
    made.refresh_from_db()
    assert made.state == "taken"


def test_closing_without_an_answer_is_refused_in_words(client_of, district):
    made = HelpRequestFactory(student=district.ana)
    answer = do(client_of, made, "close", outcome="talked")
    assert answer.status_code == 422
    assert "Not closed yet: whoever asked has no answer." in words(answer)


def test_to_an_agency_the_draft_names_no_student(client_of, district):
    made = HelpRequestFactory(student=district.ana, asker="agency", worry="A letter came")
    page = words(client_of.get(reverse("intake:request", args=[made.pk])))
    draft = page.partition("<textarea")[2].partition("</textarea>")[0]
    assert "consent" in draft
    assert "Ana" not in draft


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.AUDITOR, Role.SARB_CHAIR])
def test_who_may_not_write_notes_reads_how_far_it_is_and_no_word(district, role):
    made = HelpRequestFactory(student=district.ana, worry="Cries often", asker_name="Ms. Vega")
    reader = sign_in(hire(role))
    page = words(reader.get(reverse("intake:requests")))
    assert "A teacher or other staff" in page
    assert not any(said in page for said in ("Cries", "Vega", "Ask for help"))
    assert reader.get(reverse("intake:request", args=[made.pk])).status_code == 403


def test_the_list_is_by_how_far_and_whose(client_of, counselor, district):
    late = {"due_on": TODAY - DAY}
    HelpRequestFactory(student=district.ana, **late)
    HelpRequestFactory(student=district.ben, owner=counselor, state="taken")
    HelpRequestFactory(student=district.dov)  # at another school
    rests = {"state": "paused", "pause_reason": "away", "owner": UserFactory()}
    HelpRequestFactory(student=district.ben, paused_until=TODAY, **rests)
    HelpRequestFactory(student=district.ben, paused_until=TODAY + DAY, **rests, **late)
    for asked, many in (
        ("", 4),
        ("?show=late", 2),
        ("?show=new", 1),
        ("?show=paused", 2),
        ("?show=closed", 0),
        ("?owner=mine", 1),
        ("?owner=none", 1),
        (f"?school={district.oak.pk}", 0),
    ):
        page = client_of.get(reverse("intake:requests") + asked).content.decode()
        assert max(page.count("<tr>") - 1, 0) == many, asked


def test_a_list_of_many_takes_as_many_statements(client_of, district):
    def cost():
        with CaptureQueriesContext(connection) as statements:
            client_of.get(reverse("intake:requests"))
        return len(statements)

    for _ in range(10):
        HelpRequestFactory(student=district.ana, school=district.oak)
    cost()
    few = cost()
    for _ in range(40):
        HelpRequestFactory(student=district.ana, school=district.oak, written_by=UserFactory())
    assert cost() == few


def test_words_corrected_after_the_way_back_stay_in_the_form_and_are_kept_on_the_next_try(
    client_of, district
):
    made, key = HelpRequestFactory(student=district.ana), uuid4()
    plain = {"how": "phone", "on": TODAY.isoformat()}
    do(client_of, made, "answer", client_uuid=key, words="It came.", **plain)
    back = do(client_of, made, "answer", client_uuid=key, words="It came: I call.", **plain)
    assert back.status_code == 422
    assert "Save again to keep these as well" in words(back)
    assert "It came: I call." in words(back)
    assert str(key) not in words(back)
    do(client_of, made, "answer", words="It came: I call.", **plain)
    assert made.steps.order_by("pk").last().words == "It came: I call."


def test_a_pause_moved_to_another_day_says_so(client_of, district):
    made, key = HelpRequestFactory(student=district.ana), uuid4()
    first, then = ((TODAY + many * DAY).isoformat() for many in (3, 7))
    do(client_of, made, "pause", client_uuid=key, why="away", until=first)
    back = do(client_of, made, "pause", client_uuid=key, why="away", until=then)
    assert "Save again to keep these as well" in words(back)
    do(client_of, made, "pause", why="away", until=then)
    made.refresh_from_db()
    assert made.paused_until.isoformat() == then


def test_an_answer_before_the_question_comes_back_with_why(client_of, district):
    made = HelpRequestFactory(student=district.ana)
    day = (TODAY - DAY).isoformat()
    back = do(client_of, made, "answer", words="It came.", how="phone", on=day)
    assert back.status_code == 422
    assert "this day is before the request was asked" in words(back)
