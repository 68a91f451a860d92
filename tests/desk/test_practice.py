"""The pages of practice: everybody reads it, who answers for the whole district says it otherwise."""

from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.choices import Role
from law.models import PracticeEdit
from law.packs import EDITABLE, load_pack, value_of
from law.queries import practice_in_force
from tests.factories import TODAY
from tests.world import hire, sign_in

PACK = load_pack("california").practice
ENTRY = {"name": "Mentor", "what": "An adult who cares.", "dose": "3 a week", "by": "Staff"}
SENT = {**ENTRY, "of": "interventions:I15", "read": "0", "is_offered": "on", "is_reviewed": "on"}


def words(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def director(district):
    return sign_in(hire(Role.DIRECTOR))


def at(**query):
    return reverse("practice", query=query)


def save(client, **values):
    return client.post(reverse("set-practice"), {**SENT, **values})


@pytest.mark.parametrize(
    ("show", "says"),
    [
        ("interventions", "Success Mentor"),
        ("barriers", "When you feel sick in the morning"),
        ("templates", "Middle school"),
        ("scripts", "Before limits"),
        ("offers", "The first offer"),
        ("services", "Individual counseling"),
        ("campaigns", "September"),
        ("care", "Nothing is taken away"),
        ("nothing", "Success Mentor"),
    ],
)
def test_each_part_is_a_list_that_says_what_awaits_review(district, show, says):
    client = sign_in(hire(Role.COUNSELOR, district.oak))
    page = words(client.get(at(show=show)))
    assert says in page
    assert "Awaits the district’s review" in page
    assert (
        f"Interventions {len(PACK.interventions)}"
        in page.replace("</span>", "").replace('<span class="count">', " ")
        or str(len(PACK.interventions)) in page
    )


def test_an_entry_says_all_that_is_known_of_it(district):
    client = sign_in(hire(Role.COUNSELOR, district.oak))
    page = words(client.get(at(of="interventions:I02")))
    for said in (
        "Nudge letter",
        "28,080 homes in one city",
        "Rogers &amp; Feller 2018",
        "a trial showed a gain in attendance".capitalize(),
        "Prevention, Early",
        "Sent, returned",
    ):
        assert said in page
    assert "In the district’s own words" not in page  # who reads it does not say it
    page = words(client.get(at(of="barriers:B01")))
    assert "¿quién decide si te quedas en casa?" in page


@pytest.mark.parametrize("of", ["interventions:I99", "nothing:I15", "interventions", ""])
def test_what_there_is_not_is_not_found(director, of):
    assert director.get(at(of=of)).status_code == 404
    assert save(director, of=of).status_code == 404


def test_a_director_says_an_entry_in_the_districts_words(director, district):
    answer = save(director)
    assert answer.headers["Location"] == at(of="interventions:I15").replace(":I15", "%3AI15")
    page = words(director.get(answer.headers["Location"]))
    assert "An adult who cares. 3 a week; Staff." in page
    assert "Reviewed Wed, Nov 18, 2026" in page
    assert f"the product’s own: {PACK.interventions['I15'].name}." in page
    start = f"{reverse('plans:start')}?student={district.ana.pk}"
    counselor = sign_in(hire(Role.COUNSELOR, district.oak))
    assert ">Mentor</option>" in words(counselor.get(start))


def test_what_is_not_offered_is_in_no_form(director, district):
    save(director, is_offered="")
    start = f"{reverse('plans:start')}?student={district.ana.pk}"
    counselor = sign_in(hire(Role.COUNSELOR, district.oak))
    assert 'value="I15"' not in words(counselor.get(start))
    assert "Not offered here" in words(counselor.get(at()))


def test_what_is_left_empty_comes_back(director):
    answer = save(director, what="")
    assert (answer.status_code, "Enter the what it is." in words(answer)) == (422, True)
    assert "3 a week" in words(answer)
    assert not PracticeEdit.objects.exists()


def test_what_moved_meanwhile_comes_back_with_what_was_typed_and_the_next_click_means_it(director):
    save(director)
    answer = save(director, what="Mine")
    assert answer.status_code == 422
    assert "Somebody changed this entry since you opened the page" in words(answer)
    assert 'value="Mine"' in words(answer)
    last = PracticeEdit.objects.get()
    assert f'name="read" value="{last.pk}"' in words(answer)
    save(director, what="Mine", read=last.pk)
    assert practice_in_force(TODAY).interventions["I15"].what == "Mine"


@pytest.mark.parametrize("role", [Role.COUNSELOR, Role.SCHOOL_ADMINISTRATOR, Role.DIRECTOR])
def test_only_a_role_over_the_whole_district_says_it(district, role):
    place = district.north if role == Role.DIRECTOR else district.oak
    assert save(sign_in(hire(role, place))).status_code == 403
    assert not PracticeEdit.objects.exists()


def test_the_policy_leads_there(director):
    assert reverse("practice") in words(director.get(reverse("policy")))


@pytest.mark.parametrize(
    ("part", "code", "name", "room"),
    [
        ("interventions", "I15", "name", 120),
        ("interventions", "I15", "by", 120),
        ("interventions", "I15", "dose", 120),
        ("interventions", "I15", "what", 400),
        ("barriers", "B05", "label.en", 120),
        ("barriers", "B05", "student.en", 400),
    ],
)
def test_words_have_the_room_that_plans_and_interviews_have_for_them(
    director, district, part, code, name, room
):
    """What is kept of an entry in a plan or an interview fits there, to the last letter."""
    entry = PACK.part(part)[code]
    said = {one: value_of(entry, one) for one in EDITABLE[part]}
    sent = {**said, "of": f"{part}:{code}", "read": "0", "is_offered": "on"}
    too_long = director.post(reverse("set-practice"), {**sent, name: "x" * (room + 1)})
    assert (too_long.status_code, PracticeEdit.objects.exists()) == (422, False)
    assert director.post(reverse("set-practice"), {**sent, name: "x" * room}).status_code == 302
    counselor = sign_in(hire(Role.COUNSELOR, district.oak))
    there = f"{reverse('plans:start')}?student={district.ana.pk}&like=I15"
    form = counselor.get(there).context["form"]
    filled = {one: form[one].value() for one in form.fields if form[one].value() is not None}
    started = {**filled, "client_uuid": uuid4(), "reason": "12 days"}
    assert counselor.post(there, started).status_code == 302
    asked = {"client_uuid": uuid4(), "who": "student", "barrier": ["B05"]}
    there = f"{reverse('plans:ask')}?student={district.ana.pk}"
    assert counselor.post(there, asked).status_code == 302
