"""The row of a task: when it is due, whose it is, and what may become of it, without a database."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from tasks.choices import TaskKind
from tasks.templatetags.tasks import MOVES, task_row
from tests.factories import TODAY

DAY = timedelta(days=1)


def row(*, due=0, manage=True, name="", may=None, log="/log/", **values):
    task = SimpleNamespace(
        **{
            "pk": 4,
            "student_id": 7,
            "student": "Ito, Ana",
            "sis_id": "S7",
            "kind": "contact",
            "title": "Call the family",
            "reason": "",
            "state": "open",
            "state_reason": "",
            "due_on": TODAY + due * DAY,
            "undo": {},
            "school": "Oak",
            "owner": "Bo Reyes",
            **values,
        }
    )
    context = {"today": TODAY, "may": {"manage": manage}, "quick_log_url": log}
    return task_row(context, task, name=name, may=may)


@pytest.mark.parametrize(
    ("state", "due", "said"),
    [
        ("open", -1, "Overdue since"),
        ("snoozed", -1, "Overdue since"),
        ("open", 0, "Due today"),
        ("snoozed", 0, "Due today"),
        ("open", 1, "Due Thu"),
        ("snoozed", 1, "Waits until"),
        ("done", -1, "Done"),
        ("dismissed", -1, "Dismissed: Not needed"),
    ],
)
def test_a_row_says_when_it_is_due_or_what_became_of_it(state, due, said):
    drawn = row(state=state, due=due, state_reason="Not needed")
    assert said in drawn
    assert ("Overdue" in drawn) is (said == "Overdue since")
    assert ("Bo Reyes" in drawn) is (state in ("open", "snoozed"))


@pytest.mark.parametrize(
    ("owner", "school", "said"),
    [("Bo Reyes", "Oak", "Bo Reyes"), ("", "Oak", "anybody at Oak"), ("", "", "")],
)
def test_a_row_says_whose_it_is(owner, school, said):
    drawn = row(owner=owner, school=school)
    assert said in drawn
    assert ("anybody" in drawn) is said.startswith("anybody")


MARKS = {
    "next": "data-next",
    "do": 'value="do"',
    "later": 'value="later"',
    "more": "data-more",
    "undo": 'value="undo"',
}
ALL = {"next", "do", "later", "more"}


@pytest.mark.parametrize(
    ("values", "offered"),
    [
        ({}, ALL),
        ({"log": ""}, ALL - {"next"}),  # for who logs no contact
        ({"kind": "other"}, ALL - {"next"}),
        ({"manage": False}, set()),
        ({"may": {"manage": False}}, set()),
        ({"manage": False, "may": {"manage": True}}, ALL),
        ({"state": "snoozed", "undo": {"state": "open"}}, ALL | {"undo"}),
        ({"state": "done", "undo": {"state": "open"}}, {"undo"}),
        ({"state": "done"}, set()),
        ({"undo": {"state": "open"}}, ALL),  # it waits as it did
        ({"kind": "locate"}, {"next", "more"}),  # neither done nor put off without words
        ({"kind": "locate", "log": ""}, {"more"}),
        ({"kind": "review"}, {"next", "later", "more"}),  # done on its page
        ({"kind": "answer"}, {"next", "later", "more"}),
        ({"kind": "colleague"}, {"next", "more"}),  # nobody waits a day for who is not back
    ],
)
def test_a_row_offers_what_may_become_of_it(values, offered):
    drawn = row(**values)
    assert {name for name, mark in MARKS.items() if mark in drawn} == offered


@pytest.mark.parametrize(
    ("kind", "there", "words"),
    [
        ("contact", "/log/?student=7&amp;kind=call", "Log the call"),
        ("locate", "/log/?student=7&amp;kind=call", "Log the call"),
        ("visit", "/log/?student=7&amp;kind=visit", "Log the visit"),
        ("conference", "/log/?student=7&amp;kind=conference", "Log the conference"),
        ("report", "/reports/?school=3", "File the report"),
        ("tier", "/students/7/work/#student-case", "Decide the tier"),
        ("support", "/students/7/plan/", "Plan"),
        ("review", "/students/7/plan/", "Open the plan"),
        ("answer", "/students/7/work/#student-requests", "Open the request"),
        ("colleague", "/students/7/work/#student-visits", "Open the visit"),
    ],
)
def test_the_next_move_of_each_kind_leads_to_where_it_is_made(kind, there, words):
    drawn = row(kind=kind, school_id=3)
    button = drawn.split("data-next")[1].split("</a>")[0]
    assert f'href="{there}"' in button
    assert words in button
    assert "Call the family, Ito, Ana, ID S7" in button  # read aloud it says of whom
    assert ("data-log" in button) is there.startswith("/log/")


def test_a_task_to_visit_is_planned_as_a_visit_too():
    assert 'href="/visits/plan/?student=7&amp;task=' in row(kind="visit")
    assert "/visits/plan/" not in row(kind="contact")


def test_every_kind_but_what_people_name_has_a_next_move():
    assert set(MOVES) == set(TaskKind) - {TaskKind.OTHER}


def test_a_row_names_its_student_where_the_list_is_of_several_and_escapes_all():
    drawn = row(name=True, title="<b>&", student="<i>Ana", reason="<u>why")
    assert "/students/7/" in drawn
    assert "&lt;i&gt;Ana" in drawn
    assert not any(tag in drawn for tag in ("<b>", "<i>", "<u>"))
    assert "/students/7/" not in row()
