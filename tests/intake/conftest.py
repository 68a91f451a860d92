"""Who takes requests at Oak."""

import pytest

from accounts.choices import Role
from tests.world import hire


@pytest.fixture
def counselor(district):
    """A counselor of Oak."""
    return hire(Role.COUNSELOR, district.oak)
