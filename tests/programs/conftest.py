"""Who plans for all at Oak, and what Oak plans."""

import pytest

from accounts.choices import Role
from tests.programs.factories import CampaignFactory
from tests.world import hire


@pytest.fixture
def counselor(district):
    """A counselor of Oak."""
    return hire(Role.COUNSELOR, district.oak)


@pytest.fixture
def running(district, counselor):
    """A campaign of Oak that runs today."""
    return CampaignFactory(school=district.oak, owner=counselor)
