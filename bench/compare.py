"""Pages against the empty signed-in page of the same person: time and statements; what they weigh
on the way, and how much a browser has to build.
"""

import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.rows import Clock, Row, ratio_of
from psa.warm import warm

ROUNDS = 100
# Of an empty page that asks one statement, whatever its reader's grants. While it asked eight, the
# pages of a student and of a school were held to three of it.
MOST_TIME = 4
MOST_STATEMENTS = 10
MOST_BYTES = 15 * 1024  # compressed, as they go out
MOST_NODES = 1600
ELEMENT = re.compile(rb"<[a-z]")


def compare(client: Client, base: str, addresses: dict[str, str], *, note: str = "") -> list[Row]:
    """Return for each page but `base` the ratio of its time to that of `base`, at most MOST_TIME,
    and its statements beyond those of `base`; the bytes and the nodes of each.

    A page that takes too long once is measured again with the others: it fails twice in a row.
    """
    warm()  # as a worker of the web is
    statements = {name: _statements(client, name, url) for name, url in addresses.items()}
    times = _times(client, base, addresses, note)
    if not all(row.holds for row in times):
        again = _times(client, base, addresses, note)
        times = [min(pair, key=lambda row: row.ratio) for pair in zip(times, again, strict=True)]
    beyond = {name: n - statements[base] for name, n in statements.items() if name != base}
    counts = [
        Row(
            f"statements, {name}",
            more / MOST_STATEMENTS,
            1,
            f"{more} beyond the {statements[base]} of the empty page, at most {MOST_STATEMENTS}",
        )
        for name, more in beyond.items()
    ]
    return times + counts + _weights(client, {name: addresses[name] for name in beyond})


def _times(client: Client, base: str, addresses: dict[str, str], note: str) -> list[Row]:
    """Pages take turns, one load each, so that a busy moment hits all; the medians are compared."""
    clock = Clock()
    for _ in range(ROUNDS):
        for name, address in addresses.items():
            with clock.measure(name):
                client.get(address)
    pages = [name for name in addresses if name != base]
    return [ratio_of(clock, f"time, {name}", name, base, MOST_TIME, note) for name in pages]


def _weights(client: Client, pages: dict[str, str]) -> list[Row]:
    found = []
    for name, address in pages.items():
        sent = len(client.get(address, headers={"accept-encoding": "gzip"}).content)
        nodes = len(ELEMENT.findall(client.get(address).content))
        found += [
            Row(f"bytes, {name}", round(sent / MOST_BYTES, 2), 1, f"{sent:,} of {MOST_BYTES:,}"),
            Row(f"nodes, {name}", round(nodes / MOST_NODES, 2), 1, f"{nodes:,} of {MOST_NODES:,}"),
        ]
    return found


def _statements(client: Client, name: str, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{name} answered {response.status_code}")
    return len(captured)
