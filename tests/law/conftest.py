"""A country that is on no map."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from law.actions import use_policy
from law.packs import PolicyPack, files, load_pack
from sarb.choices import Level, Reason
from tests.access import changes, matrix, taken_back, teams
from tests.factories import act
from tests.law.californian import looked_for
from tests.sarb.factories import DocketFactory, DocketPlaceFactory, ReferralFactory

JULY = date(2026, 7, 1)
PACKS = Path(__file__).parents[1] / "data" / "packs"


@pytest.fixture
def testland(monkeypatch: pytest.MonkeyPatch) -> PolicyPack:
    """The pack `testland`, there while the test runs."""
    monkeypatch.setattr(files, "FOLDERS", [*files.FOLDERS, PACKS])
    return load_pack("testland")


@pytest.fixture
def in_testland(db, district, store, testland, monkeypatch):
    """The district under Testland's law: it has no board, so that its circle is referred to."""
    use_policy(act(), pack="testland", overrides={}, effective_from=JULY)
    factories = {
        "ReferralFactory": partial(
            ReferralFactory, level=Level.SART, reason=Reason.CHRONIC_ABSENCE
        ),
        "DocketFactory": partial(DocketFactory, level=Level.SART),
        "DocketPlaceFactory": partial(
            DocketPlaceFactory,
            docket__level=Level.SART,
            referral__level=Level.SART,
            referral__reason=Reason.CHRONIC_ABSENCE,
        ),
    }
    for module in (matrix, changes, taken_back, teams):
        for name, factory in factories.items():
            monkeypatch.setattr(module, name, factory, raising=False)
    return district


@pytest.fixture
def words_of_california(testland):
    """The words of California's that a text says, each with what stands around it."""
    pattern = looked_for(testland)

    def found(text: str) -> list[str]:
        plain = " ".join(text.split())
        around = (
            plain[max(0, one.start() - 40) : one.end() + 30] for one in pattern.finditer(plain)
        )
        return sorted(set(around))

    return found
