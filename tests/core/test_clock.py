"""The moment and the district's day."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from core import clock


def test_the_day_is_the_districts_not_that_of_greenwich():
    evening = datetime(2026, 11, 19, 2, 30, tzinfo=UTC)
    with time_machine.travel(evening, tick=False):
        assert clock.now() == evening
        assert clock.today() == date(2026, 11, 18)
    assert clock.day_of(datetime(2026, 11, 19, 9, 0, tzinfo=UTC)) == date(2026, 11, 19)


@pytest.mark.parametrize(("last", "day"), [((7, 59, 59, 999_999), 18), ((8, 0), 19)])
def test_a_day_ends_at_midnight(last, day):
    assert clock.day_of(datetime(2026, 11, 19, *last, tzinfo=UTC)) == date(2026, 11, day)


def test_a_moment_without_a_zone_is_on_no_day():
    with pytest.raises(ValueError, match="naive"):
        clock.day_of(datetime(2026, 11, 19, 9))  # noqa: DTZ001 - what it is about
