"""The environment in which Django runs under `./dev`; what the caller set himself always wins.

Which of the three database roles a process takes is named by PSA_DB_ROLE. manage.py, wsgi.py and
celery.py each know theirs, so it is left alone here.
"""

import os
import secrets
from pathlib import Path

from devtools.addresses import Addresses
from devtools.postgres import binaries


def for_people(addresses: Addresses, folder: Path) -> dict[str, str]:
    """Return the environment of the demo and of commands: plain http on this machine only."""
    # psql of the same version, for `./dev manage dbshell`
    path = f"{os.environ.get('PATH', os.defpath)}:{binaries()}"
    return {
        "PSA_LOCAL": "1",
        "SECRET_KEY": secret_key(folder),
        **os.environ,
        **addresses.as_environment(),
        "PSA_VAR": str(folder),
        "PATH": path,
    }


def for_tests(addresses: Addresses, folder: Path) -> dict[str, str]:
    """Return the environment of tests. What is compiled serves all processes of a run, which are many;
    it lies with the run's own data, so that no source folder gets any.
    """
    return {
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        **os.environ,
        "PYTHONDONTWRITEBYTECODE": "",
        **addresses.as_environment(),
        "PSA_VAR": str(folder),
        "TESTING": "1",
        "DEBUG": "0",
    }


def for_checks(folder: Path) -> dict[str, str]:
    """Return a production-like environment: what `check --deploy` is to judge. Nothing answers there."""
    nowhere = "postgres://app@127.0.0.1:1/psa"
    return {
        **os.environ,
        **Addresses(nowhere, nowhere, nowhere, "redis://127.0.0.1:1/0").as_environment(),
        "PSA_VAR": str(folder),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "psa.example.org",
        "PSA_BEHIND_PROXY": "1",
        "DEBUG": "0",
        "PSA_LOCAL": "0",
        "TESTING": "0",
    }


def secret_key(folder: Path) -> str:
    """Return the installation's own key, made at its first start and readable by its owner only."""
    path = folder / "secret_key"
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(made, "w") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text()
