"""The row of a task: when it is due, whose it is, and what may become of it, without a database."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from tasks.templatetags.tasks import task_row
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


@pytest.mark.parametrize(
    ("values", "offered"),
    [
        ({}, {"do", "later"}),
        ({"manage": False}, set()),
        ({"may": {"manage": False}}, set()),
        ({"manage": False, "may": {"manage": True}}, {"do", "later"}),
        ({"state": "snoozed", "undo": {"state": "open"}}, {"do", "later", "undo"}),
        ({"state": "done", "undo": {"state": "open"}}, {"undo"}),
        ({"state": "done"}, set()),
        ({"undo": {"state": "open"}}, {"do", "later"}),  # it waits as it did
        ({"kind": "locate"}, {"call", "later"}),
        ({"kind": "locate", "log": ""}, {"later"}),  # for who logs no contact
    ],
)
def test_a_row_offers_what_may_become_of_it(values, offered):
    drawn = row(**values)
    marks = {"do": 'value="do"', "later": "data-later", "undo": 'value="undo"', "call": "data-log"}
    assert {name for name, mark in marks.items() if mark in drawn} == offered


def test_a_row_names_its_student_where_the_list_is_of_several_and_escapes_all():
    drawn = row(name=True, title="<b>&", student="<i>Ana", reason="<u>why")
    assert "/students/7/" in drawn
    assert "&lt;i&gt;Ana" in drawn
    assert not any(tag in drawn for tag in ("<b>", "<i>", "<u>"))
    assert "/students/7/" not in row()
