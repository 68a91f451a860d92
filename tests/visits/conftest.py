"""Who goes to homes at Oak."""

import pytest

from accounts.choices import Role
from tests.world import hire


@pytest.fixture
def counselor(district):
    """A counselor of Oak, who goes."""
    return hire(Role.COUNSELOR, district.oak)


@pytest.fixture
def partner(district):
    """Another counselor of Oak, who goes along."""
    return hire(Role.COUNSELOR, district.oak)


@pytest.fixture
def watcher(district):
    """A third one, who is told when nobody is back."""
    return hire(Role.COUNSELOR, district.oak)
