"""The moment and the district's day."""

from datetime import UTC, date, datetime

import time_machine

from core import clock


def test_the_day_is_the_districts_not_that_of_greenwich():
    evening = datetime(2026, 11, 19, 2, 30, tzinfo=UTC)
    with time_machine.travel(evening, tick=False):
        assert clock.now() == evening
        assert clock.today() == date(2026, 11, 18)
    assert clock.day_of(datetime(2026, 11, 19, 9, 0, tzinfo=UTC)) == date(2026, 11, 19)
