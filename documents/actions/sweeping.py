"""Files that no row names: what was stored and then not attached."""

import logging
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings

from documents.actions.files import NAME
from documents.models import Document

log = logging.getLogger(__name__)
FOLDERS = "[0-9a-f]" * 2
MANY = 100  # so many do not come of attachments that were refused: a database was restored without its files
AT_ONCE = 1000
LEAVING = ".leaving-"


def sweep(*, before: datetime) -> int:
    """Delete files that were stored before a moment and belong to no document; return how many.

    More than MANY are left, and that is logged: then it is rather the rows that are missing.
    """
    moment = before.timestamp()
    orphans = [path for some in _in_parts(_stored(moment)) for path in _without_a_row(some)]
    if len(orphans) > MANY:
        log.error("%s files in the store belong to no document: none was deleted", len(orphans))
        return 0
    return sum(_delete(path, moment) for path in orphans)


def _stored(moment: float) -> Iterator[Path]:
    """Yield the files that were written before the moment, also those that a crash left half written."""
    for folder in sorted(Path(settings.MEDIA_ROOT).glob(FOLDERS)):
        with os.scandir(folder) as entries:
            yield from (
                Path(one.path)
                for one in entries
                if one.is_file(follow_symlinks=False) and one.stat().st_mtime < moment
            )


def _in_parts(paths: Iterator[Path]) -> Iterator[list[Path]]:
    part: list[Path] = []
    for path in paths:
        part.append(path)
        if len(part) == AT_ONCE:
            yield part
            part = []
    if part:
        yield part


def _without_a_row(paths: list[Path]) -> list[Path]:
    names = {path: found.group() for path in paths if (found := NAME.match(path.name))}
    rows = Document.objects.filter(sha256__in=set(names.values()))
    known = set(rows.values_list("sha256", flat=True))
    half = [path for path in paths if path.name.startswith(".")]
    return half + [path for path, name in names.items() if name not in known]


def _delete(path: Path, moment: float) -> int:
    """Delete a file unless it was stored again meanwhile: whoever does so touches it, or finds it gone and
    writes it anew.
    """
    leaving = path.with_name(LEAVING + path.name.lstrip("."))
    try:
        path.rename(leaving)
    except FileNotFoundError:
        return 0
    if leaving.stat().st_mtime >= moment:
        leaving.rename(path)
        return 0
    leaving.unlink()
    return 1
