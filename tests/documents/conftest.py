import pytest


@pytest.fixture(autouse=True)
def _own_store(store):
    """Files of a test lie in a store of its own."""
