"""Under Testland's law no command says a word of California's: what it prints for people and for
programs, and what it writes. Names of columns and codes are alike in every state.
"""

import csv
import io

import pytest
import time_machine
from django.core.management import call_command

from attendance.models import StandingChange
from tasks.models import Task
from tests.attendance.fall_of_2026 import AS_OF, DAYS, PU, T, U, V, student_year
from tests.attendance.world import load
from tests.law.californian import of_text
from tests.tasks.test_proposals import follow_now

EARLY = sorted(day for day in DAYS if day < AS_OF)
MARKS = (
    *(U(f"{day:%m-%d}") for day in EARLY[:20:2]),
    *(T(f"{day:%m-%d}", 50) for day in EARLY[21:25]),
    PU(f"{EARLY[26]:%m-%d}", 20),
    V(f"{EARLY[28]:%m-%d}"),
)
COMMANDS = (
    ("use_policy", "testland"),
    ("use_policy", "testland", "--set", "truancy.minutes=50"),
    ("assess",),
    ("explain", "P1"),
    ("explain", "P1", "--json"),
    ("file_reports",),
    ("file_reports", "--yes"),
    ("print_letters",),
    ("nightly",),
    ("check_data",),
)


@pytest.fixture
def _far_away(worker_db, store, testland):
    """A student away often, late, and for a while without a reason."""
    load(student_year(*MARKS))
    with time_machine.travel(f"{AS_OF}T20:00:00+00:00", tick=False):
        call_command("use_policy", "testland", stdout=io.StringIO())
        yield


@pytest.mark.usefixtures("_far_away")
def test_no_command_says_a_word_of_california(words_of_california):
    said = {}
    for words in COMMANDS:
        out, errors = io.StringIO(), io.StringIO()
        call_command(*words, stdout=out, stderr=errors)
        said[" ".join(words)] = out.getvalue() + errors.getvalue()
    wrong = {name: words_of_california(of_text(text)) for name, text in said.items()}
    assert {name: words for name, words in wrong.items() if words} == {}
    assert "Away for more than 20 percent of a marking period" in said["explain P1"]
    assert "Missed 50 minutes and over" in said["explain P1"]


@pytest.mark.usefixtures("_far_away")
def test_no_export_says_a_word_of_california(tmp_path, words_of_california):
    file = tmp_path / "standings.csv"
    call_command("export_standings", "--output", str(file), stdout=io.StringIO())
    [row] = csv.DictReader(file.read_text().splitlines())
    assert row["status"] == "watch"
    assert words_of_california(of_text(" ".join(row.values()))) == []


@pytest.mark.usefixtures("_far_away")
def test_no_task_says_a_word_of_california(words_of_california):
    """Nor under a law of Testland's that asked for reports: the words of one are there."""
    call_command("assess", stdout=io.StringIO())
    follow_now()
    known = StandingChange.objects.latest("pk")
    for number, band in enumerate(("at_risk", "moderate"), start=1):
        worse = {**known.after, "band": band, "tier": "early", "reports_due": number}
        before = {**known.after, "band": "satisfactory", "tier": "prevention", "reports_due": 0}
        StandingChange.objects.create(
            student_id=1,
            school_year=known.school_year,
            assessment=known.assessment,
            before=before,
            after=worse,
            days_changed=known.days_changed,
        )
        follow_now()
    said = {task.title: task.reason for task in Task.objects.all()}
    assert {
        "Ask how it is going: it drifts",
        "Far away: help the family",
        "Letter 1 to the warden is due",
        "Letter 2 to the warden is due",
    } <= said.keys()
    assert "Attendance band went from near to distant." in said["Far away: help the family"]
    assert words_of_california(" ".join([*said, *said.values()])) == []
