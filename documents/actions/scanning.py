"""Looking a file through for what harms computers, by ClamAV where the district runs one."""

import contextlib
import socket
import struct

from django.conf import settings

from core.refusals import Refusal
from documents.choices import Scan

PATIENCE = 15  # seconds
PART = 1 << 16


class FileIsInfected(Refusal):
    """The scanner found something in the file."""

    advice = "The file was refused: it carries something that harms computers. Nothing was kept."


class ScannerIsDown(Refusal):
    """The scanner that the district runs does not answer."""

    advice = (
        "The file could not be looked through just now, and nothing was kept. Try again later."
    )


def scan(content: bytes) -> Scan:
    """Look a file through; return whether it is clean, or that nothing looks files through here.

    Raises FileIsInfected and ScannerIsDown.
    """
    if not settings.CLAMD_ADDRESS:
        return Scan.UNSCANNED
    try:
        said = _asked(content)
    except OSError:
        raise ScannerIsDown from None
    if said.endswith("FOUND"):
        raise FileIsInfected
    if not said.endswith("OK"):
        raise ScannerIsDown
    return Scan.CLEAN


def _asked(content: bytes) -> str:
    """Return what clamd answers to the content, sent in parts of its protocol (INSTREAM)."""
    with contextlib.closing(_connected()) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PART):
            part = content[start : start + PART]
            line.sendall(struct.pack("!L", len(part)) + part)
        line.sendall(struct.pack("!L", 0))
        answer = b""
        while (part := line.recv(4096)) and len(answer) < PART:
            answer += part
    return answer.rstrip(b"\0\n").decode(errors="replace")


def _connected() -> socket.socket:
    """Connect to "host:port", or to the path of a socket."""
    address = settings.CLAMD_ADDRESS
    if address.startswith("/"):
        return _at(address)
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=PATIENCE)


def _at(path: str) -> socket.socket:
    line = socket.socket(socket.AF_UNIX)
    try:
        line.settimeout(PATIENCE)
        line.connect(path)
    except OSError:
        line.close()
        raise
    return line
