"""The law is called to witness, and cited, only for what its text says."""

import re

import pytest

from law.packs import load_pack, pack_names

PACKS = pack_names()
CALIFORNIA = load_pack("california")
WITNESS = re.compile(
    r"\b(statute|law) (says|asks|calls)|\bla ley (dice|pide|llama)", re.IGNORECASE
)


def witnesses(pack) -> set[str]:
    """The sentences that call the law to witness for a parameter."""
    return {
        key
        for key, passage in pack.passages.items()
        if pack.parameters_of(key) and any(map(WITNESS.search, passage.texts.values()))
    }


def test_in_california_the_statute_is_called_to_witness():
    found = witnesses(CALIFORNIA)
    assert found == {"day.too_short", "referral_because.too_few", "phrases.the_law_calls"}


@pytest.mark.parametrize("name", PACKS)
def test_the_law_is_called_to_witness_only_for_what_its_text_says(name):
    """It says each of these values, and where the district's departs it is left out."""
    pack = load_pack(name)
    for key in witnesses(pack):
        for parameter in pack.parameters_of(key):
            other = another(pack, parameter)
            departed = load_pack(name, {parameter: other})
            said = [departed.sentence(key, one, reports=2) for one in pack.passages[key].texts]
            assert not any(map(WITNESS.search, said)), f"{key}: {parameter} = {other}"


@pytest.mark.parametrize(
    ("own", "key", "citation"),
    [
        ({}, "day.gap", "EC 48260(a)"),
        ({"truancy.minutes": 15}, "day.gap", "EC 48260(a), set otherwise by the district"),
        ({"truancy.minutes": 30}, "day.gap", "EC 48260(a)"),
        ({"truancy.minutes": 15}, "day.full_day", "EC 48260(a)"),  # nothing of it is set
        (
            {"truancy.gap_basis": "sum"},
            "flag.counted_days",
            "EC 48260(a), set otherwise by the district",
        ),
        ({"truancy.occasion_unit": "incident"}, "flag.counted_days", "EC 48260(a)"),
        (
            {"chronic.percent": 12},
            "flag.chronic_absentee",
            "EC 60901(c)(1), set otherwise by the district",
        ),
        ({"bands.severe_percent": 30}, "flag.band", "Attendance Works"),
    ],
)
def test_a_text_is_not_cited_for_a_number_that_is_not_in_it(own, key, citation):
    facts = {"gap": 40}
    assert load_pack("california", own).cited(key, **facts).citation == citation


@pytest.mark.parametrize("name", PACKS)
def test_as_it_is_shipped_no_pack_cites_otherwise(name):
    pack = load_pack(name)
    facts = {"gap", "counted", "due", "filed", "receiver", "reports", "more_than", "least"}
    for key, passage in pack.passages.items():
        assert pack.cited(key, **dict.fromkeys(facts, 2)).citation == passage.citation


def another(pack, parameter: str) -> object:
    return {">": ">=", ">=": ">", "longest": "sum", "sum": "longest"}.get(pack.value(parameter), 7)
