"""The pages of interviews: what is asked, what comes back, who reads what was said."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.choices import Role
from core.templatetags.ui import day
from law.actions import use_policy
from plans.models import Interview
from tests.factories import TODAY, GuardianshipFactory, InterviewFactory, act
from tests.plans.world import hold
from tests.world import hire, sign_in

YEAR_BEGAN = date(2026, 7, 1)


@pytest.fixture
def counselor(district):
    return sign_in(hire(Role.COUNSELOR, district.oak))


def send(client, student, **values):
    data = {"client_uuid": uuid4(), "who": "student", "barrier": ["B05"], **values}
    return client.post(f"{reverse('plans:ask')}?student={student.pk}", data)


def words(answer):
    return answer.content.decode()


def test_the_form_names_the_student_the_adults_and_every_barrier(counselor, district):
    GuardianshipFactory(
        student=district.ana, guardian__first_name="Rosa", guardian__last_name="Ito"
    )
    page = words(counselor.get(f"{reverse('plans:ask')}?student={district.ana.pk}"))
    for said in ("Ana", "Rosa Ito", "Sleep, mornings", "¿Duermes en el mismo lugar", "B05"):
        assert said in page
    assert page.count('type="checkbox" name="barrier"') == 20
    assert page.count('type="radio" name="main"') == 36
    assert '<select name="main"' not in page


@pytest.mark.parametrize(("code", "marked"), [("B16", True), ("B05", False)])
def test_what_is_sensitive_is_marked(counselor, district, code, marked):
    answer = send(counselor, district.ana, barrier=[code])
    page = words(counselor.get(answer.headers["Location"]))
    assert ("Say it to nobody who does not need to know" in page) == marked


def test_an_interview_is_saved_and_read(counselor, district):
    answer = send(counselor, district.ana, own_words="I sleep at two.", main="B05")
    held = Interview.objects.get()
    assert answer.headers["Location"] == reverse("plans:interview", args=[held.pk])
    page = words(counselor.get(answer.headers["Location"]))
    for said in ("I sleep at two.", "Sleep, mornings", "Weighs most", "Check-in/check-out"):
        assert said in page


def test_what_an_adult_said_names_the_adult(counselor, district):
    adult = GuardianshipFactory(student=district.ana).guardian
    send(counselor, district.ana, who=f"adult:{adult.pk}", how="phone")
    held = Interview.objects.get()
    assert (held.guardian, held.note.kind) == (adult, "call")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"barrier": []}, "Choose what stands in the way, or say that it is not known yet."),
        ({"found": "declined"}, "not both"),
        ({"who": ""}, "Choose who spoke."),
        ({"who": "adult:999999"}, "Choose who spoke from what is offered."),
        ({"barrier": ["B01", "B02", "B03", "B04", "B05", "B06", "B07"]}, "Choose at most 6"),
        ({"own_words": "His papers: he is undocumented."}, "immigration status"),
    ],
)
def test_what_cannot_be_comes_back_with_the_words(counselor, district, values, said):
    answer = send(counselor, district.ana, **{"strengths": "Draws well", **values})
    assert answer.status_code == 422
    assert said in words(answer)
    assert "Draws well" in words(answer)
    assert not Interview.objects.exists()


def test_it_sent_twice_leads_to_the_same(counselor, district):
    key = uuid4()
    first, again = (send(counselor, district.ana, client_uuid=key) for _ in range(2))
    assert first.headers["Location"] == again.headers["Location"]


def test_other_words_under_the_same_key_come_back_and_are_saved_by_the_next_click(
    counselor, district
):
    key = uuid4()
    send(counselor, district.ana, client_uuid=key, own_words="First words")
    answer = send(counselor, district.ana, client_uuid=key, own_words="Second words")
    assert answer.status_code == 422
    assert "These words are not saved yet" in words(answer)
    assert "Second words" in words(answer)
    anew = answer.context["client_uuid"]
    send(counselor, district.ana, client_uuid=anew, own_words="Second words")
    kept = Interview.objects.order_by("pk").values_list("own_words", flat=True)
    assert list(kept) == ["First words", "Second words"]


def test_how_people_spoke_is_read(counselor, district):
    answer = send(counselor, district.ana, who="staff", with_name="Mr. Lee", how="phone")
    page = words(counselor.get(answer.headers["Location"]))
    assert ", by phone, written down by" in page


def test_beside_the_timeline_stands_who_named_what_and_when(counselor, district):
    send(counselor, district.ana)
    page = words(counselor.get(reverse("student-work", args=[district.ana.pk])))
    assert f"weighs most, said by the student on {day(TODAY)}" in page
    start = words(counselor.get(f"{reverse('plans:start')}?student={district.ana.pk}"))
    assert f"weighs most, said by the student on {day(TODAY)}" in start


@pytest.mark.parametrize(
    ("role", "reads"), [(Role.LIAISON, True), (Role.DIRECTOR, False), (Role.AUDITOR, False)]
)
def test_who_reads_what_stands_in_the_way(district, who, role, reads):
    """Whoever may write notes about the student; others learn that there was a talk."""
    held = hold(who, district.ana, barriers=["B16"], own_words="A secret")
    client = sign_in(hire(role, district.oak if reads else None))
    answer = client.get(reverse("plans:interview", args=[held.pk]))
    assert answer.status_code == (200 if reads else 403)
    beside = words(client.get(reverse("student-work", args=[district.ana.pk])))
    assert ("Alcohol" in beside or "Substances" in beside) == reads
    assert "Interview on barriers with the student" in beside
    assert (reverse("plans:interview", args=[held.pk]) in beside) == reads
    assert "A secret" not in beside


def test_a_talk_of_which_nothing_is_known_says_so(counselor, district):
    answer = send(counselor, district.ana, barrier=[], found="declined")
    page = words(counselor.get(answer.headers["Location"]))
    assert "Prefers not to say" in page
    assert "What may help" not in page


def test_words_are_no_markup(counselor, district):
    answer = send(counselor, district.ana, own_words="<b>bold</b>\nsecond", other="<i>")
    page = words(counselor.get(answer.headers["Location"]))
    assert "&lt;b&gt;bold&lt;/b&gt;<br>second" in page
    assert "<i>" not in page


@pytest.mark.parametrize("student", ["dov", "cleo"])
def test_who_is_out_of_reach_is_not_asked_about(counselor, district, student):
    out = getattr(district, student)
    answer = send(counselor, out)
    assert answer.status_code == 404
    assert not Interview.objects.exists()


@pytest.mark.parametrize(
    "query", ["", "?student=", "?student=x", "?student=-1", "?student=99999999999999999999"]
)
def test_an_address_without_a_student_is_not_there(counselor, query):
    assert counselor.get(reverse("plans:ask") + query).status_code == 404


def test_the_student_page_leads_there(counselor, district):
    page = words(counselor.get(reverse("student-work", args=[district.ana.pk])))
    assert f"{reverse('plans:ask')}?student={district.ana.pk}" in page


def test_what_is_said_first_promises_no_more_than_is_so(counselor, district):
    page = words(counselor.get(f"{reverse('plans:ask')}?student={district.ana.pk}"))
    assert "The staff who help students here with attendance can read it." in page
    assert "Puede leerlo el personal" in page
    assert "await the district’s review" in page
    for promise in ("stays with me", "keep it private", "Es privado"):
        assert promise not in page


@pytest.mark.parametrize("role", [one for one in Role if one != Role.PANEL_MEMBER])
def test_who_is_named_as_a_reader_is_one(counselor, district, role):
    page = words(counselor.get(f"{reverse('plans:ask')}?student={district.ana.pk}"))
    named = page.split("Who reads it:")[1].split(", about the students")[0]
    client = sign_in(hire(role, district.oak))
    held = InterviewFactory(student=district.ana)
    answer = client.get(reverse("plans:interview", args=[held.pk]))
    assert (role.label in named) == (answer.status_code == 200)


def test_under_another_law_other_things_stand_in_the_way(in_testland_counselor, district):
    page = words(in_testland_counselor.get(f"{reverse('plans:ask')}?student={district.ana.pk}"))
    assert "The ferry" in page
    assert "Sleep, mornings" not in page


@pytest.fixture
def in_testland_counselor(counselor, testland_practice):
    use_policy(act(), pack="testland", overrides={}, effective_from=YEAR_BEGAN)
    return counselor
