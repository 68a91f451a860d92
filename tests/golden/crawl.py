"""Every page a person can reach from the first one, up to a bound for each kind of address.

Which addresses of a kind are read follows from the addresses alone, not from the order in which
pages list them, so that a change of order shows as a change of order and as nothing else.
"""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit
from zlib import crc32

from tests.golden.browser import Answer, Reader

OF_A_KIND = 6
OF_A_FILE = 2
ELSEWHERE = re.compile(r"^/(account|static|files)/|^/healthz")
REFUSED = (403, 404)
FILE = re.compile(r"\.(pdf|zip)\?")


def crawl(reader: Reader, folder: Path, *, begin: Iterable[str], most: int) -> dict[str, Answer]:
    """Read pages and write each into a file of its own; return what was read, by address.

    The addresses to begin with are all read; of what they lead to, `most` pages. What was refused
    stands in one list.
    """
    read: dict[str, Answer] = {}
    wave, of_kind = sorted(set(begin)), Counter[str]()
    most += len(wave)
    while wave and len(read) < most:
        for address in wave[: most - len(read)]:
            read[address] = reader.get(address)
            if read[address].status not in REFUSED:
                write(folder / f"{name_of(address)}.txt", read[address].written())
        found = {link for address in wave if address in read for link in read[address].links}
        wave = _chosen({plain(link) for link in found} - read.keys(), of_kind)
    refused = [f"{a}: {read[a].status}\n" for a in sorted(read) if read[a].status in REFUSED]
    write(folder / "refused.txt", "".join(refused))
    return read


def _chosen(links: set[str], of_kind: Counter[str]) -> list[str]:
    """Return which of the new addresses are read; count them by kind."""
    chosen = []
    for link in sorted(links, key=lambda link: (crc32(link.encode()), link)):
        kind = kind_of(link)
        if ELSEWHERE.search(link) or of_kind[kind] >= (
            OF_A_FILE if FILE.search(kind) else OF_A_KIND
        ):
            continue
        of_kind[kind] += 1
        chosen.append(link)
    return sorted(chosen)


def plain(link: str) -> str:
    """Return the address without the place on the page."""
    return link.partition("#")[0]


def kind_of(link: str) -> str:
    """Return what an address has in common with its like: its path and the names it asks with."""
    parts = urlsplit(link)
    asked = sorted(name for name, _ in parse_qsl(parts.query, keep_blank_values=True))
    return re.sub(r"\d+", "N", parts.path) + "?" + "&".join(asked)


def name_of(link: str) -> str:
    """Return a file's name for an address, readable and without folders."""
    return re.sub(r"[^\w.=&,-]+", "_", unquote(link)).strip("_")[:150] or "today"


def write(path: Path, said: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(said, encoding="utf-8")
