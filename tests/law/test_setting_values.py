"""Setting one value of the policy: from today, with its reason, the others staying as they are."""

import pytest

from audit.models import AuditEvent
from law.actions import DepartsFromText, DoesNotFit, ValueMoved, set_value, use_policy
from law.models import Policy
from law.queries import history_of, pack_in_force
from tests.factories import FIRST, TODAY, act

MINUTES, REACH = "truancy.minutes", "contact.reach_days"


def setting(name, value, read, *, is_meant=False, reason="The board asked"):
    return set_value(act(), name=name, value=value, read=read, is_meant=is_meant, reason=reason)


@pytest.fixture
def own(db):
    """A policy of before, with a value of the district's own."""
    return use_policy(act(), pack="lausd", overrides={REACH: 20}, effective_from=FIRST)[0]


def test_one_value_is_set_from_today_and_the_others_stay(own):
    row, pack = setting("contact.draft_days", "45", "30")
    assert (row.pack, row.overrides) == ("lausd", {REACH: 20, "contact.draft_days": 45})
    assert (row.effective_from, row.reason) == (TODAY, "The board asked")
    assert pack_in_force(TODAY).value("contact.draft_days") == pack.value("contact.draft_days")
    event = AuditEvent.objects.get(action="policy.set", target_id=str(row.pk))
    assert event.detail["reason"] == "The board asked"
    assert Policy.objects.get(pk=own.pk).overrides == {REACH: 20}


def test_what_the_pack_has_itself_is_no_value_of_the_district_s(own):
    row, _ = setting(REACH, "14", "20")
    assert row.overrides == {}


@pytest.mark.parametrize("value", ["0", "367", "ten", ""])
def test_a_value_that_does_not_fit_changes_nothing(own, value):
    with pytest.raises(DoesNotFit):
        setting(REACH, value, "20")
    assert Policy.objects.count() == 1


def test_two_values_that_do_not_go_together_say_so(own):
    with pytest.raises(DoesNotFit, match="bands must rise"):
        setting("bands.at_risk_percent", "11", "5")


def test_a_value_of_the_pack_is_proved_with_the_others_of_the_district(db):
    """What is no value of the district's own any more must not be missed by one that is."""
    own = {"bands.at_risk_percent": 12, "bands.moderate_percent": 14}
    use_policy(act(), pack="lausd", overrides=own, effective_from=FIRST)
    row, pack = setting("bands.moderate_percent", "13", "14")  # the pack's is less than 12
    assert pack.value("bands.moderate_percent") == 13
    with pytest.raises(DoesNotFit, match=r"bands must rise: at_risk_percent \(12\)"):
        setting("bands.moderate_percent", "10", "13")
    assert pack_in_force(TODAY).overrides == row.overrides == {**own, "bands.moderate_percent": 13}


def test_what_departs_from_the_text_is_meant_or_not_set(own):
    with pytest.raises(DepartsFromText, match="more than 30 minutes"):
        setting(MINUTES, "15", "30")
    assert Policy.objects.count() == 1
    row, pack = setting(MINUTES, "15", "30", is_meant=True)
    assert row.overrides[MINUTES] == 15
    assert any(MINUTES in warning for warning in pack.warnings)
    back, _ = setting(MINUTES, "30", "15")  # the way back departs from nothing
    assert MINUTES not in back.overrides


def test_a_value_that_somebody_set_meanwhile_is_not_written_over(own):
    setting(REACH, "21", "20")
    with pytest.raises(ValueMoved):
        setting(REACH, "22", "20")
    with pytest.raises(DoesNotFit, match="already"):
        setting(REACH, "21", "21")
    with pytest.raises(DoesNotFit, match="already"):
        setting(REACH, "21", "20")  # a second click: nobody else set it
    assert [one.value for one in history_of(REACH)] == [21, 20]


def test_the_history_names_only_the_days_on_which_this_value_moved(own):
    setting("contact.draft_days", "45", "30")
    setting(REACH, "21", "20", reason="More time")
    newest, first = history_of(REACH)
    assert (newest.value, newest.since, newest.reason) == (21, TODAY, "More time")
    assert (first.value, first.since, first.reason) == (20, FIRST, "")


def test_a_value_that_never_moved_has_no_history(own):
    setting(REACH, "21", "20")
    assert history_of("contact.draft_days") == []


@pytest.mark.parametrize(
    ("pack", "overrides"),
    [
        ("lausd", {"contact.gone_since": 3, REACH: 30}),
        ("texas", {REACH: 30}),
        ("lausd", {REACH: "often"}),
    ],
)
def test_a_policy_that_cannot_be_read_any_more_is_passed_over(own, pack, overrides):
    old = Policy(pack=pack, version="2025.1", overrides=overrides, set_by="A", set_at=act().at)
    old.effective_from = FIRST
    old.save()
    row = Policy.objects.create(
        pack="lausd", version="2026.1", overrides={REACH: 21}, effective_from=TODAY, set_by="B"
    )
    assert [(one.value, one.since) for one in history_of(REACH)] == [(21, TODAY), (20, FIRST)]
    assert history_of(REACH)[0].by == row.set_by
