#!/usr/bin/env python
"""Django's command line."""

import os
import sys

# Only these change the shape of the database; everything else runs as the worker.
OWNER_COMMANDS = {
    "migrate",
    "makemigrations",
    "sqlmigrate",
    "showmigrations",
    "flush",
    "pgtrigger",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psa.settings")
    verb = sys.argv[1] if len(sys.argv) > 1 else ""
    os.environ.setdefault("PSA_DB_ROLE", "owner" if verb in OWNER_COMMANDS else "worker")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
