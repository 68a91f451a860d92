"""Requests of the made-up district: at every stage, and as the product would have made them."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from attendance.choices import AutoResult
from attendance.models import AutomaticContact
from core import sql
from intake.actions import GivenAnswer, answer, ask_for_help, follow_protocol, take
from intake.choices import Asker, ReplyHow, RequestState
from intake.models import HelpRequest, ProtocolFollowed, RequestStep
from intake.queries.lists import late_on
from intake.rules.levels import answer_by
from students.models import SchoolDay
from students.rules.calendar import SchoolCalendar
from tests.demo.conftest import SUNDAY
from tests.demo.shapes import MONDAY, by, shape, shapes
from tests.factories import act
from tests.intake.world import asked

pytestmark = pytest.mark.usefixtures("small")
NEVER = {
    "a request asked or a step taken today or later": """
        SELECT count(*) FROM intake_helprequest r LEFT JOIN intake_requeststep s ON s.request_id = r.id
        WHERE r.asked_on >= %(today)s OR s."on" >= %(today)s""",
    "a request of a day without school, or of another school": """
        SELECT count(*) FROM intake_helprequest r
        WHERE NOT EXISTS (SELECT FROM students_schoolday d WHERE d.school_id = r.school_id
                          AND d.date = r.asked_on AND d.is_school_day)
           OR NOT EXISTS (SELECT FROM students_enrollment e WHERE e.student_id = r.student_id
                          AND e.school_id = r.school_id)""",
    "a step before what it follows": """
        SELECT count(*) FROM (
            SELECT s.at < lag(s.at) OVER (PARTITION BY s.request_id ORDER BY s.id) AS too_early
            FROM intake_requeststep s) s WHERE too_early""",
    "a state that its last step did not lead to": """
        SELECT count(*) FROM intake_helprequest r WHERE r.state <> coalesce(
            (SELECT CASE s.verb WHEN 'take' THEN 'taken' WHEN 'answer' THEN 'answered'
                                WHEN 'pause' THEN 'paused' ELSE 'closed' END
             FROM intake_requeststep s WHERE s.request_id = r.id ORDER BY s.id DESC LIMIT 1), 'new')""",
    "an answer of another day than the request keeps": """
        SELECT count(*) FROM intake_helprequest r WHERE r.answered_on IS DISTINCT FROM (
            SELECT min(s."on") FROM intake_requeststep s
            WHERE s.request_id = r.id AND s.verb = 'answer')""",
}


@pytest.mark.parametrize("what", NEVER)
def test_there_never_is(what):
    assert sql.value(NEVER[what], {"today": SUNDAY}) == 0


def test_there_is_one_at_every_stage_and_of_every_kind():
    assert set(HelpRequest.objects.values_list("state", flat=True)) == set(RequestState.values)
    assert set(HelpRequest.objects.values_list("asker", flat=True)) == set(Asker.values)


def test_some_are_late_and_most_are_not():
    late = HelpRequest.objects.filter(late_on(SUNDAY)).count()
    assert 0 < late < HelpRequest.objects.count() / 2


def test_each_is_due_on_the_day_that_the_rule_says():
    days = SchoolDay.objects.filter(is_school_day=True).values_list("school", "date")
    known = {}
    for school, day in days:
        known.setdefault(school, set()).add(day)
    found = list(HelpRequest.objects.all())
    assert found
    for one in found:
        calendar = SchoolCalendar(
            first=one.asked_on, last=one.asked_on + timedelta(days=60), dates=known[one.school_id]
        )
        wait = 0 if one.urgency == "today" else 2
        due = answer_by(one.asked_on, school_days=wait, calendar=calendar)
        assert one.due_on == due


def test_a_request_is_what_the_action_writes():
    old = HelpRequest.objects.filter(state="new", asker="staff").order_by("pk")[0]
    new = ask_for_help(
        by(old.written_by),
        client_uuid=UUID(int=1),
        student=old.student,
        asked=asked(asked_on=MONDAY, tried="A talk", strengths="Draws"),
        seen=old.pk,
    )
    assert shape(new) == shape(old)
    assert shape(new)["school_id"]
    assert set(new.reasons[0]) == set(old.reasons[0])


def test_a_step_is_what_the_action_writes():
    old = HelpRequest.objects.filter(state="new").order_by("pk")[0]
    now = act(old.written_by, on=MONDAY)
    taken = take(now, request=old, client_uuid=uuid4())
    told = GivenAnswer(how=ReplyHow.PERSON, on=MONDAY, words="It is here.")
    done = answer(now, request=taken, client_uuid=uuid4(), told=told)
    for verb in ("take", "answer"):
        mine = RequestStep.objects.filter(verb=verb).exclude(request=done)
        assert shape(done.steps.get(verb=verb)) in shapes(mine)


def test_protocols_were_followed_as_the_action_writes():
    old = ProtocolFollowed.objects.order_by("pk")[0]
    assert ProtocolFollowed.objects.count() == 4
    assert not ProtocolFollowed.objects.filter(at__date__gte=SUNDAY).exists()
    assert shape(follow_protocol(by(old.by), client_uuid=uuid4())) == shape(old)


def test_the_dialer_called_about_days_missed_and_of_all_results_there_is_one():
    found = AutomaticContact.objects.all()
    assert set(found.values_list("result", flat=True)) == set(AutoResult.values) - {"delivered"}
    strays = """
        SELECT count(*) FROM attendance_automaticcontact a WHERE a.date >= %(today)s OR NOT EXISTS (
            SELECT FROM attendance_mark m WHERE m.student_id = a.student_id AND m.date = a.date)"""
    assert sql.value(strays, {"today": SUNDAY}) == 0
