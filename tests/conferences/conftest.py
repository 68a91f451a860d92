"""Ana’s mother, who may be called, and who offers her a conference."""

import pytest

from tests.factories import GuardianshipFactory


@pytest.fixture
def mother(district):
    tie = GuardianshipFactory(
        student=district.ana,
        relation="mother",
        guardian__first_name="Rosa",
        guardian__last_name="Ito",
        guardian__phone="2135550142",
        guardian__language="es",
    )
    return tie.guardian
