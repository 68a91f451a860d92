"""What districts script against: exit codes, one JSON object, words for people."""

import json
from argparse import ArgumentTypeError
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from core.commands import BadUsage, Refused, ReportingCommand, day

FACTS = {
    "rows": 12,
    "as of": date(2026, 11, 20),
    "rejected": {"marks.csv": 2, "students.csv": 0},
    "warnings": ["line 3: no grade", "line 9: no name"],
}


class Reports(ReportingCommand):
    """Reports what it is given, or refuses with it."""

    def __init__(self, facts, error=None):
        super().__init__(stdout=StringIO(), stderr=StringIO())
        self.facts, self.error = facts, error

    def report(self, **_options):
        self.progress("half of it")
        if self.error:
            raise self.error
        return self.facts


def run(command, **options):
    call_command(command, **options)
    return command.stdout.getvalue()


def test_for_a_script_it_is_one_json_object_and_nothing_else():
    said = run(Reports(FACTS), json=True)
    assert json.loads(said) == {**FACTS, "as of": "2026-11-20"}
    assert len(said.splitlines()) == 1


def test_for_people_it_is_a_line_for_each_fact():
    assert run(Reports(FACTS)).splitlines() == [
        "rows: 12",
        "as of: 2026-11-20",
        "rejected: ",
        "  marks.csv: 2",
        "  students.csv: 0",
        "warnings: ",
        "  line 3: no grade",
        "  line 9: no name",
    ]


@pytest.mark.parametrize(
    ("error", "code"), [(BadUsage("No such file."), 2), (Refused("Too many rows end."), 3)]
)
def test_what_was_not_done_has_its_code_and_prints_no_facts(error, code):
    command = Reports(FACTS, error)
    with pytest.raises(CommandError) as refused:
        run(command, json=True)
    assert refused.value.returncode == code
    assert command.stdout.getvalue() == ""


def test_why_it_refused_goes_to_the_script_too():
    command = Reports(FACTS, Refused("Too many rows end.", {"ends": 40}))
    with pytest.raises(Refused, match="Too many rows end"):
        run(command, json=True)
    assert json.loads(command.stdout.getvalue()) == {"ends": 40}
    spoken = Reports(FACTS, Refused("Too many rows end.", {"ends": 40}))
    with pytest.raises(Refused):
        run(spoken)
    assert spoken.stdout.getvalue() == ""


@pytest.mark.parametrize("watched", [True, False])
def test_how_far_it_is_is_said_only_to_somebody_who_watches(monkeypatch, watched):
    monkeypatch.setattr("sys.stderr", StringIO())
    monkeypatch.setattr("sys.stderr.isatty", lambda: watched, raising=False)
    command = Reports(FACTS)
    run(command, json=True)
    assert ("half of it" in command.stderr.getvalue()) is watched


def test_a_command_that_reports_nothing_is_not_finished():
    with pytest.raises(NotImplementedError):
        call_command(ReportingCommand())


def test_a_day_is_written_as_standards_have_it():
    assert day("2026-11-20") == date(2026, 11, 20)
    for text in ("11/20/2026", "2026-02-30", ""):
        with pytest.raises(ArgumentTypeError, match="write it as 2026-11-20"):
            day(text)
