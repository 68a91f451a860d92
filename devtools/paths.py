"""Where the project, its virtual environment and its data are."""

import os
from pathlib import Path

from devtools.terminal import Refusal

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
# Libraries and fonts unpacked without root: of this checkout, whichever data folder is named.
SYSROOT = ROOT / "var/sysroot"


def data_folder() -> Path:
    """Return PSA_VAR, or var/ in the project: one folder is one installation."""
    return Path(os.environ.get("PSA_VAR") or ROOT / "var").absolute()


def beside(folder: Path, purpose: str) -> Path:
    """Return the sister folder of a data folder, as var-test for var."""
    return folder.with_name(f"{folder.name}-{purpose}")


def prepare(folder: Path) -> None:
    """Make the data folder, or say clearly why it cannot be used.

    A run as root leaves files an ordinary user cannot touch later; the error that follows from
    that, deep inside a database, helps nobody.
    """
    try:
        (folder / "log").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(f"Cannot make the data folder {folder}: {error.strerror}.") from error
    for path in (folder, *folder.iterdir()):
        if not _ours(path):
            raise Refusal(
                f"{path} belongs to user {path.stat().st_uid} and you are user {os.geteuid()}: it was "
                f"probably made by another user or by root.\nGive it back with "
                f"`sudo chown -R {os.geteuid()} {folder}`, or name another data folder in PSA_VAR."
            )


def _ours(path: Path) -> bool:
    return os.access(path, os.W_OK) or not path.exists()  # gone between two looks
