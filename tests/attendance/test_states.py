"""The state of a year: said alike by the rule and by the function that statements use."""

import pytest

from attendance.choices import Status
from attendance.queries.states import REPORT_DUE, state_of
from core import sql

STATE = "SELECT attendance_state(%(status)s, %(due)s, %(filed)s)"


@pytest.mark.django_db
@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize(("due", "filed"), [(0, 0), (1, 0), (1, 1), (2, 1), (1, 2)])
def test_statements_name_the_state_as_the_rule_does(status, due, filed):
    said = sql.value(STATE, {"status": status, "due": due, "filed": filed})
    assert said == state_of(status, reports_due=due, reports_filed=filed)


@pytest.mark.parametrize(
    ("status", "due", "filed", "state"),
    [
        (Status.WATCH, 1, 0, REPORT_DUE),
        (Status.WATCH, 1, 1, Status.WATCH),
        (Status.NONE, 1, 0, Status.NONE),
    ],
)
def test_a_report_is_due_while_one_more_is_called_for_than_was_filed(status, due, filed, state):
    assert state_of(status, reports_due=due, reports_filed=filed) == state
