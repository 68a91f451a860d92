"""Each statement of the letters is whole: the database plans it as it stands."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from core.sql import filled, kinds
from letters.choices import CORRECTIONS, EventKind, Stage
from letters.rules.stages import OPEN
from tests.factories import TODAY, YEAR
from tests.letters.world import NOON

FILES = sorted(Path(settings.BASE_DIR, "letters").rglob("*.sql"))
VALUES = {
    "school_year": YEAR,
    "zone": settings.TIME_ZONE,
    "since": NOON,
    "everything": False,
    "kind": "first_notice",
    "step": "notice_48260_5",
    "open": list(OPEN),
    "corrections": list(CORRECTIONS),
    **kinds(stage=Stage, event=EventKind),
    "verdict_withdrawn": "withdrawn",
    "stage": Stage.DUE.value,
    "days": 5,
    "owed": "[]",
    "on": TODAY,
    "reach_all": False,
    "reach_students": [1],
    "reach_schools": [1],
    "reach_regions": [1],
    "reach_on": TODAY,
    "reach_since": TODAY,
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_runs_as_it_is(db, path):
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + filled(path.read_text()), VALUES)
        assert cursor.fetchall()


def test_there_are_statements():
    assert len(FILES) >= 4
