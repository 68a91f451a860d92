"""Visits on a student's page, and how far each is in words."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.access import reach_of
from accounts.choices import Permission, Role
from audit.models import AccessEvent
from core.refusals import Refusal
from tests.factories import TODAY, NotAloneFactory, NoteFactory, UserFactory, VisitFactory
from tests.visits.world import at_the_door, plan
from tests.world import hire, sign_in
from visits import actions
from visits.choices import VisitState, WhyOff
from visits.queries.colleagues import colleagues_for
from visits.queries.panel import panel
from visits.rules.stages import VISIT_STAGES
from visits.tasks import ring_for_the_late
from visits.templatetags.visits import WORDS

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
READS, WRITES = frozenset({Permission.CASE_READ}), frozenset({Permission.NOTE_WRITE})


def test_the_newest_open_visits_are_shown(district):
    def on(days):
        return VisitFactory(about_student=district.ana, day=TODAY + days * DAY)

    _, second, third, fourth = (on(days) for days in range(4))
    VisitFactory(about_student=district.ana, state="off", why_off=WhyOff.OTHER)
    VisitFactory(about_student=district.ben)
    assert list(panel(district.ana, READS).visits) == [fourth, third, second]


def test_the_panel_takes_two_statements(district, django_assert_num_queries):
    for _ in range(3):
        VisitFactory(about_student=district.ana)
        NotAloneFactory(student=district.ana)
    with django_assert_num_queries(2):
        assert len(panel(district.ana, READS).warnings) == 3


@pytest.mark.parametrize(("may", "writes"), [(READS, False), (WRITES, True), (frozenset(), False)])
def test_who_may_write_plans_visits(district, may, writes):
    assert panel(district.ana, may).may_write is writes


@pytest.mark.parametrize(
    ("values", "late", "words"),
    [
        ({}, False, "Planned"),
        ({"partner": True}, False, "Partner to confirm"),
        ({"partner": True, "state": VisitState.CONFIRMED}, False, "Confirmed"),
        ({"state": VisitState.THERE}, False, "At the door"),
        ({"state": VisitState.THERE}, True, "Not back in time"),
        ({"state": VisitState.OUT}, False, "Not written down yet"),
        ({"state": VisitState.OUT, "note": True}, False, "Logged"),
        ({"state": VisitState.VALIDATED, "partner": True, "note": True}, False, "Signed off"),
        ({"state": VisitState.OFF, "why_off": WhyOff.OTHER}, False, "Called off"),
    ],
)
def test_how_far_it_is_in_words(values, late, words):
    moment = timezone.now()
    made = {
        **values,
        **({"partner": UserFactory()} if values.get("partner") else {}),
        **({"note": NoteFactory()} if values.get("note") else {}),
    }
    if values.get("state") == VisitState.THERE:
        made |= {"watcher": UserFactory(), "went_at": moment, "back_by": moment}
    drawn = render_to_string(
        "visits/_state.html", {"visit": VisitFactory(**made), "is_late": late}
    )
    assert words in drawn


def test_every_step_has_words():
    assert set(WORDS) == set(VISIT_STAGES.moves)


@pytest.mark.parametrize(
    "refusal",
    [one for one in vars(actions).values() if isinstance(one, type) and issubclass(one, Refusal)],
)
def test_every_refusal_says_what_to_do(refusal):
    assert str(refusal()).endswith(".")


def test_colleagues_are_those_of_the_school(district):
    here = hire(Role.COUNSELOR, district.oak, name="Ana Bell")
    leads = hire(Role.FIELD_COORDINATOR, district.north, name="Cy Dow")
    hire(Role.COUNSELOR, district.pine)
    hire(Role.CLERK, district.oak)
    hire(Role.AUDITOR)
    assert colleagues_for([district.ana], on=TODAY) == [here, leads]


def test_of_a_child_who_left_they_are_those_of_the_last_school(district):
    here = hire(Role.COUNSELOR, district.oak)
    assert colleagues_for([district.finn], on=TODAY) == [here]
    assert colleagues_for([], on=TODAY) == []


@pytest.mark.parametrize("page", ["visits:day", "visits:kept", "visits:visit", "out-now"])
def test_every_reading_is_logged(counselor, watcher, district, page):
    visit = at_the_door(counselor, plan(counselor, district.ana), watcher)
    there = reverse(page, args=[visit.pk] if page == "visits:visit" else [])
    assert sign_in(counselor).get(there).status_code == 200
    read = AccessEvent.objects.filter(page=page, actor_id=str(counselor.pk))
    assert district.ana.pk in {key for row in read for key in row.student_ids}


def test_the_job_rings(counselor, watcher, district):
    at_the_door(counselor, plan(counselor, district.ana), watcher, hours=-2)
    ring_for_the_late()
    ring_for_the_late()
    page = sign_in(watcher).get(reverse("today")).content.decode()
    assert page.count("not back from a visit") == 1 or f"Reach {counselor}" in page


def test_the_task_leads_to_the_visit_and_the_check_out_does_it(counselor, watcher, district):
    visit = at_the_door(counselor, plan(counselor, district.ana), watcher, hours=-2)
    ring_for_the_late()
    client = sign_in(watcher)
    page = client.get(reverse("student-work", args=[district.ana.pk])).content.decode()
    assert 'id="student-visits"' in page
    client.post(reverse("visits:leave", args=[visit.pk]), {"client_uuid": uuid4()})
    assert f"Reach {counselor}" not in client.get(reverse("today")).content.decode()


def test_reach_is_asked_anew(counselor, district):
    visit = plan(counselor, district.ana)
    reader = reach_of(hire(Role.COUNSELOR, district.elm), on=TODAY)
    assert not reader.carrying(Permission.CASELOAD_READ)
    client = sign_in(hire(Role.COUNSELOR, district.elm))
    assert client.get(reverse("visits:visit", args=[visit.pk])).status_code == 404
