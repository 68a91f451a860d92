"""People of a review board, and where their packets go."""

import pytest

from accounts.choices import Role
from audit.choices import ActorKind
from audit.rules import Actor
from tests.world import hire, person


@pytest.fixture
def by():
    return Actor(kind=ActorKind.USER, id="7", name="Ana Reyes")


@pytest.fixture
def chair(district):
    """The chair of the district's board."""
    return person(hire(Role.SARB_CHAIR))
