"""A report that waits for a decision, and what it holds, in a real browser."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from attendance.models import ReportFlag
from packets.models import PacketStamp
from tests.attendance.reports import NOON, filed, owing
from tests.factories import CaseFactory
from tests.packets.factories import PacketFactory
from tests.sarb.factories import DocketPlaceFactory, ReferralFactory
from tests.world import hire, person

pytestmark = pytest.mark.browser
DAYS = ("2026-09-03", "2026-09-16", "2026-10-01")


@pytest.fixture
def pages(committed, district, counselor):
    """The pages that say that Ana's report waits, or that an edition is superseded."""
    owing(district.ana, district.oak, status="truant", reports_filed=1)
    owing(district.ben, district.oak, status="truant_repeat", reports_filed=2)
    report = filed(district.ana)
    ReportFlag.objects.create(report=report, reasons=[*DAYS[:2], "earlier"])
    referral = ReferralFactory(student=district.ana, made_at=NOON, accepted=True)
    place = DocketPlaceFactory(referral=referral, docket__date=NOON.date())
    packet = PacketFactory(referral=referral)
    PacketStamp.objects.create(
        packet=packet, reason="It was withdrawn.", stamped_at=NOON, stamped_by="Bell"
    )
    CaseFactory(student=district.ana, owner=counselor.user)
    return {
        "student": reverse("student", args=[district.ana.pk]),
        "chain": reverse("chain", args=[district.ana.pk]),
        "roster": reverse("roster", args=[district.oak.pk]),
        "caseload": reverse("cases:caseload"),
        "referral": reverse("sarb:referral", args=[referral.pk]),
        "docket": reverse("sarb:docket", args=[place.docket_id]),
    }


def test_what_waits_can_be_read(screens, counselor, pages, faults_wide_and_narrow):
    chair = person(hire(Role.SARB_CHAIR))
    for name, address in pages.items():
        who = chair if name in ("referral", "docket") else counselor
        page = screens.visit(who, address)
        assert faults_wide_and_narrow(page) == [], name
