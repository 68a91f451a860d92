"""Who orders packets."""

from dataclasses import replace

import pytest

from audit.choices import ActorKind
from audit.rules import Act, Actor
from tests.factories import act


@pytest.fixture
def by() -> Act:
    """The act of somebody who orders a packet."""
    return replace(act(), actor=Actor(ActorKind.USER, "7", "Ana Reyes"))
