"""Policy packs: typed, cited, overridden by name, made current once."""

import io
import tomllib
from datetime import date

import pytest
from django.core.management import call_command

from audit.models import AuditEvent
from law.actions import use_policy
from law.models import Policy
from law.packs import BadParameter, UnknownPack, load_pack, pack_names
from law.packs.files import FOLDER
from law.queries import pack_in_force
from tests.factories import act

ACT = act()
JULY = date(2026, 7, 1)


def test_every_pack_loads_and_cites_each_parameter():
    for name in pack_names():
        pack = load_pack(name)
        assert pack.flat().keys() == pack.sources.keys()
        assert all(source.citation for source in pack.sources.values())
        assert {source.confidence for source in pack.sources.values()} <= {"V", "S", "M"}


def test_a_district_pack_changes_only_what_it_names():
    state, district = load_pack("california").flat(), load_pack("lausd").flat()
    changed = {name for name in state if state[name] != district[name]}
    assert changed == {"truancy.pending_window_school_days", "safety.child_line"}


@pytest.mark.parametrize(
    ("overrides", "says"),
    [
        ({"truancy.minuets": 30}, "truancy.minuets: no such parameter"),
        ({"truancy.minutes": "half an hour"}, "truancy.minutes"),
        ({"truancy.minutes": -1}, "truancy.minutes"),
        ({"truancy.gap_basis": "average"}, "truancy.gap_basis"),
        ({"nonsense": 1}, "nonsense: no such parameter"),
        ({"bands.at_risk_percent": 11}, r"bands: bands must rise: at_risk_percent \(11\), mod"),
        ({"bands.severe_percent": 9}, r"bands must rise: .* severe_percent \(9\)$"),
        ({"truancy.age_from": 18}, r"truancy: age_from \(18\) must be less than age_below"),
    ],
)
def test_a_wrong_parameter_is_named(overrides, says):
    with pytest.raises(BadParameter, match=says):
        load_pack("california", overrides)


def test_bands_may_be_equal():
    pack = load_pack("california", {"bands.at_risk_percent": 10, "bands.severe_percent": 10})
    assert pack.value("bands.at_risk_percent") == pack.value("bands.severe_percent")


def test_an_unknown_pack_lists_those_there_are():
    with pytest.raises(UnknownPack, match="california, lausd"):
        load_pack("texas")


def test_text_values_are_read_as_what_they_are():
    own = {"truancy.pending_window_school_days": "5", "truancy.charter": "true"}
    pack = load_pack("california", own)
    assert pack.overrides == {"truancy.pending_window_school_days": 5, "truancy.charter": True}


def test_a_departure_from_the_statute_is_said():
    assert load_pack("california").warnings == []
    warned = load_pack("california", {"truancy.minutes_operator": ">="}).warnings
    assert warned == [
        "truancy.minutes_operator = >=: EC 48260(a) counts from more than 30 minutes on."
    ]


def test_where_a_pack_itself_departs_it_says_why():
    said = (
        "truancy.second_report_tardy_min = 30: EC 48261 asks for a report of any later tardy, "
        "however short."
    )
    [own] = load_pack("california").own_departures
    assert own.startswith(f"{said} The pack departs from it: the state’s model letter T07-032F")
    assert load_pack("lausd").own_departures == [own]
    chosen = load_pack("california", {"truancy.second_report_tardy_min": 30})
    assert (chosen.own_departures, chosen.warnings) == ([], [said])
    literal = load_pack("california", {"truancy.second_report_tardy_min": 0})
    assert (literal.own_departures, literal.warnings) == ([], [])


@pytest.fixture
def told(db):
    """What the command `use_policy` says on stderr, line by line."""

    def say(*words):
        errors = io.StringIO()
        call_command("use_policy", *words, stdout=io.StringIO(), stderr=errors)
        return errors.getvalue().splitlines()

    return say


def test_how_a_pack_departs_is_said_when_it_is_first_set(told):
    [said] = told("california")
    assert said.startswith("warning: truancy.second_report_tardy_min = 30: EC 48261 asks for")
    assert told("california") == []
    assert told("california", "--set", "chronic.percent=12") == [
        "warning: chronic.percent = 12: EC 60901(c)(1) counts from 10 percent of the schooldays on."
    ]
    assert told("lausd") == [said], "another pack is told of like a new one"
    assert told("california") == []


def test_what_a_district_departs_in_is_said_each_time(told):
    for _ in range(2):
        words = ["--set", "truancy.occasions=5", "--set", "truancy.second_report_tardy_min=0"]
        [said] = told("california", *words)
        assert said.startswith("warning: truancy.occasions = 5: EC 48260(a) asks for three full")


def test_a_pack_that_was_in_force_by_default_is_told_of_when_it_is_chosen(told):
    use_policy(ACT, pack="california", overrides={"chronic.percent": 12}, effective_from=JULY)
    assert len(told("california")) == 1


def test_dates_that_nobody_confirmed_are_said():
    [said] = load_pack("maryland").warnings
    assert said.startswith("periods: not confirmed (placeholders until the district")


def test_a_label_is_short_and_tells_parameters_apart():
    five = load_pack("lausd", {"truancy.pending_window_school_days": 5})
    four = load_pack("lausd", {"truancy.pending_window_school_days": 4})
    assert load_pack("lausd").label == "lausd 2026.1"
    assert five.label != four.label
    assert len(five.label) <= 60


def test_california_is_in_force_before_anything_was_chosen(db):
    assert pack_in_force(date(2026, 11, 20)).name == "california"


def test_the_newest_policy_whose_day_has_come_is_in_force(db):
    use_policy(ACT, pack="california", overrides={}, effective_from=JULY)
    use_policy(ACT, pack="lausd", overrides={}, effective_from=date(2026, 12, 1))
    assert pack_in_force(date(2026, 11, 30)).name == "california"
    assert pack_in_force(date(2026, 12, 1)).name == "lausd"


def test_choosing_what_is_in_force_already_changes_nothing(db):
    for _ in range(2):
        use_policy(ACT, pack="lausd", overrides={"truancy.minutes": 35}, effective_from=JULY)
    assert (Policy.objects.count(), AuditEvent.objects.filter(action="policy.set").count()) == (
        1,
        1,
    )


def test_a_wrong_choice_leaves_nothing(db):
    with pytest.raises(BadParameter):
        use_policy(ACT, pack="lausd", overrides={"truancy.x": 1}, effective_from=JULY)
    assert not Policy.objects.exists()
    assert not AuditEvent.objects.exists()


def test_each_text_that_maryland_cites_says_how_sure_we_are():
    pack = load_pack("maryland")
    marks = tomllib.loads((FOLDER / "maryland" / "citations.toml").read_text())
    said = [
        *(one.citation for one in pack.passages.values() if one.citation),
        *(one.citation for one in pack.sources.values()),
        *(one.citation for one in pack.tests),
        pack.sentence("packet.confidential"),
    ]
    assert {name for text in said for name in text.split(", ")} == marks.keys()
    assert {one["confidence"] for one in marks.values()} <= {"V", "S", "M"}
