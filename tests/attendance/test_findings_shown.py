"""Findings in words, and among the flags of an explanation."""

from dataclasses import replace
from datetime import date

import pytest

from attendance.queries import explain_as_of
from attendance.queries.findings import because_of
from law.packs import load_pack
from law.packs.statute_tests import declared_tests
from tests.attendance.fall_of_2026 import U, on, student_year
from tests.attendance.world import load


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ({"days": 9.5, "more_than": 8}, "9.5 days, more than 8 is the line."),
        ({"days": 3, "least": 3}, "3 days, 3 is the line."),
        (
            {"days": 10, "of": 45, "more_than": 20, "first_on": "2026-10-03"},
            "10 of 45 days, 22.22%, more than 20% is the line, passed on October 3.",
        ),
    ],
)
def test_numbers_are_said(numbers, said):
    assert because_of(numbers) == said


def pack_with(**test):
    pack = load_pack("california")
    data = {"tests": {"monthly": {"counts": "absent", "citation": "Act 1", **test}}}
    return replace(pack, tests=(*pack.tests, *declared_tests(data, pack.value)))


def test_a_finding_is_a_flag_of_the_explanation(worker_db):
    load(student_year(U("09-03"), U("09-04"), U("09-08")))
    found = explain_as_of(1, pack=pack_with(within="month", least=2), as_of=date(2026, 11, 20))
    flag = found.flags["monthly.2026-09"]
    assert (flag.value, flag.citation) == (3, "Act 1")
    labels = {finding.key: finding.label for finding in found.findings}
    assert labels["monthly.2026-09"] == "Monthly, 2026-09"
    assert flag.because == "3 days, 2 is the line, passed on September 4."


def test_what_a_column_tells_is_no_flag_twice(worker_db):
    load(student_year(U("09-03"), U("09-04"), U("09-08")))
    found = explain_as_of(1, pack=load_pack("california"), as_of=on("11-20"))
    assert [finding.test for finding in found.findings] == ["truant"]
    assert set(found.flags) == set(load_pack("california").section("flag"))
