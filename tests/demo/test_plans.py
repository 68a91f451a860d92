"""Plans of the made-up district: at every stage, and as the product would have made them."""

import pytest

from core import sql
from plans.actions import hold_interview, start_plan
from plans.models import Interview, InterviewBarrier, Plan, PlanReview, Strategy
from plans.queries.plans import plan_file
from plans.rules.goals import first_goal
from students.models import Student
from tasks.models import Task
from tests.demo.conftest import SUNDAY
from tests.demo.shapes import by, shape, shapes
from tests.plans.world import UUID_1, chosen, goal, said

pytestmark = pytest.mark.usefixtures("small")

STAGES = {
    "one that began lately": "NOT EXISTS (SELECT FROM plans_planreview r WHERE r.plan_id = p.id)",
    "one that was reviewed": "EXISTS (SELECT FROM plans_planreview r WHERE r.plan_id = p.id)",
    "one whose review is late": "p.ended_on IS NULL AND c.closed_on IS NULL AND p.review_on < %(today)s",
    "one that rests with its case": "p.ended_on IS NULL AND c.closed_on IS NOT NULL",
    "one that goes on with another goal": "p.goal_from > p.started_on + 7 AND p.ended_on IS NULL",
    "one that was decided to change": """EXISTS (
        SELECT FROM plans_planreview r WHERE r.plan_id = p.id AND r.decision = 'change')""",
}
NEVER = {
    "a plan before its case, or begun on a day without school": """
        SELECT count(*) FROM plans_plan p JOIN cases_case c ON c.id = p.case_id
        WHERE p.started_on < c.opened_on OR p.student_id <> c.student_id OR NOT EXISTS (
            SELECT FROM students_schoolday d WHERE d.school_id = c.school_id
            AND d.date = p.started_on AND d.is_school_day)""",
    "a goal of other than twenty school days": """
        SELECT count(*) FROM plans_plan p JOIN cases_case c ON c.id = p.case_id
        WHERE 20 <> (SELECT count(*) FROM students_schoolday d WHERE d.school_id = c.school_id
            AND d.is_school_day AND d.date BETWEEN p.goal_from AND p.goal_until)""",
    "a review of a plan that was over, before it, or to come": """
        SELECT count(*) FROM plans_planreview r JOIN plans_plan p ON p.id = r.plan_id
        JOIN cases_case c ON c.id = p.case_id
        WHERE r."on" NOT BETWEEN p.started_on + 1
              AND least(coalesce(p.ended_on, c.closed_on), %(today)s - 1)""",
    "a plan that ended otherwise than its last review says": """
        SELECT count(*) FROM plans_plan p WHERE (p.ended_on IS NOT NULL) <> EXISTS (
            SELECT FROM plans_planreview r WHERE r.plan_id = p.id AND r.decision = 'exit'
            AND r."on" = p.ended_on)""",
    "a next review that the plan does not know": """
        SELECT count(*) FROM plans_plan p JOIN LATERAL (
            SELECT next_on FROM plans_planreview r WHERE r.plan_id = p.id
            ORDER BY r."on" DESC LIMIT 1) r ON true
        WHERE p.ended_on IS NULL AND r.next_on <> p.review_on""",
    "a running plan without its one task, or a task without its plan": """
        SELECT count(*) FROM plans_plan p JOIN cases_case c ON c.id = p.case_id
        FULL JOIN (SELECT * FROM tasks_task WHERE kind = 'review' AND state = 'open') t
          ON t.student_id = p.student_id AND p.ended_on IS NULL AND c.closed_on IS NULL
         AND t.evidence = jsonb_build_object('plan', p.id) AND t.due_on = p.review_on
        WHERE t.id IS NULL AND p.ended_on IS NULL AND c.closed_on IS NULL OR p.id IS NULL""",
    "a strategy logged on a day that was not planned": """
        SELECT count(*) FROM plans_delivery d JOIN plans_strategy s ON s.id = d.strategy_id
        WHERE d."on" < s.starts_on OR d."on" >= %(today)s
           OR extract(isodow FROM d."on")::integer - 1 <> ALL (s.weekdays)""",
    "one thing twice in a plan": """
        SELECT count(*) FROM (SELECT FROM plans_strategy GROUP BY plan_id, code
                              HAVING count(*) > 1) s""",
    "an interview that is not the contact that it was": """
        SELECT count(*) FROM plans_interview i JOIN contacts_note n ON n.id = i.note_id
        WHERE n.author_id <> i.author_id OR n.guardian_id IS DISTINCT FROM i.guardian_id
           OR NOT n.reached OR (n.happened_at AT TIME ZONE 'America/Los_Angeles')::date <> i.held_on
           OR NOT EXISTS (SELECT FROM contacts_notestudent s WHERE s.note_id = n.id
                          AND s.student_id = i.student_id)""",
    "an interview that names nothing": """
        SELECT count(*) FROM plans_interview i WHERE NOT EXISTS (
            SELECT FROM plans_interviewbarrier b WHERE b.interview_id = i.id AND b.weight = 'main')""",
}


@pytest.mark.parametrize("stage", STAGES)
def test_there_is(stage):
    plans = "SELECT count(*) FROM plans_plan p JOIN cases_case c ON c.id = p.case_id WHERE "
    assert sql.value(plans + STAGES[stage], {"today": SUNDAY}) > 0


@pytest.mark.parametrize("what", NEVER)
def test_there_never_is(what):
    assert sql.value(NEVER[what], {"today": SUNDAY}) == 0


def test_the_goal_of_each_first_window_is_that_of_the_product():
    begun = list(Plan.objects.exclude(reviews__isnull=False))
    assert begun
    for plan in begun:
        asked = first_goal(plan.baseline_missed, plan.baseline_days, 20)
        assert (plan.goal_missed, plan.baseline_days) == (asked, 20)


def test_what_is_not_logged_yet_and_what_was_done_are_to_be_seen():
    files = [plan_file(plan, on=SUNDAY) for plan in Plan.objects.running().select_related("case")]
    lines = [line for file in files for line in file.lines if line.planned]
    assert any(line.to_log for line in lines)
    assert any(line.done == line.planned for line in lines)
    assert any(0 < line.done < line.planned for line in lines)


def test_a_plan_is_what_the_action_writes():
    old = Plan.objects.filter(ended_on=None).order_by("pk")[0]
    student = Student.objects.exclude(pk__in=Plan.objects.values("student")).order_by("pk")[0]
    new = start_plan(
        by(old.started_by),
        client_uuid=UUID_1,
        student=student,
        template="",
        goal=goal(),
        strategies=[chosen(dose="3 mornings a week")],
        tier="early",
        reason="12 days",
    )
    assert shape(new) == shape(old)
    made = shapes(Strategy.objects.filter(plan=old), "rating", "weekdays", "dose")
    assert shape(new.strategies.get(), "rating", "weekdays", "dose") in made
    task = Task.objects.get(student=student, kind="review")
    assert shape(task) in shapes(Task.objects.filter(kind="review"))


def test_an_interview_is_what_the_action_writes():
    old = Interview.objects.filter(speaker="student").order_by("pk")[0]
    new = hold_interview(
        by(old.author),
        client_uuid=UUID_1,
        student=old.student,
        said=said(limits_told=True, own_words="I would come.", strengths="Robotics"),
    )
    assert shape(new) == shape(old)
    assert shape(new.note) in shapes([old.note])
    assert shape(new.barriers.get()) in shapes(InterviewBarrier.objects.filter(interview=old))


def test_reviews_keep_the_goal_that_they_looked_back_on():
    assert not PlanReview.objects.filter(goal_until=None).exists()
