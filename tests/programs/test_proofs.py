"""What must hold of what schools do for all is found when it does not."""

from datetime import timedelta

import pytest

from programs.choices import Again, CampaignState
from programs.models import Campaign
from programs.queries.proofs import proofs
from tests.factories import TODAY
from tests.programs.factories import CampaignFactory, ReachedFactory
from tests.proving import found_wrong

DAYS = "campaigns of two school years, or looked back on before they began"
COUNTED = "people counted before the day on which they were reached"
LAST, FIRST = TODAY.replace(month=6, day=30), TODAY.replace(month=7, day=1)


@pytest.mark.parametrize(
    ("starts", "ends", "found"),
    [
        (LAST - timedelta(days=3), LAST, set()),
        (FIRST, FIRST + timedelta(days=3), set()),
        (
            TODAY.replace(month=12, day=20),
            TODAY.replace(year=TODAY.year + 1, month=1, day=9),
            set(),
        ),
        (LAST, FIRST, {DAYS}),
    ],
)
def test_days_of_two_school_years(running, starts, ends, found):
    CampaignFactory(school=running.school, owner=running.owner, starts_on=starts, ends_on=ends)
    assert found_wrong(proofs) == found


def test_looked_back_on_before_it_began(running):
    reviewed = {"state": CampaignState.REVIEWED, "again": Again.values[0]}
    who = {"state_by": running.owner, "state_on": running.starts_on}
    Campaign.objects.update(**reviewed, **who)
    assert found_wrong(proofs) == set()
    Campaign.objects.update(state_on=running.starts_on - timedelta(days=1))
    assert found_wrong(proofs) == {DAYS}


def test_people_of_a_day_to_come(running):
    ReachedFactory(campaign=running)
    assert found_wrong(proofs) == set()
    ReachedFactory(campaign=running, on=TODAY + timedelta(days=5000))
    assert found_wrong(proofs) == {COUNTED}
