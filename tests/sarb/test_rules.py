"""Grounds, checklist and times, each at its boundary."""

from datetime import date, time

import pytest

from law.packs import load_pack
from sarb.choices import Level, PlaceStage, Reason, ReferralState
from sarb.rules.checklist import BadChecklist, check, checklist_from, missing_of
from sarb.rules.grounds import needs_justification, precondition_of
from sarb.rules.hearings import Pause, is_notice_short, time_of
from sarb.rules.stages import PLACE_STAGES, REFERRAL_STAGES, place_stage

CALIFORNIA = load_pack("california")
LABELS = CALIFORNIA.section("checklist")
NOTICE = CALIFORNIA.sentence("referral.notice")


def ground(reason, **facts):
    given = {
        "status": "none",
        "reports": 0,
        "chronic_absentee": False,
        "days_absent": 0,
        "days_enrolled": 60,
        **facts,
    }
    return precondition_of(reason, pack=CALIFORNIA, **given)


@pytest.mark.parametrize(
    ("status", "reports", "met"),
    [
        ("truant_repeat", 2, False),
        ("habitual_eligible", 3, False),  # three reports, no conference effort
        ("habitual", 3, True),
        ("habitual", 5, True),
    ],
)
def test_truancy_asks_for_the_habitual_truant_48262(status, reports, met):
    assert ground(Reason.TRUANCY, status=status, reports=reports).met is met


def test_what_is_missing_of_a_habitual_truant_is_said():
    assert "conference" in ground(Reason.TRUANCY, status="habitual_eligible", reports=3).because
    assert "three" in ground(Reason.TRUANCY, status="truant", reports=1).because


@pytest.mark.parametrize("chronic", [True, False])
def test_chronic_absence_asks_for_the_flag_60901(chronic):
    found = ground(Reason.CHRONIC_ABSENCE, chronic_absentee=chronic, days_absent=6)
    assert (found.met, found.because) == (chronic, "6 of 60 days enrolled were absent.")


@pytest.mark.parametrize(("stated", "met"), [("", False), ("  ", False), ("Left class.", True)])
def test_behavior_is_met_once_it_is_stated(stated, met):
    """Of no child by itself: it showed green for everybody."""
    found = ground(Reason.BEHAVIOR, stated=stated)
    assert (found.met, found.asks) == (met, not met)


@pytest.mark.parametrize(
    ("level", "met", "needed"),
    [
        (Level.SARB, False, True),
        (Level.SARB, True, False),
        (Level.SART, False, False),
        (Level.RESOURCE_PANEL, False, False),
    ],
)
def test_only_the_board_asks_for_a_justification(level, met, needed):
    found = ground(Reason.CHRONIC_ABSENCE, chronic_absentee=met)
    assert needs_justification(level, found) is needed


def test_the_checklist_counts():
    items = checklist_from(["contacts:3", "sart"], LABELS)
    enough, too_few = check(items, {"contacts": 3, "sart": 1}), check(items, {"contacts": 2})
    assert [item.is_there for item in enough] == [True, True]
    assert [item.words for item in enough] == ["3, where 3 are asked for", "1"]
    assert [(item.is_there, item.words) for item in too_few] == [
        (False, "2 of 3"),
        (False, "none"),
    ]


@pytest.mark.parametrize("line", ["", "prayer", "contacts:0", "contacts:x", "contacts:-1"])
def test_a_line_that_cannot_be_is_refused(line):
    with pytest.raises(BadChecklist):
        checklist_from([line], LABELS)


def test_the_statutes_notice_stands_before_the_sites_items():
    checked = check(checklist_from(["sart"], LABELS), {})
    assert missing_of(checked, notice="") == ["SART meeting held: none"]
    assert missing_of(checked, notice=NOTICE)[0].endswith("(EC 48263)")


@pytest.mark.parametrize(
    ("position", "begins"), [(1, time(8, 30)), (2, time(9, 15)), (10, time(15, 15))]
)
def test_cases_follow_one_another(position, begins):
    assert time_of(position, starts_at=time(8, 30), minutes=45) == begins


def test_no_case_begins_after_midnight():
    with pytest.raises(ValueError, match="no more time"):
        time_of(3, starts_at=time(23, 0), minutes=45)


NOON = Pause(time(12), 30)


@pytest.mark.parametrize(
    ("starts_at", "minutes", "begins"),
    [
        (time(9), 60, [time(9), time(10), time(11), time(12, 30), time(13, 30)]),
        (time(8, 30), 45, [time(8, 30), time(9, 15), time(10), time(10, 45), time(12, 30)]),
        (time(11, 1), 60, [time(12, 30), time(13, 30)]),
        (time(12, 10), 60, [time(12, 30), time(13, 30)]),
        (time(12, 29), 60, [time(12, 30)]),
        (time(12, 30), 60, [time(12, 30), time(13, 30)]),
        (time(13), 60, [time(13), time(14)]),
    ],
)
def test_no_case_runs_into_the_break(starts_at, minutes, begins):
    found = [
        time_of(n, starts_at=starts_at, minutes=minutes, pause=NOON)
        for n in range(1, 1 + len(begins))
    ]
    assert found == begins


def test_a_break_may_leave_the_day_no_time():
    with pytest.raises(ValueError, match="no more time"):
        time_of(2, starts_at=time(22), minutes=45, pause=Pause(time(22, 45), 80))


@pytest.mark.parametrize(("day", "short"), [(10, False), (9, True)])
def test_the_notice_period(day, short):
    assert (
        is_notice_short(today=date(2026, 11, 1), hearing=date(2026, 11, 1 + day), days=10) is short
    )


# --- Stages -------------------------------------------------------------------------------

DAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("day", "is_placed", "state", "stage", "verbs"),
    [
        (18, False, "accepted", PlaceStage.FREE, ["place"]),
        (17, False, "accepted", PlaceStage.MISSED, []),
        (19, True, "accepted", PlaceStage.AHEAD, ["move_up", "take_off"]),
        (18, True, "accepted", PlaceStage.TODAY, ["hear", "move_up", "take_off"]),
        (17, True, "accepted", PlaceStage.OVER, ["hear", "take_off"]),
        (17, True, "heard", PlaceStage.HEARD, ["not_heard"]),
        (18, True, "heard", PlaceStage.HEARD, ["not_heard"]),
    ],
)
def test_where_a_case_stands_on_a_day_and_what_may_be_done(day, is_placed, state, stage, verbs):
    found = place_stage(day=date(2026, 11, day), on=DAY, is_placed=is_placed, state=state)
    assert found == stage
    assert PLACE_STAGES.verbs(found) == verbs


def test_every_state_of_a_referral_stands_in_its_table():
    verbs = {state: REFERRAL_STAGES.verbs(state) for state in ReferralState.values}
    assert verbs == {
        "sent": ["accept", "send_back", "withdraw"],
        "accepted": ["send_back", "hear", "wait_again"],
        "returned": [],
        "heard": ["not_heard"],
        "withdrawn": [],
    }
