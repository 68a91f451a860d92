import hashlib
import os

import pytest

from documents.actions import files


def test_a_document_is_kept_under_its_hash(store):
    stored = files.store(b"a letter")
    assert stored == files.Stored(hashlib.sha256(b"a letter").hexdigest(), 8)
    assert files.path_of(stored.sha256) == store / stored.sha256[:2] / f"{stored.sha256}.pdf"
    assert files.read(stored.sha256) == b"a letter"


def test_the_same_content_is_kept_once(store):
    assert files.store(b"a letter") == files.store(b"a letter")
    assert len([path for path in store.rglob("*") if path.is_file()]) == 1


def test_a_crash_while_writing_leaves_nothing(store, monkeypatch):
    def pull_the_plug(_file: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", pull_the_plug)
    with pytest.raises(OSError, match="no space"):
        files.store(b"a letter")
    assert [path for path in store.rglob("*") if path.is_file()] == []


def test_what_was_cut_short_by_a_power_cut_is_written_again():
    sha256 = files.store(b"a letter").sha256
    files.path_of(sha256).write_bytes(b"a le")
    assert files.read(files.store(b"a letter").sha256) == b"a letter"


def test_a_changed_file_is_not_read():
    sha256 = files.store(b"a letter").sha256
    files.path_of(sha256).write_bytes(b"a lettes")
    with pytest.raises(files.FileIsDamaged, match="not what was stored"):
        files.read(sha256)


def test_a_lost_file_says_so():
    sha256 = files.store(b"a letter").sha256
    files.path_of(sha256).unlink()
    with pytest.raises(files.FileIsDamaged, match="not in the store"):
        files.read(sha256)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63])
def test_only_a_hash_is_a_name(name):
    with pytest.raises(ValueError, match="not a SHA-256"):
        files.path_of(name)


def test_a_file_of_another_type_has_another_ending(store):
    stored = files.store(b"a,b", media_type="text/csv")
    assert (store / stored.sha256[:2] / f"{stored.sha256}.csv").read_bytes() == b"a,b"
    assert files.read(stored.sha256, media_type="text/csv") == b"a,b"
