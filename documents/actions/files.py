"""A store of files by their content: what is in a file is what its name says.

A file is written under a passing name, brought to disk and only then given its own, so that a
crash leaves either the whole file or none. The same content is kept once. What a document names is never
deleted; what none names after a day is (`sweeping.py`).
"""

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from documents.choices import PDF, SUFFIXES

NAME = re.compile(r"[0-9a-f]{64}")


class FileIsDamaged(Exception):
    """The file is gone or is not what was stored. Restore it from the backup."""


@dataclass(frozen=True)
class Stored:
    """A file in the store, of which no row says yet what it is."""

    sha256: str
    size: int
    media_type: str = PDF


def store(content: bytes, *, media_type: str = PDF) -> Stored:
    """Keep the content and return its name. Safe to repeat and to do in several processes.

    It waits for the disk: call it before the transaction that attaches the file.
    """
    stored = Stored(hashlib.sha256(content).hexdigest(), len(content), media_type)
    path = path_of(stored.sha256, media_type=media_type)
    if _is_there(path, stored.size):
        return stored
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, content)
    return stored


def read(sha256: str, *, media_type: str = PDF) -> bytes:
    """Return the content that was stored under this name. Raises FileIsDamaged."""
    path = path_of(sha256, media_type=media_type)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise FileIsDamaged(f"{path.name} is not in the store.") from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise FileIsDamaged(f"{path.name} is not what was stored.")
    return content


def path_of(sha256: str, *, media_type: str = PDF) -> Path:
    """Return where the content of this name is kept. Raises ValueError if it is no such name."""
    if not NAME.fullmatch(sha256):
        raise ValueError(f"{sha256!r} is not a SHA-256")
    return Path(settings.MEDIA_ROOT) / sha256[:2] / (sha256 + SUFFIXES.get(media_type, ""))


def _is_there(path: Path, size: int) -> bool:
    """Return whether a file is whole in its place, and is as good as new from now on: no sweep takes it."""
    try:
        os.utime(path)
        return path.stat().st_size == size
    except FileNotFoundError:
        return False


def _write(path: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the name, too, is on disk before a row relies on it
    finally:
        os.close(folder)
