"""The commands that districts script against: one JSON object, honest exit codes."""

import csv
import json

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError

from attendance.models import DayOutcome, Standing
from audit.models import AuditEvent
from core.commands import BadUsage, Refused
from law.actions import PolicyMoved
from law.management.commands import use_policy
from law.models import Policy
from psa.integrity import problems
from tests.attendance.fall_of_2026 import AS_OF, U, on, student_year
from tests.attendance.world import load

EXPORT_COLUMNS = [
    "student_id",
    "school_id",
    "school_year",
    "as_of",
    "days_enrolled",
    "days_absent",
    "days_absent_excused",
    "days_absent_unexcused",
    "days_absent_unverified",
    "days_absent_mixed",
    "days_suspended_out",
    "days_suspended_in",
    "days_study_incomplete",
    "tardy_days",
    "truancy_events",
    "first_truant_on",
    "reports_due",
    "reports_filed",
    "chronic_absentee",
    "chronic_absentee_state",
    "chronic_truant_arithmetic",
    "band",
    "tier",
    "status",
]


@pytest.fixture(autouse=True)
def _on_the_day(worker_db):
    load(student_year(U("08-20"), U("09-03"), U("09-16")))
    with time_machine.travel(f"{AS_OF}T20:00:00+00:00", tick=False):
        yield


@pytest.fixture
def run(capsys):
    def say(*words):
        call_command(*words, "--json")
        lines = capsys.readouterr().out.splitlines()
        assert len(lines) == 1
        return json.loads(lines[0])

    return say


def test_assess_stores_today_and_repeats_without_change(run):
    facts = run("assess")
    assert facts.keys() == {"as_of", "policy", "students", "statuses", "changed", "seconds"}
    assert (facts["as_of"], facts["students"], facts["changed"]) == (AS_OF.isoformat(), 1, 1)
    assert facts["statuses"]["watch"] == 1
    assert run("assess")["changed"] == 0
    assert Standing.objects.get().first_truant_on == on("09-16")


def test_assess_as_of_another_day_stores_nothing(run):
    facts = run("assess", "--as-of", "2026-09-03")
    assert (facts["as_of"], facts["statuses"]["watch"]) == ("2026-09-03", 1)
    assert not DayOutcome.objects.exists()


def test_assess_names_students_by_the_sis_id(run):
    assert run("assess", "--students", "P1")["students"] == 1
    with pytest.raises(BadUsage, match="no student with id nobody") as refusal:
        call_command("assess", "--students", "P1,nobody")
    assert refusal.value.returncode == 2


def test_a_policy_change_judges_everything_anew(run):
    run("assess")
    facts = run("use_policy", "lausd", "--set", "truancy.occasions=2")
    assert facts["pack"] == "lausd"
    assert facts["parameters"]["truancy.occasions"] == 2
    assert run("assess")["changed"] == 1
    assert Policy.objects.count() == 2  # California by default, then this one
    assert AuditEvent.objects.filter(action="policy.set", actor_name="use_policy").count() == 1


@pytest.mark.parametrize("words", [["texas"], ["lausd", "--set", "truancy.occasions"]])
def test_a_wrong_policy_is_bad_usage(words):
    with pytest.raises(BadUsage):
        call_command("use_policy", *words)
    assert not Policy.objects.exists()


def test_a_reason_that_cannot_be_kept_whole_is_bad_usage(run):
    with pytest.raises(BadUsage, match="301 characters: write it in 300 or fewer") as refusal:
        call_command("use_policy", "lausd", "--reason", "x" * 301)
    assert refusal.value.returncode == 2
    assert not Policy.objects.exists()
    run("use_policy", "lausd", "--reason", "x" * 300)
    assert Policy.objects.get().reason == "x" * 300


def test_a_reason_for_what_is_in_force_already_is_said_not_to_be_kept(capsys):
    def warned(*words):
        call_command("use_policy", "lausd", *words)
        return "the reason is not kept" in capsys.readouterr().err

    assert not warned("--reason", "The board asked")
    assert warned("--reason", "Counsel asked")
    assert Policy.objects.get().reason == "The board asked"
    assert not warned("--reason", "The board asked")
    assert not warned()


def test_a_policy_that_moved_meanwhile_is_refused(run, monkeypatch):
    def moved(*_args, **_options):
        raise PolicyMoved

    monkeypatch.setattr(use_policy, "use_policy", moved)
    with pytest.raises(Refused, match="at the same moment") as refusal:
        call_command("use_policy", "lausd")
    assert refusal.value.returncode == 3


def test_the_export_has_the_published_columns(run, tmp_path):
    file = tmp_path / "standings.csv"
    assert run("export_standings", "--output", str(file))["rows"] == 1
    header, row = csv.reader(file.read_text().splitlines())
    assert header == EXPORT_COLUMNS
    told = dict(zip(header, row, strict=True))
    assert (told["student_id"], told["school_year"], told["as_of"]) == (
        "P1",
        "2026-27",
        "2026-11-20",
    )
    assert (told["truancy_events"], told["first_truant_on"], told["reports_due"]) == (
        "3",
        "2026-09-16",
        "1",
    )
    assert (told["chronic_absentee"], told["status"]) == ("0", "watch")


def test_an_export_before_there_is_a_reason_is_blank(run, tmp_path):
    file = tmp_path / "standings.csv"
    run("export_standings", "--output", str(file), "--as-of", "2026-09-01")
    told = next(csv.DictReader(file.read_text().splitlines()))
    assert (told["first_truant_on"], told["chronic_absentee_state"]) == ("", "")


@pytest.mark.parametrize(
    "words",
    [
        ["--school-year", "2026"],
        ["--school-year", "2025-26", "--as-of", "2026-09-01"],
        ["--output", "/no/such/folder/x.csv"],
    ],
)
def test_a_wrong_export_is_bad_usage(words, tmp_path):
    output = [] if "--output" in words else ["--output", str(tmp_path / "x.csv")]
    with pytest.raises(BadUsage):
        call_command("export_standings", *words, *output)


def test_explain_gives_standing_days_reports_and_flags(run):
    facts = run("explain", "P1", "--as-of", "2026-09-16")
    assert facts.keys() == {"standing", "days", "reports", "flags"}
    assert [day["date"] for day in facts["days"]] == ["2026-08-20", "2026-09-03", "2026-09-16"]
    for day in facts["days"]:
        assert {"date", "outcome", "counted", "rule", "citation"} <= day.keys()
    assert facts["flags"]["counted_days"]["value"] == 3
    assert {"value", "rule", "citation", "because"} <= facts["flags"]["status"].keys()


@pytest.mark.parametrize("words", [["nobody"], ["P1", "--as-of", "2020-09-01"]])
def test_explaining_nobody_is_bad_usage(words):
    with pytest.raises(CommandError):
        call_command("explain", *words)


@pytest.mark.parametrize(("occasions", "due"), [(2, 1), (3, 0)])
def test_reports_as_of_a_day_are_due_by_the_policy_that_judges_it(run, occasions, due):
    """The year is judged by the policy of today: what is due by the third of September, too."""
    Policy.objects.create(
        pack="california",
        version="2026.1",
        overrides={"truancy.occasions": occasions},
        effective_from=on("10-01"),
    )
    assert run("file_reports", "--as-of", "2026-09-03")["due"] == due


def test_check_data_finds_nothing_wrong_in_what_was_assessed(run):
    run("assess")
    assert run("check_data") == {"problems": []}


def test_check_data_finds_what_was_tampered_with(run):
    run("assess")
    Standing.objects.update(counted_days=9)
    DayOutcome.objects.filter(date=on("09-03")).delete()
    found = {problem.name: problem.rows for problem in problems()}
    assert found == {
        "day outcomes of 2026 differ from their marks": 1,
        "standings of 2026 differ from their marks": 1,
    }
    with pytest.raises(SystemExit) as stopped:
        call_command("check_data")
    assert stopped.value.code == 1
