"""A year's patterns, where a student was and which days are known: on each edge, without a database."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from accounts.choices import Permission
from attendance.choices import Excuse, Outcome
from desk.queries.facts import kinds_for, sheets_for
from desk.queries.places import stays_from, untaken_of, years_of
from desk.queries.roster import _facets, grade_place
from desk.queries.year import _unheard, patterns_of
from students.choices import PopulationKind, RecordKind

DAY = timedelta(days=1)
MONDAY = date(2026, 9, 14)
TODAY = date(2026, 11, 18)
SECRET = {PopulationKind.FOSTER, PopulationKind.HOMELESS, PopulationKind.UNACCOMPANIED}


def reason(offset, outcome=Outcome.ABSENT, excuse=Excuse.UNEXCUSED, marks=()):
    found = [SimpleNamespace(period=period, kind=kind) for period, kind in marks]
    return SimpleNamespace(date=MONDAY + offset * DAY, outcome=outcome, excuse=excuse, marks=found)


def stay(entry, left=None, **values):
    row = {
        "school_id": 1,
        "school": "Oak",
        "grade": "5",
        "entry_date": f"{entry}",
        "exit_date": left and f"{left}",
        "entry_type": "",
        "exit_type": "",
        "taught": [],
        "untaken": [],
        "has_come_in": True,
        **values,
    }
    [found] = stays_from([row], school_year=2026, on=TODAY)
    return found


# --- Patterns ------------------------------------------------------------------------------------


def rows_of(absent, judged=10, unknown=()):
    days = [*map(reason, absent), *(reason(n, Outcome.NOT_TAKEN) for n in unknown)]
    return patterns_of(days, [MONDAY + n * DAY for n in range(judged)])


@pytest.mark.parametrize(
    ("absent", "unknown", "streak", "longest"),
    [
        ((0, 1, 9), (), [9], [0, 1]),
        ((8, 9), (), [8, 9], [8, 9]),
        ((0, 1, 8), (), [], [0, 1]),  # came on the last day
        ((0, 1, 5, 6), (), [], [0, 1]),  # of two as long the first
        ((7, 9), (8,), [7, 9], [7, 9]),  # a day that nobody knows of breaks nothing
    ],
)
def test_days_in_a_row(absent, unknown, streak, longest):
    found = rows_of(absent, unknown=unknown)
    assert found.streak == [MONDAY + n * DAY for n in streak]
    assert found.longest == [MONDAY + n * DAY for n in longest]


def test_weekdays_are_counted_of_the_days_that_are_known():
    found = {one.name: (one.absent, one.taught) for one in rows_of((0, 7), 8, (1,)).weekdays}
    assert (found["Monday"], found["Wednesday"]) == ((2, 2), (0, 1))
    assert "Tuesday" not in found


def test_periods_that_were_missed_or_late_without_an_excuse():
    marks = [("2", "absent"), ("10", "tardy"), ("3", "early"), ("4", "partial"), ("5", "present")]
    days = [
        reason(0, marks=marks),
        reason(1, marks=[("2", "absent"), ("", "absent")]),
        reason(2, excuse=Excuse.EXCUSED, marks=[("2", "absent")]),
    ]
    assert patterns_of(days, []).periods == [("2", 2), ("3", 1), ("4", 1), ("10", 1)]


@pytest.mark.parametrize(
    ("stays", "is_unheard"),
    [
        ([{"has_come_in": True}], False),
        ([{"has_come_in": False}], True),
        ([{"has_come_in": False}, {"has_come_in": True}], False),
        ([{"has_come_in": True, "untaken": [f"{TODAY}"]}], True),
        ([{"has_come_in": False, "taught": []}], False),  # no day of school
    ],
)
def test_the_last_day_is_unheard_of_while_no_school_sent_anything(stays, is_unheard):
    there = [stay("2026-08-13", **{"taught": [f"{TODAY}"], **one}) for one in stays]
    assert _unheard(TODAY, there) == ({TODAY} if is_unheard else set())


# --- Places --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "left", "is_open"),
    [
        (TODAY, None, True),
        (TODAY + DAY, None, False),
        (date(2026, 8, 13), TODAY, True),
        (date(2026, 8, 13), TODAY - DAY, False),
    ],
)
def test_a_stay_is_open_from_the_day_of_entry_through_that_of_exit(entry, left, is_open):
    assert stay(entry, left).is_open is is_open


@pytest.mark.parametrize(
    ("entry", "left", "in_year"),
    [
        ("2025-08-13", "2026-07-01", True),
        ("2025-08-13", "2026-06-30", False),
        ("2027-06-30", None, True),
        ("2027-07-01", None, False),
    ],
)
def test_a_stay_is_of_the_school_years_that_it_touches(entry, left, in_year):
    assert stay(entry, left).in_year is in_year


@pytest.mark.parametrize(
    ("entry", "left", "years"),
    [
        ("2024-08-13", "2025-06-30", [2026, 2024]),
        ("2024-08-13", "2025-07-01", [2026, 2025, 2024]),
        ("2025-08-13", None, [2026, 2025]),
        ("2025-08-13", "2028-06-10", [2026, 2025]),  # an exit to come
        ("2027-07-01", None, [2026]),  # an entry to come
    ],
)
def test_years_are_those_of_the_stays_and_this_one(entry, left, years):
    assert years_of([stay(entry, left)], on=TODAY) == years


def test_a_day_is_untaken_where_no_school_took_attendance():
    days = [f"{MONDAY + n * DAY}" for n in range(3)]
    here = stay("2026-08-13", taught=days, untaken=[*days[:2], "2026-12-25"])
    there = stay("2026-08-13", taught=days[1:], untaken=[])
    assert untaken_of([here]) == [MONDAY, MONDAY + DAY]
    assert untaken_of([here, there]) == [MONDAY]


# --- What one may read -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("may", "told", "untold"),
    [
        ((), set(), set(PopulationKind)),
        (("POPULATION_READ",), {"iep"}, {*SECRET, "other"}),
        (("FOSTER_READ",), {"foster"}, {"homeless", "iep", "other"}),
        (("HOMELESS_READ",), {"homeless", "unaccompanied"}, {"foster", "iep", "other"}),
        (("POPULATION_READ", "FOSTER_READ"), {"foster", "iep"}, {"homeless", "other"}),
        (("POPULATION_READ", "FOSTER_READ", "HOMELESS_READ"), set(PopulationKind), set()),
    ],
)
def test_populations_are_read_by_who_may_read_each(may, told, untold):
    kinds = set(kinds_for(frozenset(Permission[name] for name in may)))
    assert told <= kinds
    assert not untold & kinds


def test_a_program_is_a_population_among_the_records():
    records, both = Permission.RECORD_READ, {Permission.RECORD_READ, Permission.POPULATION_READ}
    assert sheets_for(frozenset({Permission.POPULATION_READ})) == []
    assert RecordKind.PROGRAM not in sheets_for(frozenset({records}))
    assert set(sheets_for(frozenset(both))) == set(RecordKind.values)


# --- Filters of a list ------------------------------------------------------------------------------

LABELS = ({"truant": "Truant", "none": "None"}, {"low": "Low", "high": "High"}, {"early": "Early"})
MIXTURES = [
    ["truant", "low", "early", "5", 1],
    ["truant", "high", "early", "6", 2],
    ["none", "low", "early", "5", 4],
    ["none", "high", "early", "6", 8],
]


def counted(facets):
    return {one.value: one.count for one in (*facets.states, *facets.bands)}


def test_a_filter_counts_what_it_leaves_with_every_other_filter():
    facets = _facets(MIXTURES, {"state": ["truant"], "grade": ["5"]}, LABELS)
    assert facets.shown == 1
    assert counted(facets) == {"truant": 1, "none": 4, "low": 1, "high": 0}
    assert counted(_facets(MIXTURES, {}, LABELS)) == {
        "truant": 3,
        "none": 12,
        "low": 5,
        "high": 10,
    }


def test_grades_stand_as_a_child_goes_through_them():
    grades = ["PS", "12", "2", "10", "K", "TK", "1"]
    assert sorted(grades, key=grade_place) == ["TK", "K", "1", "2", "10", "12", "PS"]
