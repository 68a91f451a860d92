"""Where nobody goes alone: for which home, told to whom, and how long it holds."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import AuditEvent
from tests.factories import TODAY, HouseholdFactory, NotAloneFactory, StudentFactory, VisitFactory
from tests.visits.world import at_the_door, now, plan
from visits.actions import NotYourVisitForm, lift, warn
from visits.choices import VisitState, WhyNotAlone
from visits.models import VisitStudent
from visits.queries.alone import warnings_for, warnings_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def home(district):
    """Ana and Ben live together; Dov lives elsewhere."""
    made = HouseholdFactory()
    for student in (district.ana, district.ben):
        student.household = made
        student.save(update_fields=["household"])
    return made


def test_of_whom_nothing_is_on_file_nothing_is_told(district):
    NotAloneFactory()  # of a child without a household, as are all others
    assert warnings_of([district.dov]) == []
    assert warnings_of([]) == []


def test_a_warning_is_told_of_every_child_of_the_home(district, home):
    warning = NotAloneFactory(student=district.ana)
    assert warnings_of([district.ben]) == [warning]
    assert warnings_of([district.ana, district.ben]) == [warning]


def test_the_newest_is_first_and_an_old_one_still_holds(district):
    old = NotAloneFactory(
        student=district.ana, since=TODAY - 400 * DAY, review_on=TODAY - 300 * DAY
    )
    new = NotAloneFactory(student=district.ana, reason=WhyNotAlone.WEAPON)
    assert warnings_of([district.ana]) == [new, old]


def test_each_visit_has_its_own(district, home):
    warning = NotAloneFactory(student=district.ana)
    to_ben, to_dov = (VisitFactory(about_student=one) for one in (district.ben, district.dov))
    assert warnings_for([to_ben, to_dov]) == {to_ben.pk: [warning], to_dov.pk: []}


def test_of_many_visits_it_takes_two_statements():
    visits = [VisitFactory() for _ in range(10)]
    for visit in visits:
        VisitStudent.objects.create(visit=visit, student=StudentFactory())
        NotAloneFactory(student=visit.students.order_by("pk").first())
    with CaptureQueriesContext(connection) as statements:
        found = warnings_for(visits)
    assert len(statements) == 2
    assert all(len(some) == 1 for some in found.values())


def test_once_it_is_lifted_one_goes_alone(counselor, watcher, district):
    warning = NotAloneFactory(student=district.ana)
    lift(now(counselor), warning=warning)
    visit = plan(counselor, district.ana)
    assert at_the_door(counselor, visit, watcher).state == VisitState.THERE


def test_it_can_be_said_again_after_it_was_lifted(counselor, district):
    what = {"student": district.ana, "reason": WhyNotAlone.DUSK, "review_on": TODAY + DAY}
    first = warn(now(counselor), client_uuid=uuid4(), **what)
    lift(now(counselor), warning=first)
    second = warn(now(counselor), client_uuid=uuid4(), **what)
    assert warnings_of([district.ana]) == [second]


def test_the_form_of_somebody_else_says_nothing(counselor, partner, district):
    what = {"reason": WhyNotAlone.DUSK, "review_on": TODAY + DAY}
    warn(now(counselor), client_uuid=UUID(int=1), student=district.ana, **what)
    for by, student in ((partner, district.ana), (counselor, district.ben)):
        with pytest.raises(NotYourVisitForm):
            warn(now(by), client_uuid=UUID(int=1), student=student, **what)


def test_the_log_says_who_and_which_reason_and_no_story(counselor, district):
    what = {"reason": WhyNotAlone.POLICE, "review_on": TODAY + DAY}
    warn(now(counselor), client_uuid=uuid4(), student=district.ana, **what)
    said = AuditEvent.objects.get(action="visit.not_alone")
    assert (said.actor_id, said.student_id) == (str(counselor.pk), district.ana.pk)
    assert said.detail == {"reason": "police", "review_on": str(TODAY + DAY)}
