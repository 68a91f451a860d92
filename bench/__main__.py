"""`./dev bench [--json FILE] [ROWS...]`: run the benchmarks and print the table."""

import argparse
import importlib
import json
import os
import sys
from pathlib import Path

GROUPS = (
    *("assess", "imports", "first", "pages", "packets"),
    *("letters", "caseload", "plans", "rooms"),
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev bench")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=f"of {', '.join(GROUPS)}")
    options = parser.parse_args()
    unknown = [group for group in options.groups if group not in GROUPS]
    if unknown:
        parser.error(f"no such group: {', '.join(unknown)}; there are {', '.join(GROUPS)}")
    _start()
    rows = []
    for group in options.groups or GROUPS:
        print(f"bench: {group} ...", file=sys.stderr)
        for row in importlib.import_module(f"bench.{group}").rows():
            mark = "ok  " if row.holds else "OVER"
            print(f"{mark} {row.name:28} {row.ratio:8.2f} (at most {row.bound:g})  {row.detail}")
            rows.append(row)
    if options.json:
        table = {r.name: {"ratio": r.ratio, "bound": r.bound, "detail": r.detail} for r in rows}
        options.json.write_text(json.dumps(table, indent=1) + "\n")
    return 0 if all(row.holds for row in rows) else 1


def _start() -> None:
    """Migrate as the owner, then run as the worker on the made-up district."""
    os.environ["PSA_DB_ROLE"] = "owner"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psa.settings")
    import django  # noqa: PLC0415 - the environment comes first
    from django.core.management import call_command  # noqa: PLC0415 - likewise
    from django.db import connection  # noqa: PLC0415 - likewise

    django.setup()
    call_command("migrate", verbosity=0)
    connection.close()
    connection.settings_dict["USER"] = "worker"
    importlib.import_module("bench.world").make()


if __name__ == "__main__":
    sys.exit(main())
