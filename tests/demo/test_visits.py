"""Visits of the made-up district: as the product would have made them, with today's to look at."""

from uuid import uuid4

import pytest

from core import sql
from tests.demo.conftest import SUNDAY
from tests.demo.shapes import by, shape, shapes
from tests.factories import act
from visits.actions import VisitPlan, confirm, plan_visit, warn
from visits.choices import VisitState, WhyNotAlone
from visits.models import NotAlone, Visit, VisitStep

pytestmark = pytest.mark.usefixtures("small")
NEVER = {
    "a visit that was made today or later": """
        SELECT count(*) FROM visits_visit WHERE note_id IS NOT NULL AND day >= %(today)s""",
    "a visit whose note is somebody else's, or about others": """
        SELECT count(*) FROM visits_visit v JOIN contacts_note n ON n.id = v.note_id
        WHERE n.author_id <> v.goes_id OR n.kind <> 'visit' OR NOT EXISTS (
            SELECT FROM contacts_notestudent s JOIN visits_visitstudent a ON a.student_id = s.student_id
            WHERE s.note_id = n.id AND a.visit_id = v.id)""",
    "a visit without a student": """
        SELECT count(*) FROM visits_visit v
        WHERE NOT EXISTS (SELECT FROM visits_visitstudent a WHERE a.visit_id = v.id)""",
    "a step before what it follows": """
        SELECT count(*) FROM (
            SELECT s.at < lag(s.at) OVER (PARTITION BY s.visit_id ORDER BY s.id) AS too_early
            FROM visits_visitstep s) s WHERE too_early""",
    "a state that its last step did not lead to": """
        SELECT count(*) FROM visits_visit v WHERE v.state <> coalesce(
            (SELECT CASE s.verb WHEN 'confirm' THEN 'confirmed' WHEN 'arrive' THEN 'there'
                                WHEN 'log' THEN 'out' ELSE 'validated' END
             FROM visits_visitstep s WHERE s.visit_id = v.id ORDER BY s.id DESC LIMIT 1), 'planned')""",
    "somebody who goes and is told, or is the partner": """
        SELECT count(*) FROM visits_visit WHERE goes_id IN (partner_id, watcher_id)""",
}


@pytest.mark.parametrize("what", NEVER)
def test_there_never_is(what):
    assert sql.value(NEVER[what], {"today": SUNDAY}) == 0


def test_a_counselor_has_five_visits_today():
    today = Visit.objects.filter(day=SUNDAY)
    goes = set(today.values_list("goes", flat=True))
    assert goes
    assert max(today.filter(goes=one).count() for one in goes) == 5


def test_one_goes_to_no_door_alone_and_one_is_late():
    today = Visit.objects.filter(day=SUNDAY)
    warned = NotAlone.objects.values_list("student", flat=True)
    assert today.filter(about__student__in=warned, state=VisitState.PLANNED).exists()
    assert today.filter(state=VisitState.THERE, rung_at=None, back_by__isnull=False).exists()


def test_those_that_were_made_are_mostly_signed_off():
    made = Visit.objects.exclude(note=None)
    signed = made.filter(state=VisitState.VALIDATED).count()
    assert made.count() / 2 < signed < made.count()
    assert made.filter(left_note=True).exists()
    assert not made.filter(miles=None).exists()


def test_a_plan_is_what_the_action_writes():
    old = Visit.objects.filter(state="planned", partner__isnull=False).order_by("pk")[0]
    what = VisitPlan(day=SUNDAY, goes=old.goes_id, partner=old.partner_id)
    new = plan_visit(
        by(old.made_by), client_uuid=uuid4(), students=list(old.students.all()), plan=what
    )
    assert shape(new) == shape(old)


def test_a_step_is_what_the_action_writes():
    old = Visit.objects.filter(state="planned", partner__isnull=False).order_by("pk")[0]
    done = confirm(act(old.partner, on=SUNDAY), visit=old, client_uuid=uuid4())
    mine = VisitStep.objects.filter(verb="confirm").exclude(visit=done)
    assert shape(done.steps.get(verb="confirm")) in shapes(mine)


def test_a_warning_is_what_the_action_writes():
    old = NotAlone.objects.order_by("pk")[0]
    other = next(one for one in WhyNotAlone if one != old.reason)
    new = warn(
        by(old.by), client_uuid=uuid4(), student=old.student, reason=other, review_on=old.review_on
    )
    assert shape(new) == shape(old)
