"""Files are looked through where a scanner is set up; without one that is said, never hidden."""

import socket
import threading

import pytest

from documents.actions import FileIsInfected, ScannerIsDown, take_in
from documents.actions.scanning import scan
from documents.choices import Scan
from tests.documents.brought import picture


@pytest.fixture
def clamd(tmp_path, settings):
    """A scanner that answers what it is told to; `asked` is what it was sent."""
    there = socket.socket(socket.AF_UNIX)
    there.bind(str(tmp_path / "c"))
    there.listen(1)
    settings.CLAMD_ADDRESS = str(tmp_path / "c")
    asked = []

    def answers(words):
        def serve():
            line, _ = there.accept()
            with line:
                got = b""
                while not got.endswith(b"\0\0\0\0"):
                    got += line.recv(1 << 16)
                asked.append(got)
                line.sendall(words)

        threading.Thread(target=serve, daemon=True).start()
        return asked

    yield answers
    there.close()


def test_without_a_scanner_it_is_not_scanned(settings):
    settings.CLAMD_ADDRESS = ""
    assert scan(b"x") == Scan.UNSCANNED


def test_a_clean_file_is_said_to_be_clean(clamd):
    asked = clamd(b"stream: OK\0")
    assert scan(b"x" * 70_000) == Scan.CLEAN
    assert asked[0].startswith(b"zINSTREAM\0")
    assert asked[0].count(b"x") == 70_000


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (b"stream: Eicar-Signature FOUND\0", FileIsInfected),
        (b"INSTREAM size limit exceeded. ERROR\0", ScannerIsDown),
        (b"", ScannerIsDown),
    ],
)
def test_an_infected_file_is_refused_and_none_is_kept_unseen(clamd, store, words, refusal):
    clamd(words)
    with pytest.raises(refusal):
        take_in(picture())
    assert not store.exists()


@pytest.mark.parametrize("address", ["/nowhere/clamd", "127.0.0.1:1"])
def test_a_scanner_that_is_down_keeps_nothing(settings, store, address):
    settings.CLAMD_ADDRESS = address
    with pytest.raises(ScannerIsDown):
        take_in(picture())
    assert not store.exists()


def test_what_is_scanned_says_so(clamd):
    clamd(b"stream: OK\0")
    assert take_in(picture()).scan == Scan.CLEAN
