"""A person who is signed in and reads pages, as the web server answers them."""

import io
import re
import zipfile
from dataclasses import dataclass
from urllib.parse import urljoin

from django.contrib.auth import get_user_model
from django.test import Client

from tests.golden import papers, text

# A file's own address is made for one person and for minutes: what counts is what it opens.
FILE = re.compile(r"^/documents/")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class Answer:
    """What came back: its text, and the addresses on this site that it leads to."""

    status: int
    text: str
    links: tuple[str, ...] = ()
    html: str = ""

    def written(self) -> str:
        return f"{self.status}\n{self.text}"


class Reader:
    """One person's browser. Addresses that were asked for are not asked for again."""

    def __init__(self, email: str) -> None:
        self.client = Client(SERVER_NAME="localhost", raise_request_exception=False)
        user = get_user_model().objects.get(email=email)
        self.client.force_login(user, backend=BACKEND)

    def get(self, address: str) -> Answer:
        response = self.client.get(address)
        if FILE.match(response.headers.get("Location", "")):
            response = self.client.get(response.headers["Location"])
        if to := response.headers.get("Location"):
            return Answer(response.status_code, text.masked(f"to {to}\n"), (urljoin(address, to),))
        content = b"".join(response) if response.streaming else response.content
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        return _read(response.status_code, kind, content, address)

    def post(self, address: str, fields: dict[str, object]) -> Answer:
        response = self.client.post(address, fields)
        return Answer(
            response.status_code, text.masked(f"to {response.headers.get('Location')}\n")
        )


def _read(status: int, kind: str, content: bytes, address: str) -> Answer:
    if kind == "application/pdf":
        return Answer(status, papers.of_pdf(content))
    if kind == "application/zip":
        with zipfile.ZipFile(io.BytesIO(content)) as found:
            return Answer(status, "".join(f"{name}\n" for name in sorted(found.namelist())))
    said = content.decode(errors="replace")
    if kind != "text/html":
        return Answer(status, text.masked(said))
    links = (urljoin(address, link) for link in text.links(said))
    here = tuple(dict.fromkeys(link for link in links if link.startswith("/")))
    shown = said if address == "/" else text.main(said)  # the frame around each page, once
    return Answer(status, text.of_page(shown), here, said)
