"""A country that is on no map."""

from pathlib import Path

import pytest

from law.packs import PolicyPack, files, load_pack

PACKS = Path(__file__).parents[1] / "data" / "packs"


@pytest.fixture
def testland(monkeypatch: pytest.MonkeyPatch) -> PolicyPack:
    """The pack `testland`, there while the test runs."""
    monkeypatch.setattr(files, "FOLDERS", [*files.FOLDERS, PACKS])
    return load_pack("testland")
