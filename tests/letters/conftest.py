import pytest

from documents.actions import files
from tests.letters.world import approve_wordings, due, family


@pytest.fixture(autouse=True)
def _own_store(store):
    """Files of a test lie in a store of its own."""


@pytest.fixture
def wordings(district):
    approve_wordings()


@pytest.fixture
def ana(district, wordings):
    family(district.ana, district.oak)
    return district.ana


@pytest.fixture
def notice(ana):
    (notice,) = due(ana)
    return notice


@pytest.fixture
def stored():
    """How many files the store holds."""
    return lambda: len(list(files.path_of("0" * 64).parent.parent.rglob("*.pdf")))
