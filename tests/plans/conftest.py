"""Practice of a country that is on no map."""

from pathlib import Path

import pytest

from law.packs import Practice, files, load_pack

PACKS = Path(__file__).parents[1] / "data" / "packs"


@pytest.fixture
def testland_practice(monkeypatch: pytest.MonkeyPatch) -> Practice:
    """The practice of the pack `testland`, there while the test runs."""
    monkeypatch.setattr(files, "FOLDERS", [*files.FOLDERS, PACKS])
    return load_pack("testland").practice
