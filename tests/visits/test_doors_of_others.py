"""Pages of a visit for who is not of the school: as if there were none."""

from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.choices import Role
from tests.factories import NotAloneFactory
from tests.visits.world import plan
from tests.world import hire, sign_in
from visits.models import NotAloneLifted, Visit, VisitStep

pytestmark = pytest.mark.django_db
POSTS = (
    "change",
    "confirm",
    "arrive",
    "stay",
    "leave",
    "validate",
    "call_off",
    "resume",
)


@pytest.fixture
def outsider(district):
    """A counselor of another school."""
    return sign_in(hire(Role.COUNSELOR, district.pine))


@pytest.fixture
def visit(counselor, district):
    return plan(counselor, district.ana)


@pytest.mark.parametrize("page", ["visit", "door"])
def test_no_page_is_there(outsider, visit, page):
    assert outsider.get(reverse(f"visits:{page}", args=[visit.pk])).status_code == 404


@pytest.mark.parametrize("verb", POSTS)
def test_nothing_is_changed(outsider, visit, verb):
    answer = outsider.post(reverse(f"visits:{verb}", args=[visit.pk]), {"client_uuid": uuid4()})
    assert answer.status_code == 404
    assert not VisitStep.objects.exists()
    assert Visit.objects.get().state == "planned"


@pytest.mark.parametrize("verb", POSTS)
def test_who_writes_no_notes_is_told_no(visit, district, verb):
    clerk = sign_in(hire(Role.CLERK, district.oak))
    answer = clerk.post(reverse(f"visits:{verb}", args=[visit.pk]), {"client_uuid": uuid4()})
    assert answer.status_code == 403
    assert not VisitStep.objects.exists()


@pytest.mark.parametrize("verb", [*POSTS, "door"])
def test_no_visit_is_made_by_looking(counselor, visit, verb):
    answer = sign_in(counselor).get(reverse(f"visits:{verb}", args=[visit.pk]))
    assert answer.status_code == (200 if verb == "door" else 405)
    assert not VisitStep.objects.exists()


def test_no_warning_is_set_or_lifted(outsider, district):
    warning = NotAloneFactory(student=district.ana)
    there = f"{reverse('visits:not_alone')}?student={district.ana.pk}"
    assert outsider.get(there).status_code == 404
    assert outsider.post(there, {"reason": "dusk"}).status_code == 404
    assert outsider.post(reverse("visits:lift", args=[warning.pk])).status_code == 404
    assert not NotAloneLifted.objects.exists()


def test_a_page_whose_step_was_taken_by_another_says_so(counselor, partner, visit, district):
    client = sign_in(counselor)
    client.post(
        reverse("visits:call_off", args=[visit.pk]), {"client_uuid": uuid4(), "why": "family"}
    )
    answer = client.post(
        reverse("visits:resume", args=[visit.pk]), {"client_uuid": uuid4()}, follow=True
    )
    assert "The visit is planned again." in answer.content.decode()
    late = client.post(
        reverse("visits:resume", args=[visit.pk]), {"client_uuid": uuid4()}, follow=True
    )
    assert "has moved on since the page was opened" in late.content.decode()


@pytest.mark.parametrize("key", ["", "x", "0", "99999999999999999999"])
def test_a_student_who_is_none_is_not_there(counselor, key):
    client = sign_in(counselor)
    assert client.get(reverse("visits:not_alone"), {"student": key}).status_code == 404
