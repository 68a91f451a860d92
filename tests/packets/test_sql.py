"""Each statement of packets is whole: the database plans it as it stands."""

from pathlib import Path

import pytest
from django.conf import settings

from core.sql import filled, tuples
from tests.factories import FIRST, TODAY, YEAR

FILES = sorted(Path(settings.BASE_DIR, "packets").rglob("*.sql"))
VALUES = {
    "student": 1,
    "school_year": YEAR,
    "first_day": FIRST,
    "last_day": TODAY,
    "today": TODAY,
    "populations": ["iep"],
    "records": ["grade"],
    "kind": "referral",
    "ids": [1],
    "students": [1],
    "reader": "chair",
    "state": "waiting",
    "by_id": "7",
    "by": "Ana Reyes",
    "at": TODAY,
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_runs_as_it_is(db, path):
    assert tuples(f"EXPLAIN {filled(path.read_text())}", VALUES)


def test_there_are_statements():
    assert [path.stem for path in FILES] == ["order", "packet"]
