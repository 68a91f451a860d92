"""Files that belong to no document go after a day; all others stay, also one that is stored again meanwhile."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from core import clock
from documents.actions import store as keep
from documents.actions import sweep, sweeping
from documents.actions.files import path_of
from documents.tasks import sweep_files
from tests.documents.papers import document


def aged(path, days=2):
    moment = (clock.now() - timedelta(days=days)).timestamp()
    os.utime(path, (moment, moment))
    return path


def stored(content, days=2):
    return aged(path_of(keep(content).sha256), days)


def day_ago():
    return clock.now() - timedelta(days=1)


@pytest.mark.django_db
def test_only_what_no_document_names_goes_after_a_day(district):
    refused, fresh = stored(b"refused"), stored(b"fresh", days=0)
    kept = document(district.ana, content=b"a letter")
    letter = aged(path_of(kept.sha256))
    assert sweep(before=day_ago()) == 1
    assert (refused.exists(), fresh.exists(), letter.exists()) == (False, True, True)
    sweep_files()
    assert (fresh.exists(), letter.exists()) == (True, True)


@pytest.mark.django_db
def test_what_a_crash_left_half_written_goes_too_and_other_folders_stay(store):
    other = store / "imports" / "x.csv"
    other.parent.mkdir(parents=True)
    other.write_bytes(b"a,b")
    half = stored(b"whole").with_name(".tmp123")
    half.write_bytes(b"ha")
    aged(half)
    aged(other)
    assert sweep(before=day_ago()) == 2
    assert [path for path in store.rglob("*") if path.is_file()] == [other]


@pytest.mark.django_db
def test_what_is_stored_again_is_as_good_as_new():
    path = stored(b"refused")
    keep(b"refused")
    assert sweep(before=day_ago()) == 0
    assert path.exists()


@pytest.mark.django_db
def test_what_is_stored_again_while_it_is_swept_stays(monkeypatch):
    """It was found to be old, and then somebody attached the same."""
    path, rename = stored(b"refused"), Path.rename

    def meanwhile(self, target):
        if self == path:
            keep(b"refused")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", meanwhile)
    assert sweep(before=day_ago()) == 0
    assert path.read_bytes() == b"refused"


@pytest.mark.django_db
def test_more_than_attachments_explain_are_left(monkeypatch, caplog):
    monkeypatch.setattr(sweeping, "MANY", 2)
    paths = [stored(bytes([one])) for one in range(3)]
    assert sweep(before=day_ago()) == 0
    assert all(path.exists() for path in paths)
    assert "3 files in the store belong to no document" in caplog.text
    paths[0].unlink()
    assert sweep(before=day_ago()) == 2
