"""`./dev golden FOLDER`: write what the product says into a folder; compare two with `diff -r`."""

import argparse
import importlib
import logging
import os
import shutil
import sys
import time
from pathlib import Path

from devtools.terminal import say

BUNDLES = Path(__file__).parent.parent / "data"


def main() -> int:
    options = _options()
    shutil.rmtree(options.folder, ignore_errors=True)
    _start()
    stages = importlib.import_module("tests.golden.stages")
    for name, run in stages.of(options):
        began = time.monotonic()
        run(options.folder.absolute())
        say(f"golden: {name} ({time.monotonic() - began:.0f} s)")
    written = sum(1 for path in options.folder.rglob("*") if path.is_file())
    say(f"golden: {written} files in {options.folder}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev golden", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="is emptied first")
    parser.add_argument("--students", type=int, default=5000, help="of the made-up district")
    parser.add_argument(
        "--bundles", type=Path, default=BUNDLES, help="folder of plain CSV bundles"
    )
    parser.add_argument("--pages", type=int, default=260, help="at most so many for each role")
    return parser.parse_args()


def _start() -> None:
    os.environ["PSA_DB_ROLE"] = "owner"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psa.settings")
    import django  # noqa: PLC0415 - the environment comes first

    django.setup()
    logging.getLogger("django.request").setLevel(logging.ERROR)  # refusals are part of the walk


if __name__ == "__main__":
    sys.exit(main())
