"""What is written down, in order: the made-up district, then each bundle in a world of its own."""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.golden import bundle, database, district

Stage = tuple[str, Callable[[Path], None]]


def of(options: argparse.Namespace) -> Iterator[Stage]:
    """Yield each stage by name. A world lasts until the next begins."""
    yield "an empty database", lambda _: database.migrate()
    for path in sorted(file.parent for file in options.bundles.glob("*/marks.csv")):
        with database.world(path.name):
            yield path.name, lambda folder, path=path: bundle.write(folder / path.name, path)
    with database.world("district"):
        yield from district.stages(options)
