"""People of a review board, their acts, and a case before it."""

from dataclasses import replace

import pytest

from accounts.choices import Role
from audit.choices import ActorKind
from audit.rules import Act, Actor
from sarb.models import Referral
from tests.factories import act
from tests.sarb.factories import ReferralFactory
from tests.world import District, Person, hire, person


@pytest.fixture
def by() -> Act:
    """The act of somebody who works for the board."""
    return replace(act(), actor=Actor(ActorKind.USER, "7", "Ana Reyes"))


@pytest.fixture
def chair(district: object) -> Person:
    """The chair of the district's board."""
    return person(hire(Role.SARB_CHAIR))


@pytest.fixture
def referral(district: District) -> Referral:
    """Ana, referred to the board."""
    return ReferralFactory(student=district.ana)
