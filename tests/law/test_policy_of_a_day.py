"""Which policy judges a day and a year, and that a page asks for it once."""

from datetime import date

import pytest

from law.actions import use_policy
from law.models import Policy
from law.packs import load_pack
from law.queries import (
    forget,
    named,
    pack_as_of,
    pack_in_force,
    pack_of,
    packs_set,
    policy_in_force,
    policy_of_year,
    remembered,
)
from tests.factories import act

LAST, FIRST = date(2026, 6, 30), date(2026, 7, 1)
NOW = date(2026, 11, 18)


def setting(pack, on, **own):
    parameters = {name.replace("__", "."): value for name, value in own.items()}
    return use_policy(act(), pack=pack, overrides=parameters, effective_from=on)[0]


@pytest.mark.parametrize(
    ("on", "name"),
    [(LAST, "california"), (FIRST, "lausd"), (NOW, "lausd")],
)
def test_a_policy_is_in_force_from_its_day_on(db, on, name):
    setting("lausd", FIRST)
    assert pack_in_force(on).name == name


def test_of_two_that_begin_on_one_day_the_one_set_last_is_in_force(db):
    setting("lausd", FIRST)
    setting("california", FIRST, chronic__percent=12)
    assert pack_in_force(FIRST).value("chronic.percent") == 12


def test_one_set_later_for_an_earlier_day_does_not_reach_over_the_newer(db):
    newer = setting("lausd", FIRST)
    older = setting("california", LAST, chronic__percent=12)
    assert policy_in_force(FIRST) == newer
    assert policy_in_force(LAST) == older


def test_a_year_that_is_over_keeps_the_policy_of_its_last_day(db):
    old, new = setting("california", date(2025, 7, 1)), setting("lausd", FIRST)
    assert policy_of_year(2025, today=NOW) == old
    assert policy_of_year(2025, today=LAST) == old
    assert policy_of_year(2026, today=NOW) == new
    assert pack_as_of(LAST, today=NOW).name == "california"
    assert pack_as_of(NOW, today=NOW).name == "lausd"


def test_a_year_that_ended_before_any_policy_takes_today_s(db):
    only = setting("lausd", FIRST)
    assert policy_of_year(2024, today=NOW) == only
    assert policy_of_year(2026, today=LAST) is None


def test_a_stored_policy_is_the_pack_with_the_district_s_own_values(db):
    row = setting("lausd", FIRST, truancy__minutes=20)
    found = pack_of({"pack": row.pack, "overrides": row.overrides})
    assert found.value("truancy.minutes") == 20
    assert found.value("truancy.pending_window_school_days") == 10
    assert pack_of(None).label == load_pack("california").label


def test_a_page_asks_for_the_policy_of_a_day_once(db, django_assert_num_queries):
    setting("lausd", FIRST)
    with remembered(), django_assert_num_queries(2):
        for _ in range(3):
            assert pack_in_force(NOW).name == "lausd"
            assert pack_in_force(LAST).name == "california"  # that there is none is known, too
    with django_assert_num_queries(2):
        pack_in_force(NOW), pack_in_force(NOW)


def test_a_policy_that_is_set_in_between_is_seen_at_once(db):
    with remembered():
        assert pack_in_force(NOW).name == "california"
        setting("lausd", FIRST)
        assert pack_in_force(NOW).name == "lausd"
        Policy.objects.all().delete()
        assert pack_in_force(NOW).name == "lausd"
        forget()
        assert pack_in_force(NOW).name == "california"


def test_a_code_is_called_by_the_law_in_force_or_by_itself(db, today):
    assert named("sarb", "teams") == "School attendance review board"
    assert named("nobody", "teams") == "nobody"
    setting("maryland", FIRST)
    assert named("sarb", "teams") == "Interagency Truancy Review Board"
    assert named("sart", "teams") == "sart"


def test_who_set_which_pack_is_known(db):
    setting("lausd", FIRST)
    setting("lausd", FIRST, chronic__percent=12)
    setting("california", LAST)
    version = load_pack("california").version
    assert packs_set(by="test") == {("lausd", version), ("california", version)}
    assert packs_set(by="somebody else") == set()
