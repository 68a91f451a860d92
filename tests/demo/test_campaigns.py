"""What schools of the made-up district do for all could have been planned and counted by people."""

import pytest

from core import sql
from law.queries import practice_in_force
from programs.models import Campaign, ReachCount
from tests.demo.conftest import SUNDAY


def test_campaigns_are_at_every_stage(small):
    states = set(Campaign.objects.values_list("state", flat=True))
    assert states == {"open", "reviewed", "called_off"}
    ideas = practice_in_force(SUNDAY).campaigns
    for one in Campaign.objects.all():
        assert (one.name, one.kind) == (ideas[one.idea].name, ideas[one.idea].kind)
    assert ReachCount.objects.count() > Campaign.objects.count() / 2


@pytest.mark.parametrize(
    "wrong",
    [
        # People were reached before it began, on a weekend, today or later, or though it was called off.
        """SELECT count(*) FROM programs_reachcount r JOIN programs_campaign c ON c.id = r.campaign_id
           WHERE r."on" < c.starts_on OR r."on" > c.ends_on OR c.state = 'called_off'
              OR extract(isodow FROM r."on") > 5""",
        # It is looked back on before it was over.
        """SELECT count(*) FROM programs_campaign
           WHERE state = 'reviewed' AND (state_on <= ends_on OR state_on > %(today)s)""",
        # It is of two school years.
        """SELECT count(*) FROM programs_campaign
           WHERE extract(year FROM starts_on - interval '6 months')
              <> extract(year FROM ends_on - interval '6 months')""",
    ],
)
def test_nothing_is_there_that_no_action_writes(small, wrong):
    assert sql.value(wrong, {"today": SUNDAY}) == 0
