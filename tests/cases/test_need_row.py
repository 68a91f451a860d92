"""The row of a child who needs somebody, without a database."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from cases.queries.caseload import Contacted
from cases.queries.needs import Need
from cases.rules.needs import Known, reasons_of
from cases.templatetags.needs import need_row
from students.rules.phones import phones_in
from tasks.queries import TaskLine
from tests.factories import TODAY

ROSA = SimpleNamespace(key="9", name="Rosa <Ito>", phone=phones_in("213 555 0143")[0])
LINE = TaskLine(
    pk=4,
    student_id=7,
    student="Ito, Ana",
    sis_id="S7",
    kind="contact",
    title="Call the family",
    reason="",
    state="open",
    due_on=TODAY,
    undo=False,
    school_id=3,
    school="Oak",
    owner="",
)


def row(*, log="/log/", manage=True, known=None, **values):
    need = Need(
        **{
            "student_id": 7,
            "student": "Ito, <Ana>",
            "sis_id": "S7",
            "school": "Oak",
            "grade": "7",
            "reasons": reasons_of(known or Known(is_due=True), absent_from=3, reach_days=14),
            "tasks": [LINE],
            "tasks_of": 1,
            "has_case": False,
            "last_reached": None,
            "days_since_reached": None,
            **values,
        }
    )
    return need_row({"today": TODAY, "may": {"manage": manage}, "quick_log_url": log}, need)


def test_it_names_the_child_and_the_place_and_escapes_all():
    drawn = row(call=ROSA)
    assert 'id="need-7"' in drawn
    assert "Ito, &lt;Ana&gt;" in drawn
    assert "Oak, grade 7" in drawn
    assert "Rosa &lt;Ito&gt;" in drawn
    assert "<Ana>" not in drawn


@pytest.mark.parametrize(
    ("known", "said", "is_grave"),
    [
        (Known(seeks=True), "Nobody knows where the student is", True),
        (Known(absent_now=4), "Absent 4 school days in a row", True),
        (Known(silent_days=20, was_reached=True), "Nobody reached for 20 days", False),
        (Known(late_days=2), "2 days overdue", False),
    ],
)
def test_it_says_why(known, said, is_grave):
    drawn = row(known=known)
    assert said in drawn
    assert ("need-grave" in drawn) is is_grave


def test_what_the_task_says_is_not_said_twice():
    assert row().count("Due today") == 1


@pytest.mark.parametrize(
    ("days", "who", "said"),
    [
        (0, "Rosa", "Last reached today: Rosa, call"),
        (1, "Rosa", "Last reached yesterday: Rosa, call"),
        (9, "", "Last reached 9 days ago, call"),
    ],
)
def test_it_says_who_was_reached_last(days, who, said):
    last = Contacted(TODAY - timedelta(days=days), who, "Call")
    assert said in row(last_reached=last, days_since_reached=days)


def test_it_says_that_nobody_was_reached():
    assert "Nobody was reached yet" in row()


def test_a_tap_calls_and_the_way_back_logs_it():
    drawn = row(call=ROSA)
    assert 'href="tel:+12135550143" data-call="/log/?student=7&amp;kind=call&amp;who=9"' in drawn
    assert "data-call" not in row(call=ROSA, log="")
    assert "tel:" not in row(call=SimpleNamespace(key="9", name="Rosa", phone=None))


@pytest.mark.parametrize(("of", "said"), [(1, ""), (2, "1 task more"), (5, "4 tasks more")])
def test_what_is_not_shown_is_counted(of, said):
    drawn = row(tasks_of=of)
    assert ("more of this student" in drawn) is bool(said)
    assert said in drawn


def test_without_a_task_the_family_is_to_be_reached():
    drawn = row(tasks=[], tasks_of=0)
    assert "Reach the family" in drawn
    assert 'data-next data-log href="/log/?student=7&amp;kind=call"' in drawn
    assert "data-next" not in row(tasks=[], tasks_of=0, log="")
    assert "Reach the family" not in row()


def test_the_brief_is_one_click_away_and_says_whose_it_is():
    drawn = row()
    assert '<a class="need-brief" href="/students/7/brief/">Brief' in drawn
    assert '<span class="visually-hidden"> about Ito, &lt;Ana&gt;, ID S7</span>' in drawn
