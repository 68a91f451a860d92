"""A number that opens is its list: every number of the pages that compose a morning is opened."""

import json
import re
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.utils.html import strip_tags

from accounts.choices import Role
from accounts.models import User
from attendance.actions.assess import assess
from cases.actions.follow import follow
from core import planner
from demo.staff import email_of
from desk.registry import NAVIGATION, PROPOSALS
from tests.factories import TODAY, act
from tests.world import sign_in

LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#][^"]*)"[^>]*>(.*?)</a>', re.S)
HIDDEN = re.compile(r'<span class="visually-hidden">.*?</span>|<svg.*?</svg>', re.S)
COUNTED = re.compile(r'class="(?:tab-count )?num">\s*([\d,]+)\s*<')
ALONE = re.compile(r"^\s*([\d,]+)\b(?!\s*(?:of|/|%|\.|:))")
OF_LIST = re.compile(r'id="[\w-]+-count"[^>]*>\s*[\d,]+–[\d,]+ of ([\d,]+) ')
# Numbers that open something which is no list: a day, a report, one row by its number.
NO_LIST = re.compile(r"^/(imports|students|letters|packets|referrals|hearings|cases|tasks)/\d+")
ROLES = (Role.COUNSELOR, Role.SCHOOL_ADMINISTRATOR, Role.FIELD_COORDINATOR, Role.DIRECTOR)


@pytest.fixture
def made_up(worker_db):
    with time_machine.travel(act().at, tick=False):
        words = ["make_district", "--students", "400", "--schools", "4", "--json"]
        said = StringIO()
        call_command(*words, "--today", TODAY.isoformat(), stdout=said)
        assess(act())
        follow(act(), PROPOSALS)
        planner.tell({})
        yield json.loads(said.getvalue())


def number(text: str) -> int:
    return int(text.replace(",", ""))


def numbers_of(page: str) -> dict[str, int]:
    """Return the links of a page that say how many there are, each with its number."""
    main = page.split('id="main"')[-1]
    found = {}
    for href, inside in LINK.findall(main):
        seen = HIDDEN.sub("", inside)
        said = COUNTED.search(seen) or ALONE.match(strip_tags(seen))
        is_chosen = 'aria-label="Remove this filter"' in inside
        if said and not is_chosen and not NO_LIST.match(href):
            found[href.replace("&amp;", "&")] = number(said[1])
    return found


def rows_of(page: str) -> int | None:
    """Return how many rows a page's list has in all; None for a page that is no list."""
    counted = OF_LIST.search(page)
    if counted:
        return number(counted[1])
    return 0 if 'class="list"' in page and 'class="state"' in page else None


@pytest.mark.parametrize("role", ROLES)
def test_every_number_opens_as_many(made_up, role):
    client = sign_in(User.objects.get(email=email_of(role)))
    start = client.get("/").content.decode()
    pages = {"/": start}
    rail = re.findall(r'class="rail".*?</nav>', start, re.S)[0]
    for address in re.findall(r'<a\b[^>]*?\bhref="([^"]+)"', rail):
        pages[address] = client.get(address).content.decode()
    assert len(pages) > len(NAVIGATION) / 2
    opened, wrong = 0, []
    for address, page in pages.items():
        for href, said in numbers_of(page).items():
            target = href if href.startswith("/") else f"{address.partition('?')[0]}{href}"
            rows = rows_of(client.get(target).content.decode())
            opened += rows is not None
            if rows is not None and rows != said:
                wrong.append(f"{address}: {said} opens {rows} at {target}")
    assert wrong == []
    assert opened > 10, "nothing was compared"
