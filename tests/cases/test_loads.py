"""Everybody's loads: each number, by counselor and by school, and nothing beyond reach."""

from datetime import timedelta

import pytest

from accounts.choices import Role
from cases.queries import caseload_of_counselors
from cases.queries.counselors import PER_PAGE, Load
from tests.factories import TODAY, CaseFactory, TaskFactory, UserFactory, act
from tests.letters.rows import notice_about
from tests.world import hire

YESTERDAY = TODAY - timedelta(days=1)


def test_loads_by_counselor_and_school_within_reach(district, who, boss):
    CaseFactory(
        student=district.ana,
        owner=who,
        school=district.oak,
        tier="intensive",
        last_reached_on=TODAY - timedelta(days=20),
        next_due_on=YESTERDAY,
    )
    for _ in range(2):
        TaskFactory(student=district.ana, owner=who, school=district.oak, due_on=YESTERDAY)
    opened = TODAY - timedelta(days=4)
    CaseFactory(student=district.ben, owner=who, school=district.oak, opened_on=opened)
    # At Pine, not the administrator's.
    CaseFactory(student=district.dov, owner=who, school=district.pine)
    loads = caseload_of_counselors(boss, on=TODAY)
    [load] = loads.rows
    assert (load.key, load.cases, load.tiers["intensive"], load.tiers["early"]) == (
        who.pk,
        2,
        1,
        1,
    )
    assert (load.idle, load.unreached) == (1, 1)
    assert (load.days_typical, load.days_longest) == (12, 20)
    assert load.tasks_overdue == 2
    by_school = caseload_of_counselors(boss, on=TODAY, by="school").rows
    assert [(s.name, s.cases, s.tasks_overdue) for s in by_school] == [("Oak", 2, 2)]
    assert (loads.cases, loads.overdue, loads.idle, loads.unreached) == (2, 1, 1, 1)
    assert not loads.has_more
    nothing = caseload_of_counselors(who, on=TODAY)  # no CASELOAD_READ
    assert (nothing.cases, nothing.rows) == (0, [])


def test_cases_without_a_counselor_or_a_school_come_first(district, who):
    director = hire(Role.DIRECTOR)
    CaseFactory(student=district.ana, next_due_on=YESTERDAY)
    TaskFactory(student=district.ana, due_on=YESTERDAY)
    CaseFactory(student=district.ben, owner=who, school=district.oak)
    for by, named in (("owner", who.pk), ("school", district.oak.pk)):
        loads = caseload_of_counselors(director, on=TODAY, by=by)
        assert [(load.key, load.cases) for load in loads.rows] == [(None, 1), (named, 1)]
        assert [load.tasks_overdue for load in loads.rows] == [1, 0]
        assert caseload_of_counselors(director, on=TODAY, by=by, page=2).rows == []


@pytest.mark.parametrize("many", [10, 50])
def test_loads_take_as_many_statements_however_many(district, django_assert_max_num_queries, many):
    director = hire(Role.DIRECTOR)
    for _ in range(many):
        CaseFactory(owner=hire(Role.COUNSELOR, district.oak))
    with django_assert_max_num_queries(3):
        loads = caseload_of_counselors(director, on=TODAY)
    assert (loads.cases, loads.has_more) == (many, many > PER_PAGE)
    assert len(loads.rows) == min(many, PER_PAGE)
    more = [caseload_of_counselors(director, on=TODAY, page=n).rows for n in (2, 3)]
    names = {load.key for rows in (loads.rows, *more) for load in rows}
    assert len(names) == many


@pytest.fixture
def work(district, who):
    """Two cases at Oak and one at Elm of the counselor, and one of nobody at no school; with tasks
    and letters of every sort, some that do not count. Returns the counselor.
    """
    cases = (
        (district.ana, who, district.oak, "intensive", YESTERDAY, (30, 20)),
        (district.ben, who, district.oak, "early", None, (4, None)),
        (district.cleo, who, district.elm, "prevention", TODAY, (30, 14)),
        (district.dov, None, None, "early", None, (15, None)),
    )
    for student, owner, school, tier, next_due_on, (opened, reached) in cases:
        CaseFactory(
            student=student,
            owner=owner,
            school=school,
            tier=tier,
            next_due_on=next_due_on,
            opened_on=TODAY - timedelta(days=opened),
            last_reached_on=reached and TODAY - timedelta(days=reached),
        )
    for student, owner, state, due_on in (
        (district.ana, who, "open", YESTERDAY),
        (district.ana, None, "snoozed", YESTERDAY),
        (district.ben, who, "snoozed", YESTERDAY),
        (district.cleo, who, "done", YESTERDAY),
        (district.cleo, who, "open", TODAY),
        (district.dov, who, "open", YESTERDAY),
        (district.eve, who, "open", YESTERDAY),  # without a case
    ):
        decided = {"decided_by": who, "decided_at": act().at} if state != "open" else {}
        TaskFactory(student=student, owner=owner, state=state, due_on=due_on, **decided)
    for student, school, stage, due_by in (
        (district.ana, district.oak, "due", YESTERDAY),
        (district.ana, district.oak, "approved", YESTERDAY),
        (district.ana, district.oak, "due", TODAY),
        (district.ben, district.oak, "printed", YESTERDAY),
        (district.ben, district.oak, "mailed", YESTERDAY),
        (district.cleo, district.elm, "approved", TODAY),
        (district.eve, district.oak, "due", YESTERDAY),
    ):
        notice_about(student, school, stage=stage, due_by=due_by)
    return who


def load_of(key, name, tiers, **numbers):
    every = dict(zip(("prevention", "early", "intensive"), tiers, strict=True))
    held = sum(tiers)
    return Load(key=key, name=name, cases=held, load=held, tiers=every, **numbers)


NOBODYS = {
    "idle": 1,
    "unreached": 1,
    "days_typical": 15,
    "days_longest": 15,
    "letters_due": 0,
    "letters_late": 0,
}


def test_every_number_of_a_counselor(district, work):
    loads = caseload_of_counselors(hire(Role.DIRECTOR), on=TODAY)
    assert loads.rows == [
        load_of(None, "", (0, 1, 0), tasks_overdue=1, **NOBODYS),
        load_of(
            work.pk,
            work.name,
            (1, 1, 1),
            tasks_overdue=3,
            idle=1,
            unreached=1,
            days_typical=13,
            days_longest=20,
            letters_due=1,  # students, not letters
            letters_late=2,
        ),
    ]
    assert (loads.cases, loads.overdue, loads.idle, loads.unreached) == (4, 1, 2, 2)


def test_every_number_of_a_school(district, work):
    loads = caseload_of_counselors(hire(Role.DIRECTOR), on=TODAY, by="school")
    oak = {"days_typical": 12, "days_longest": 20, "letters_due": 3, "letters_late": 4}
    elm = {"days_typical": 14, "days_longest": 14, "letters_due": 0, "letters_late": 0}
    assert loads.rows == [
        load_of(None, "", (0, 1, 0), tasks_overdue=1, **NOBODYS),
        load_of(district.elm.pk, "Elm", (1, 0, 0), tasks_overdue=0, idle=0, unreached=0, **elm),
        load_of(district.oak.pk, "Oak", (0, 1, 1), tasks_overdue=3, idle=1, unreached=1, **oak),
    ]
    assert (loads.cases, loads.overdue, loads.idle, loads.unreached) == (4, 1, 2, 2)


def test_a_letter_of_whoever_left_counts_for_who_reaches_them(district, boss):
    CaseFactory(student=district.ana, school=district.oak)
    notice_about(district.dov, district.oak, stage="due", due_by=YESTERDAY)
    for user, letters in ((boss, 0), (hire(Role.DIRECTOR), 1)):
        [oak] = caseload_of_counselors(user, on=TODAY, by="school").rows
        assert (oak.letters_due, oak.letters_late) == (letters, letters)


@pytest.mark.parametrize("by", ["owner", "school"])
@pytest.mark.parametrize(
    ("places", "cases"),
    [
        (["oak"], 2),
        (["north"], 3),
        (["dov"], 1),
        (["elm", "dov"], 2),
        ([], 0),
    ],
)
def test_each_way_to_reach_a_case(district, work, by, places, cases):
    boss = UserFactory()
    for place in places:
        hire(Role.FIELD_COORDINATOR, getattr(district, place), to=boss)
    loads = caseload_of_counselors(boss, on=TODAY, by=by)
    assert (loads.cases, sum(load.cases for load in loads.rows)) == (cases, cases)
