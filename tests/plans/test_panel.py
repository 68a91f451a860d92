"""What the student's page shows of barriers, to whom, and at what cost."""

from datetime import timedelta

import pytest

from accounts.choices import Permission
from plans.queries.panel import panel
from tests.factories import TODAY, InterviewFactory
from tests.plans.world import UUID_2, hold

WORKS = frozenset({Permission.CASE_READ, Permission.NOTE_WRITE, Permission.CASE_MANAGE})
READS = frozenset({Permission.CASE_READ})


@pytest.mark.parametrize("many", [1, 10])
def test_it_costs_the_same_however_many_spoke(district, who, django_assert_max_num_queries, many):
    hold(who, district.ana)
    for _ in range(many):
        InterviewFactory(student=district.ana)
    with django_assert_max_num_queries(4):
        found = panel(district.ana, WORKS)
    assert [one.code for one in found.barriers] == ["B05"]


def test_who_only_reads_cases_learns_no_barrier(district, who):
    hold(who, district.ana)
    found = panel(district.ana, READS)
    assert found.barriers == []
    assert found.may == {"write": False, "manage": False}


@pytest.mark.parametrize(("days", "shown"), [(366, True), (367, False)])
def test_what_was_said_counts_for_a_year(district, who, days, shown):
    then = TODAY - timedelta(days=days)
    held = InterviewFactory(student=district.ana, held_on=then)
    held.barriers.create(code="D01", family="disengagement", label="No adult", weight="main")
    assert bool(panel(district.ana, WORKS).barriers) == shown


def test_another_child_has_their_own(district, who):
    hold(who, district.ana)
    hold(who, district.ben, uuid=UUID_2, barriers=["A01"])
    assert [one.code for one in panel(district.ben, WORKS).barriers] == ["A01"]
