"""How long before a hearing its notice goes out is the policy's."""

from datetime import timedelta

import pytest
from django.urls import reverse

from law.actions import use_policy
from tests.factories import TODAY, act
from tests.sarb.factories import DocketFactory, ReferralFactory


@pytest.mark.parametrize(("days", "warns"), [(10, True), (5, False)])
def test_short_notice_is_warned_about_by_the_policy(chair, district, days, warns):
    ReferralFactory(student=district.ana, accepted=True)
    docket = DocketFactory(date=TODAY + timedelta(days=7))
    own = {"hearing.notice_days": days}
    use_policy(act(), pack="california", overrides=own, effective_from=TODAY)
    answer = chair.client.get(reverse("sarb:docket", args=[docket.pk])).content.decode()
    assert ("Short notice" in answer) is warns
