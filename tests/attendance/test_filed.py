"""What became of a filed report, and whether it stood at a moment; without a database."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from attendance.queries.filed import Decided, FiledReport
from attendance.rules.flags import because_of

NOON = datetime(2026, 11, 18, 12, tzinfo=ZoneInfo("America/Los_Angeles"))
HOUR = timedelta(hours=1)


def report(*decided, **values):
    """Filed at noon, and decided so many hours after."""
    made = {
        "pk": 1,
        "student_id": 2,
        "school_year": 2026,
        "number": 1,
        "filed_at": NOON,
        "filed_by": "Bo",
        "receiver": "Supervisor",
        "listed_dates": (date(2026, 9, 3),),
        "is_countable": True,
        "reasons": (),
        "waits": False,
        "decisions": tuple(Decided(v, "Bo", NOON + n * HOUR, "x") for n, v in decided),
    }
    return FiledReport(**{**made, **values})


DECIDED = ((1, "withdrawn"), (3, "upheld"))


@pytest.mark.parametrize(
    ("hours", "stood"), [(-1, False), (0, True), (0.9, True), (1, False), (2, False), (3, True)]
)
def test_it_stood_from_its_filing_until_it_was_withdrawn_and_again_once_upheld(hours, stood):
    assert report(*DECIDED).stood_at(NOON + hours * HOUR) is stood


def test_one_that_is_known_alone_never_stood():
    known = report(is_countable=False)
    assert (known.stood_at(NOON), known.stands) == (False, False)


@pytest.mark.parametrize(
    ("decided", "waits", "state", "stands"),
    [
        ((), False, "stands", True),
        (DECIDED[:1], False, "withdrawn", False),
        (DECIDED, False, "upheld", True),
        ((), True, "waits", True),
        (DECIDED, True, "waits", True),
    ],
)
def test_its_state_is_that_of_the_last_decision_while_it_does_not_wait(
    decided, waits, state, stands
):
    one = report(*decided, waits=waits, reasons=("2026-09-03",))
    assert (one.state, one.stands, bool(one.because)) == (state, stands, waits)


def test_what_was_read_is_another_thing_once_it_was_decided_or_waits_for_more():
    found = [
        report().read,
        report(*DECIDED[:1]).read,
        report(reasons=("2026-09-03",)).read,
        report(reasons=("2026-09-03", "2026-09-04")).read,
    ]
    assert len(set(found)) == 4
    assert report(reasons=("b", "a")).read == report(reasons=("a", "b")).read


@pytest.mark.parametrize(
    ("reasons", "said"),
    [
        (["2026-09-03"], "Report 2 waits: September 3 counts no more, and what is left is too little."),
        (["2026-09-03", "2026-09-16"], "Report 2 waits: September 3 and September 16 count no more, and what is left is too little."),
        (["earlier"], "Report 2 waits: It was filed as a later report, and none stands before it any more."),
    ],
)  # fmt: skip
def test_why_a_report_waits_is_a_sentence(reasons, said):
    assert because_of(reasons, number=2) == said
