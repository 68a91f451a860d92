"""A bundle to import, and who imports it on the web."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from accounts.choices import Role
from tests.sis.bundles import BASE, write
from tests.world import hire, sign_in


@pytest.fixture
def bundle(tmp_path: Path) -> Callable[..., Path]:
    """Write the least valid bundle with other texts for the files that are named."""

    def make(**files: str) -> Path:
        named = {f"{name}.csv": text for name, text in files.items()}
        return write(tmp_path / "bundle", {**BASE, **named})

    return make


@pytest.fixture
def director(committed: None, store: Path) -> Client:
    """A director's browser."""
    return sign_in(hire(Role.DIRECTOR))
