"""The gallery in a real browser: contrast, width, keyboard, and what the security policy refuses."""

import os
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page, sync_playwright

from tests.core import gallery

pytestmark = pytest.mark.browser

POLICY = "; ".join(
    f"{name} {' '.join(sources)}"
    for name, sources in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
)
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
PAGES = ("gallery", "404", "500")


class Handler(SimpleHTTPRequestHandler):
    """Files of one folder, under the policy that production sends."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: the test tells what failed."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("site")
    (folder / "static").symlink_to(settings.BASE_DIR / "static")
    (folder / "gallery.html").write_text(gallery.render())
    (folder / "404.html").write_text(render_to_string("404.html", gallery.context()))
    (folder / "500.html").write_text(render_to_string("500.html"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = os.environ.get("PSA_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def opened(browser: Browser, address: str, *, width: int = 1440, **options: object) -> Page:
    """Open a page whose every complaint on the console is kept in `page.complaints`."""
    page = browser.new_context(viewport={"width": width, "height": 844}, **options).new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(address)
    page.evaluate("document.fonts.ready.then(() => null)")
    return page


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing(site, browser, name, theme, width):
    address = f"{site}/{name}.html"
    page = opened(browser, address, width=width, color_scheme=theme, bypass_csp=True)
    found = Axe().run(page, options=AXE).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    page.context.close()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 390, 720, 1440])  # 720: 1440 at 200%
def test_nothing_runs_over_and_nothing_is_refused(site, browser, name, width):
    page = opened(browser, f"{site}/{name}.html", width=width)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.complaints == []
    page.context.close()


def test_menu_opens_without_javascript(site, browser):
    page = opened(browser, f"{site}/gallery.html", width=390, java_script_enabled=False)
    page.click("details.menu summary")
    assert page.is_visible("details.menu a:has-text('Imports')")
    page.context.close()


def test_theme_is_chosen_once_and_kept(site, browser):
    page = opened(browser, f"{site}/gallery.html")
    page.click(".user-menu summary")
    page.click("[data-theme-choice=dark]")
    assert page.get_attribute("html", "data-bs-theme") == "dark"
    assert page.evaluate("document.cookie") == "theme=dark"
    assert page.get_attribute("[data-theme-choice=dark]", "aria-pressed") == "true"
    page.context.close()


def test_escape_closes_a_menu_and_gives_the_focus_back(site, browser):
    page = opened(browser, f"{site}/gallery.html")
    page.click(".user-menu summary")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not page.evaluate("document.querySelector('.user-menu').open")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.context.close()


def test_dialog_opens_and_escape_closes_it(site, browser):
    page = opened(browser, f"{site}/gallery.html")
    page.click("[data-dialog=sample]")
    assert page.is_visible("#sample")
    page.keyboard.press("Escape")
    assert not page.is_visible("#sample")
    page.context.close()


def test_problem_stays_until_dismissed(site, browser):
    page = opened(browser, f"{site}/gallery.html")
    page.evaluate(
        "document.dispatchEvent(new CustomEvent('toast',"
        " {detail: {text: '<b>Not saved</b>', tone: 'danger'}}))"
    )
    assert page.inner_text("#toasts p") == "<b>Not saved</b>"
    page.click("#toasts [data-toast-close]")
    assert page.locator("#toasts p").count() == 0
    page.context.close()


def test_rail_stays_in_place(site, browser):
    page = opened(browser, f"{site}/gallery.html")
    page.evaluate("scrollTo(0, 900)")
    assert page.locator(".rail").bounding_box()["y"] == 0
    page.context.close()


def test_printing_opens_the_reasons(site, browser):
    page = opened(browser, f"{site}/gallery.html")
    closed = "document.querySelectorAll('details.reason:not([open])').length"
    assert page.evaluate(closed) == 1
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(closed) == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(closed) == 1
    page.context.close()
