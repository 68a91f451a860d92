"""A release's own data: a small made-up district as that release left it, and the way back into it.

    python -m tests.upgrade.release     # within ./dev's environment, when a release is made

writes `tests/data/release.dump` anew. It is made once for each release, by that release, and
committed with it; the next one's test migrates it.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from devtools import environment, servers
from devtools.addresses import Addresses
from devtools.paths import ROOT
from devtools.postgres import binaries
from devtools.supervisor import Supervisor

DUMP = ROOT / "tests/data/release.dump"
MADE = (
    ("make_district", "--students", "600", "--schools", "4", "--seed", "5"),
    ("assess",),
    ("demo_letters",),
    ("build_packet", "1"),
    ("nightly",),
)


class Installation:
    """Servers of a data folder of their own, and the product's commands on them."""

    def __init__(self, folder: Path, supervisor: Supervisor) -> None:
        self.addresses: Addresses = servers.start(folder, supervisor, careless=True)
        self.owner = self.addresses.as_environment()["DATABASE_OWNER_URL"]
        self.env = {
            **environment.for_people(self.addresses, folder),
            "DJANGO_SETTINGS_MODULE": "psa.settings",
            "TESTING": "0",
        }
        self.env.pop("PSA_DB_ROLE", None)

    def manage(self, *command: str) -> str:
        """Run a command and return what it printed on stdout. Raises CalledProcessError."""
        return self._run(sys.executable, "manage.py", *command)

    def dump(self, path: Path) -> None:
        # Extensions are there in any cluster of ours, and the owner may not drop them.
        how = ("-Fc", "-Z9", "--no-owner", "--exclude-extension=*")
        self._run(str(binaries() / "pg_dump"), *how, "-f", str(path), self.owner)

    def restore(self, path: Path) -> None:
        how = ("--no-owner", "--clean", "--if-exists")
        self._run(str(binaries() / "pg_restore"), *how, "-d", self.owner, str(path))

    def _run(self, *command: str) -> str:
        return subprocess.run(  # noqa: S603 - the commands are written here
            command, cwd=ROOT, env=self.env, check=True, stdout=subprocess.PIPE, text=True
        ).stdout


def make(path: Path) -> None:
    """Make the district with this release and write its dump."""
    with TemporaryDirectory(prefix="psa-release-") as folder:
        Path(folder).chmod(0o755)
        supervisor = Supervisor()
        try:
            with servers.kept_alone(Path(folder) / "d"):
                here = Installation(Path(folder) / "d", supervisor)
                here.manage("migrate", "-v0")
                for command in MADE:
                    here.manage(*command, "--json")
                here.dump(path)
        finally:
            supervisor.stop()


if __name__ == "__main__":
    make(DUMP)
    sys.stdout.write(f"{DUMP.relative_to(ROOT)}: {DUMP.stat().st_size // 1024} kB\n")
