"""Who orders packets, and of which case."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from audit.choices import ActorKind
from audit.rules import Act, Actor
from sarb.models import Referral
from tests.factories import act
from tests.packets.emily import referred


@pytest.fixture
def by() -> Act:
    """The act of somebody who orders a packet."""
    return replace(act(), actor=Actor(ActorKind.USER, "7", "Ana Reyes"))


@pytest.fixture
def referral(worker_db: None, today: date, store: Path) -> Referral:
    """Emily's, whom the tests of packets know."""
    return referred()
