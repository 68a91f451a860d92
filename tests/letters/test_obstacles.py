"""What makes a letter pointless: its report fell, its days count no more, or there is another."""

from datetime import date

import pytest

from attendance.choices import Outcome, StepKind
from attendance.models import DayOutcome, ProcessStep, ReportDecision
from letters.choices import NOTICE
from letters.models import Notice
from letters.queries.facts import facts_of_reports
from letters.queries.obstacles import days_gone, fallen, report_fell, taken_elsewhere
from tests.factories import TODAY, YEAR, DayOutcomeFactory
from tests.letters.rows import notice_about
from tests.letters.world import DAYS, NOON, report

STEP = StepKind.NOTICE_48260_5


@pytest.fixture
def letter(district):
    """A letter that is due about Ana; nothing of its days is on file."""
    return notice_about(district.ana, district.oak, stage="due", due_by=TODAY)


def step(letter, **values):
    return ProcessStep.objects.create(
        **{
            "student": letter.student,
            "school_year": YEAR,
            "kind": STEP,
            "happened_at": NOON,
            "evidence_kind": NOTICE,
            "evidence_id": "0",
            **values,
        }
    )


@pytest.mark.parametrize(
    ("values", "stands"),
    [
        ({}, True),  # another letter's
        ({"evidence_kind": "history"}, True),
        ({"evidence_id": "{own}"}, False),
        ({"evidence_id": "{own}:2"}, False),  # its own second mailing
        ({"evidence_id": "{own}0"}, True),  # a letter whose number begins alike
        ({"evidence_kind": "history", "evidence_id": "{own}"}, True),
        ({"withdrawn_at": NOON}, False),
        ({"school_year": YEAR - 1}, False),
        ({"kind": StepKind.EFFORT_48262}, False),
    ],
)
def test_a_notice_from_elsewhere_stands_in_the_way(letter, values, stands):
    own = {
        key: value.format(own=letter.pk) if key == "evidence_id" else value
        for key, value in values.items()
    }
    step(letter, **own)
    assert (taken_elsewhere([letter], STEP) == {letter.pk}) is stands


def test_another_student_s_notice_is_nothing_to_it(letter, district):
    step(letter, student=district.ben)
    assert taken_elsewhere([letter], STEP) == set()


def test_beside_its_own_step_one_from_elsewhere_still_stands(letter):
    step(letter, evidence_id=str(letter.pk))
    step(letter, evidence_kind="history", evidence_id="1")
    assert taken_elsewhere([letter], STEP) == {letter.pk}


def test_only_the_letter_whose_report_fell_fell(letter, district):
    other = notice_about(district.ben, district.oak, stage="due", due_by=TODAY)
    for minutes, verdict in enumerate(("upheld", "withdrawn")):
        ReportDecision.objects.create(
            report_id=letter.report_id,
            verdict=verdict,
            reason="A note",
            decided_by="Bell",
            decided_at=NOON.replace(minute=minutes),
        )
    assert fallen([letter, other]) == {letter.pk}
    facts = facts_of_reports([letter, other])
    assert list(report_fell([letter, other], facts)) == [letter.pk]


def test_no_letter_fell_without_letters(db):
    assert fallen([]) == set()


# --- The days it rests on --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, ("absent", None, True)),
        ({"gap_minutes": 300}, ("absent", None, True)),  # a whole day has no minutes
        ({"outcome": Outcome.TARDY, "gap_minutes": 45}, ("tardy", 45, True)),
        ({"outcome": Outcome.PARTIAL, "gap_minutes": None}, ("partial", None, True)),
        ({"occasions": 0}, ("absent", None, False)),
    ],
)
def test_a_listed_day_is_told_as_it_is_on_file_now(letter, values, told):
    DayOutcomeFactory(student=letter.student, date=DAYS[0], **values)
    [first, *rest] = facts_of_reports([letter])[letter.pk].days
    assert (first.outcome, first.minutes, first.is_counted) == told
    assert {(one.outcome, one.minutes, one.is_counted) for one in rest} == {("", None, False)}


def test_each_day_that_counts_no_more_is_asked_about(letter, district):
    DayOutcomeFactory(student=letter.student, date=DAYS[1])
    DayOutcomeFactory(student=district.ben, date=DAYS[0])  # another's day is not this one's
    holds = days_gone([letter], facts_of_reports([letter]))
    assert [one.text.split(" does")[0] for one in holds[letter.pk]] == ["September 3", "October 1"]
    DayOutcome.objects.all().delete()
    for day in DAYS:
        DayOutcomeFactory(student=letter.student, date=day)
    assert days_gone([letter], facts_of_reports([letter])) == {letter.pk: []}


def test_listed_days_are_told_once_and_in_their_order(district):
    twice = [date(2026, 10, 1), date(2026, 9, 3), date(2026, 10, 1)]
    filed = report(district.ben, days=twice)
    notice = Notice(pk=1, student=district.ben, report=filed)
    frozen = facts_of_reports([notice])[1].frozen
    assert [one["date"] for one in frozen["days"]] == ["2026-09-03", "2026-10-01"]
    assert frozen["report"]["id"] == filed.pk
