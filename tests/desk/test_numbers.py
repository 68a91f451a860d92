"""A number that opens is its list: each role opens every number that it finds on its way."""

from collections import Counter
from collections.abc import Callable
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from accounts.choices import Role
from accounts.models import User
from attendance.actions.assess import assess
from cases.actions.follow import follow
from core import planner
from demo.staff import email_of
from desk.registry import PROPOSALS
from tests.factories import TODAY, act
from tests.golden.crawl import ELSEWHERE, kind_of, plain
from tests.golden.text import links
from tests.opened import Opened, compare, target
from tests.world import sign_in

OF_A_KIND, MOST = 1, 25  # pages that somebody reads on their way; each of their numbers is opened


@pytest.fixture
def made_up(worker_db):
    with time_machine.travel(act().at, tick=False):
        words = ["make_district", "--students", "400", "--schools", "4", "--json"]
        call_command(*words, "--today", TODAY.isoformat(), stdout=StringIO())
        assess(act())
        follow(act(), PROPOSALS)
        planner.tell({})
        yield


def reader(client: Client) -> Callable[[str], str]:
    """Return a way to read pages, each once; what is no page is empty."""
    read: dict[str, str] = {}

    def get(address: str) -> str:
        here = plain(address)
        if here not in read:
            answer = client.get(here)
            is_page = answer.status_code == 200 and "html" in answer.headers["Content-Type"]
            read[here] = answer.content.decode() if is_page else ""
        return read[here]

    return get


def walk(get: Callable[[str], str]) -> dict[str, str]:
    """Return the pages that are read on the way from the first one, a few of each kind."""
    read, kinds, wave = {"/": get("/")}, Counter[str](), ["/"]
    while wave and len(read) < MOST:
        found = sorted({plain(target(here, link)) for here in wave for link in links(read[here])})
        wave = []
        for link in found:
            is_ours = link.startswith("/") and link not in read and not ELSEWHERE.search(link)
            if is_ours and kinds[kind_of(link)] < OF_A_KIND and len(read) < MOST:
                kinds[kind_of(link)] += 1
                read[link] = get(link)
                wave.append(link)
    return read


@pytest.mark.slow
@pytest.mark.usefixtures("plain_templates")
def test_every_number_opens_as_many(made_up):
    opened, wrong = Counter[str](), []
    for role in Role.values:
        get = reader(sign_in(User.objects.get(email=email_of(Role(role)))))
        for address, page in walk(get).items():
            found = Opened(page)
            opened[role] += len(found.numbers)
            wrong += [f"{role} at {address}: {one}" for one in compare(address, found, get)]
    assert not wrong, "\n".join(wrong)
    assert {
        role for role in (Role.COUNSELOR, Role.DIRECTOR, Role.CLERK) if opened[role] < 20
    } == set()
