"""Whose requests a person sees: those of the students they reach, at whichever school they asked."""

import pytest
from django.urls import reverse

from accounts.access import reach_of
from accounts.choices import Permission, Role
from intake.models import HelpRequest
from intake.queries.lists import count_shown, requests_for, shown_on
from tests.factories import TODAY, HelpRequestFactory, UserFactory
from tests.intake.world import UUID_2, ask
from tests.world import hire, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def requests(district):
    """One about each of four students, by name."""
    pupils = {"ana": district.ana, "cleo": district.cleo, "dov": district.dov, "eve": district.eve}
    return {name: HelpRequestFactory(student=student) for name, student in pupils.items()}


def seen(user, requests, permission=Permission.CASE_READ):
    found = requests_for(reach_of(user, on=TODAY), permission, on=TODAY)
    keys = set(found.values_list("pk", flat=True))
    return {name for name, one in requests.items() if one.pk in keys}


def test_by_role_and_place(district, requests):
    assert seen(hire(Role.COUNSELOR, district.oak), requests) == {"ana", "eve"}
    assert seen(hire(Role.COUNSELOR, district.pine), requests) == {"dov", "eve"}
    assert seen(hire(Role.FIELD_COORDINATOR, district.north), requests) == {"ana", "cleo", "eve"}
    assert seen(hire(Role.DIRECTOR), requests) == requests.keys()
    assert seen(hire(Role.CLERK, district.oak), requests) == set()


def test_who_left_is_read_for_a_time_and_changed_no_more(district, requests):
    there = hire(Role.COUNSELOR, district.oak)
    assert "eve" in seen(there, requests)
    assert "eve" not in seen(there, requests, Permission.NOTE_WRITE)
    page = sign_in(there).get(reverse("intake:request", args=[requests["eve"].pk]))
    assert page.status_code == 404


@pytest.mark.parametrize("mine", ["owner", "written_by"])
def test_ones_own_about_who_left_is_answered_all_the_same(district, mine):
    there, other = hire(Role.COUNSELOR, district.oak), hire(Role.COUNSELOR, district.oak)
    taken = {"state": "taken"} if mine == "owner" else {}
    asked = HelpRequestFactory(student=district.eve, **{mine: there}, **taken)
    link, page = f'href="{reverse("intake:request", args=[asked.pk])}"', reverse("intake:requests")
    assert link in sign_in(there).get(page).content.decode()
    assert link not in sign_in(other).get(page).content.decode()
    told = {"words": "Eve has moved away.", "how": "person", "on": TODAY.isoformat()}
    send = reverse("intake:answer", args=[asked.pk])
    assert sign_in(other).post(send, told).status_code == 404
    assert sign_in(there).post(send, told).status_code == 302
    asked.refresh_from_db()
    assert asked.state == "answered"


@pytest.mark.parametrize("verb", ["take", "answer", "pause", "close", "reopen"])
def test_nothing_is_done_about_a_student_of_others(district, requests, verb):
    outsider = sign_in(hire(Role.COUNSELOR, district.pine))
    answer = outsider.post(reverse(f"intake:{verb}", args=[requests["ana"].pk]))
    assert answer.status_code == 404
    requests["ana"].refresh_from_db()
    assert requests["ana"].state == "new"


@pytest.mark.parametrize(
    "role", [Role.CLERK, Role.INTERN, Role.PANEL_MEMBER, Role.PRIVACY_OFFICER]
)
def test_who_reads_no_cases_sees_no_request(district, requests, role):
    place = None if role == Role.PRIVACY_OFFICER else district.oak
    client = sign_in(hire(role, place))
    assert client.get(reverse("intake:requests")).status_code == 403
    assert client.get(reverse("intake:ask")).status_code == 403


def test_each_tab_counts_what_it_shows(district, requests, django_assert_num_queries):
    done = {"owner": UserFactory(), "answered_on": TODAY}
    HelpRequestFactory(student=district.ana, state="answered", **done)
    HelpRequestFactory(student=district.ana, state="closed", outcome="talked", **done)
    found = HelpRequest.objects.all()
    with django_assert_num_queries(1):
        counts = count_shown(found, on=TODAY)
    assert counts == {
        "open": 5,
        "late": 0,
        "new": 4,
        "taken": 0,
        "answered": 1,
        "paused": 0,
        "closed": 1,
    }
    for key, (_, condition) in shown_on(TODAY).items():
        assert found.filter(condition).count() == counts[key]


def test_the_school_is_that_of_the_day_it_was_asked(district, counselor):
    assert ask(counselor, district.ana).school == district.oak
    assert ask(counselor, district.finn, uuid=UUID_2).school is None
    page = sign_in(hire(Role.DIRECTOR)).get(reverse("intake:requests")).content.decode()
    assert "Enrolled nowhere" in page


def test_it_is_narrowed_to_a_school(district, requests):
    HelpRequestFactory(student=district.ben, school=district.oak)
    HelpRequestFactory(student=district.cleo, school=district.elm)
    reader = sign_in(hire(Role.DIRECTOR))
    page = reader.get(reverse("intake:requests"), {"school": district.oak.pk}).content.decode()
    assert page.count("<tr>") - 1 == 1
    assert "Ito, Ben" in page or "Ben Ito" in page


def test_an_empty_list_says_what_comes_here(district):
    page = sign_in(hire(Role.DIRECTOR)).get(reverse("intake:requests")).content.decode()
    assert "No request is here" in page
    assert "is listed here until it is closed" in page


@pytest.mark.parametrize(
    ("role", "opens"),
    [
        (Role.COUNSELOR, True),
        (Role.SCHOOL_ADMINISTRATOR, True),
        (Role.LIAISON, True),
        (Role.DIRECTOR, False),
        (Role.AUDITOR, False),
    ],
)
def test_a_row_of_the_list_opens_for_who_may_read_the_words(district, requests, role, opens):
    place = None if role in (Role.DIRECTOR, Role.AUDITOR) else district.oak
    page = sign_in(hire(role, place)).get(reverse("intake:requests")).content.decode()
    there = reverse("intake:request", args=[requests["ana"].pk])
    assert (there in page) == opens
    assert (reverse("intake:ask") in page) == opens


def test_words_of_a_request_are_in_no_list_and_in_no_timeline(district, counselor):
    HelpRequestFactory(
        student=district.ana,
        worry="Cries often",
        tried="A talk with the dean",
        strengths="Draws well",
        asker_name="Ms. Vega",
        reply_to="555-0100",
    )
    client = sign_in(counselor)
    for page in (
        reverse("intake:requests"),
        reverse("student-work", args=[district.ana.pk]),
        reverse("today"),
    ):
        said = client.get(page).content.decode()
        for words in ("Cries often", "dean", "Draws well", "Vega", "555-0100"):
            assert words not in said
