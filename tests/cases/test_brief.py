"""What a brief says of a case: whose it is, why it was opened, and what waits."""

from datetime import timedelta

import pytest

from cases.actions import do
from cases.queries.brief import brief
from tests.factories import TODAY, CaseFactory, TaskFactory, UserFactory, act

MAY = frozenset({"case.read"})


def said(student):
    return {one.kind: one for one in brief(student, MAY, TODAY)}


def test_of_nobody_s_case_it_says_that_nobody_has_it(district):
    case = CaseFactory(student=district.ana, opened_by=UserFactory(name="Dana Cole"))
    found = said(district.ana)
    assert (
        found["case_free"].text == "Nobody has the case, open since October 19, 2026; tier early."
    )
    assert found["case_opened"].text == "Dana Cole opened the case: “Absences”."
    assert found["case_free"].key == f"case:{case.pk}"
    assert "case" not in found


def test_whose_case_it_is(district):
    CaseFactory(student=district.ana, owner=UserFactory(name="Ana Reyes"), tier="intensive")
    words = "Ana Reyes has the case, open since October 19, 2026; tier intensive."
    assert said(district.ana)["case"].text == words


def test_of_a_closed_case_nothing_is_said(district):
    closed = {"closed_on": TODAY, "closed_by": UserFactory(), "close_reason": "goal_met"}
    case = CaseFactory(student=district.ana)
    type(case).objects.filter(pk=case.pk).update(**closed)
    assert said(district.ana) == {}


@pytest.mark.parametrize(
    ("days", "kind", "words"),
    [
        (0, "task", "Call the family, due November 18, 2026."),
        (1, "task", "Call the family, due November 19, 2026."),
        (-1, "task_late", "Overdue since November 17, 2026: Call the family."),
    ],
)
def test_what_waits_and_what_is_late(district, days, kind, words):
    task = TaskFactory(student=district.ana, due_on=TODAY + timedelta(days=days))
    [one] = brief(district.ana, MAY, TODAY)
    assert (one.kind, one.text, one.key) == (kind, words, f"task:{task.pk}")
    assert one.href == f"/students/{district.ana.pk}/work/#task-{task.pk}"


def test_what_is_done_waits_no_more(district, who):
    do(task=TaskFactory(student=district.ana), act=act(who))
    assert said(district.ana) == {}
