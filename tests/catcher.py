"""A mail server that keeps what it is given, for tests that send by real SMTP."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from threading import Thread
from typing import Any


class Catcher(socketserver.ThreadingTCPServer):
    """`caught` are the mails that it took; with `refuses` it takes none."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.caught: list[Message] = []
        self.refuses = False

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class Session(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as a client that sends plain mail asks for."""

    server: Any

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        self.say("220 catcher")
        while line := self.rfile.readline():
            verb = line.split()[0].upper() if line.strip() else b""
            if verb == b"QUIT":
                self.say("221 bye")
                return
            if verb == b"DATA":
                self.take()
            elif verb == b"RCPT" and self.server.refuses:
                self.say("451 not now")
            else:
                self.say("250 catcher")

    def take(self) -> None:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline().rstrip(b"\r\n")) != b".":
            lines.append(line[1:] if line.startswith(b".") else line)
        self.server.caught.append(message_from_bytes(b"\n".join(lines)))
        self.say("250 kept")


@contextmanager
def catching(settings: Any) -> Iterator[Catcher]:
    """Have Django send to a catcher by SMTP meanwhile."""
    with Catcher() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        try:
            yield server
        finally:
            server.shutdown()
