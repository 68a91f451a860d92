"""Who comes first, and the words of why; without a database."""

import pytest

from cases.rules.needs import Known, Pressing, rank_of, reasons_of

LIMITS = {"absent_from": 3, "reach_days": 14}


def reasons(**known):
    return reasons_of(Known(**known), **LIMITS)


def words(**known):
    return [one.words for one in reasons(**known)]


def whys(**known):
    return [one.why for one in reasons(**known)]


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({}, []),
        ({"seeks": True}, ["Nobody knows where the student is"]),
        ({"asks": True}, ["Somebody asked for help"]),
        ({"absent_now": 2}, []),
        ({"absent_now": 3}, ["Absent 3 school days in a row"]),
        ({"silent_days": 14}, []),
        ({"silent_days": 15}, ["Nobody reached for 15 days since the case was opened"]),
        ({"silent_days": 15, "was_reached": True}, ["Nobody reached for 15 days"]),
        ({"silent_days": None, "was_reached": True}, []),  # without a case nobody is owed a call
        ({"reports_owed": 1}, ["1 report is due"]),
        ({"reports_owed": 2}, ["2 reports are due"]),
        ({"late_days": 1}, ["1 day overdue"]),
        ({"late_days": 9}, ["9 days overdue"]),
        ({"is_fresh": True}, ["New since yesterday"]),
        ({"is_due": True}, ["Due today"]),
    ],
)
def test_the_words_of_each_reason_and_its_edge(known, said):
    assert words(**known) == said


def test_all_reasons_stand_in_the_order_of_what_presses():
    all_of_them = reasons(
        is_due=True,
        is_fresh=True,
        late_days=2,
        reports_owed=1,
        silent_days=30,
        absent_now=4,
        asks=True,
        seeks=True,
    )
    assert [one.why for one in all_of_them] == list(Pressing)


# From who comes first to who comes last.
IN_ORDER = [
    {"seeks": True, "absent_now": 9},
    {"seeks": True, "absent_now": 4},
    {"seeks": True},
    {"asks": True, "late_days": 3},
    {"asks": True},
    {"absent_now": 6},
    {"absent_now": 5, "silent_days": 40, "was_reached": True},
    {"absent_now": 5, "silent_days": 20, "was_reached": True},
    {"absent_now": 5, "late_days": 30},
    {"absent_now": 5},
    {"silent_days": 60},
    {"silent_days": 15, "late_days": 1},
    {"reports_owed": 2},
    {"reports_owed": 1, "is_due": True},
    {"late_days": 12},
    {"late_days": 1, "is_due": True},  # of two as late, who has more that waits
    {"late_days": 1},
    {"is_fresh": True, "is_due": True},
    {"is_fresh": True},
    {"is_due": True},
    {},
]


@pytest.mark.parametrize("n", range(len(IN_ORDER) - 1))
def test_who_needs_more_comes_before_who_needs_less(n):
    assert rank_of(reasons(**IN_ORDER[n])) < rank_of(reasons(**IN_ORDER[n + 1]))


def test_a_child_with_one_more_reason_never_comes_later():
    for known in IN_ORDER:
        for more in ({"seeks": True}, {"asks": True}, {"is_fresh": True}, {"is_due": True}):
            assert rank_of(reasons(**{**known, **more})) <= rank_of(reasons(**known))


def test_limits_are_the_policy_s():
    known = Known(absent_now=3, silent_days=15)
    assert reasons_of(known, absent_from=4, reach_days=15) == ()
    assert len(reasons_of(known, absent_from=3, reach_days=14)) == 2
