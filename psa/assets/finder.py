"""Gives the built files to `collectstatic`, which names each by what it holds and compresses it."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

from psa.assets.build import build

SERVED = ("*.css", "*.js", "*.woff2")


class BuiltFiles(BaseFinder):
    """Finds the style sheet, the script and the fonts; they are built when first asked for."""

    @cached_property
    def folder(self) -> Path:
        folder = Path(settings.VAR_DIR) / "built"
        build(folder)
        return folder

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:  # noqa: ARG002 - as Django's
        storage = FileSystemStorage(location=self.folder)
        for pattern in SERVED:
            for path in sorted(self.folder.glob(pattern)):
                yield path.name, storage

    def find(self, path: str, find_all: bool = False, **_: Any) -> Any:  # noqa: FBT001, FBT002 - as Django's
        here = [file for file in (self.folder / path,) if file.is_file()]
        return [str(file) for file in here] if find_all else next(map(str, here), None)
