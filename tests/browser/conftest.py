"""A real browser on a live server, signed in as members of staff.

Every page is watched: an error on its console, a refused resource or an exception of a script
fails the test, which also proves the security policy. Without a browser the tests fail.
"""

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import connection, connections
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from cases.models import Case
from contacts.choices import NoteOutcome
from students.models import Student
from tests.browser.looks import AXE, CONTRAST, LOOKS, faults_at, faults_by
from tests.factories import (
    TODAY,
    CaseFactory,
    GuardianshipFactory,
    HouseholdFactory,
    NoteFactory,
    TaskFactory,
)
from tests.world import Person

# Playwright keeps an event loop in this thread; the database is used from it nevertheless.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# Milliseconds until something that should come is taken not to: no measure of speed, and a busy machine
# takes many times what a quiet one does.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE / 2)

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def executable(playwright: Playwright) -> str:
    """Return the browser: the one named, the system's, or Playwright's own."""
    named = os.environ.get("PSA_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    own = playwright.chromium.executable_path
    if not found and Path(own).exists():
        found = own
    if not found:
        pytest.fail("No browser: install chromium, or name one in PSA_CHROMIUM.")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(playwright), args=flags, headless=True
        )
        yield browser
        # While the browser's loop runs Django keeps connections apart from those of after it.
        connections.close_all()
        browser.close()


@pytest.fixture(scope="session")
def live_server(django_db_setup: None) -> Iterator[LiveServer]:  # gone before its database is
    """The product as it is served: its own middleware gives the files, too."""
    with patch("django.contrib.staticfiles.handlers.StaticFilesHandler", lambda product: product):
        server = LiveServer("localhost")
    yield server
    server.stop()


# What Chromium says by itself: of a preloaded font when the machine is too busy to paint for some
# seconds; of a service worker that it looks for anew, in its own time, while a test has no connection.
BY_ITSELF = (
    "but not used within a few seconds",
    "unknown error occurred when fetching the script",
)


@dataclass
class Screens:
    """Opens pages of the live server; `faults` is what went wrong on any of them."""

    browser: Browser
    server: str
    contexts: list[BrowserContext] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    readers: dict[int, Page] = field(default_factory=dict)

    def open(
        self,
        person: Person,
        address: str,
        *,
        width: int = 1440,
        theme: str = "light",
        scripts: bool = True,
    ) -> Page:
        """Open an address as a person, in a browser of its own."""
        context = self.browser.new_context(
            base_url=self.server,
            viewport={"width": width, "height": 900},
            color_scheme=theme,
            java_script_enabled=scripts,
        )
        self.contexts.append(context)
        session = person.client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.server}]
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.goto(address)
        return page

    def visit(self, person: Person, address: str) -> Page:
        """Open an address in the browser that the person has, to read it."""
        if person.user.pk not in self.readers:
            self.readers[person.user.pk] = self.open(person, address)
        else:
            self.readers[person.user.pk].goto(address)
        return self.readers[person.user.pk]

    def _heard(self, message: object) -> None:
        by_itself = any(words in message.text for words in BY_ITSELF)
        if message.type in ("error", "warning") and not by_itself:
            self.faults.append(f"{message.type}: {message.text}")

    def close(self) -> None:
        """Close everything, and wait until the server is done with what was still under way:
        the tables are emptied next.
        """
        for context in self.contexts:
            context.close()
        quiet, deadline = 0, time.monotonic() + 20
        while quiet < 3 and time.monotonic() < deadline:
            quiet = 0 if requests_under_way() else quiet + 1
            time.sleep(0.05)


def requests_under_way() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND usename = current_user AND pid <> pg_backend_pid() AND state <> 'idle'"
        )
        return int(cursor.fetchone()[0])


@pytest.fixture
def screens(committed: None, live_server, browser: Browser) -> Iterator[Screens]:
    screens = Screens(browser, live_server.url)
    yield screens
    screens.close()
    assert screens.faults == []


@pytest.fixture
def faults_of() -> Callable[[Page], list[str]]:
    """Say what is wrong with a page as it stands."""
    return lambda page: faults_by(page, AXE)


@pytest.fixture
def faults_in_all_looks() -> Callable[[Page], list[str]]:
    """Say what is wrong with a page at every width, light and dark."""

    return lambda page: faults_at(page, LOOKS)


@pytest.fixture
def faults_wide_and_narrow() -> Callable[[Page], list[str]]:
    """Say what is wrong with a page that is made of the same parts as those that are read in all looks."""
    return lambda page: faults_at(page, [look for look in LOOKS if look[2] is not CONTRAST])


@pytest.fixture
def ana(committed, district, counselor):
    """Ana with a mother on the telephone, who is also her brother's at Oak, one at Pine, and a case."""
    keys = [district.ana.pk, district.ben.pk, district.dov.pk]
    Student.objects.filter(pk__in=keys).update(household=HouseholdFactory())
    tie = GuardianshipFactory(
        student=district.ana,
        primary=True,
        relation="mother",
        guardian__first_name="María",
        guardian__last_name="López",
        guardian__phone="(213) 555-0142",
        guardian__language="es",
    )
    GuardianshipFactory(student=district.ben, guardian=tie.guardian, relation="mother")
    CaseFactory(student=district.ana, owner=counselor.user)
    TaskFactory(
        student=district.ana,
        owner=counselor.user,
        due_on=TODAY - timedelta(days=2),
    )
    Case.objects.update(next_action="Call the family", next_due_on=TODAY - timedelta(days=2))
    return district.ana


@pytest.fixture
def tap():
    """Tap, and count: `tap(page, "Spoke")` taps what has that name."""

    class Taps:
        count = 0

        def __call__(self, page, name, role="label"):
            self.count += 1
            if role == "label":
                page.locator(".pick:visible", has_text=re.compile(rf"^\s*{name}")).click()
            else:
                page.get_by_role(role, name=name).click()

    return Taps()


@pytest.fixture
def note(committed, district, counselor):
    """A call about Ana, written by the counselor, not signed."""
    return NoteFactory(
        about_student=district.ana,
        author=counselor.user,
        outcome=NoteOutcome.SPOKE,
        text="As first written.",
        happened_at=timezone.now().replace(second=0, microsecond=0) - timedelta(hours=1),
    )
