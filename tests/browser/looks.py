"""How a screen is read: by axe, wide and narrow, light and dark."""

from collections.abc import Iterable

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTRAST = {"runOnly": ["color-contrast"]}
TARGET = "target-size"
# What changes its color or place by and by is there at once.
DRAWN = """async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  for (const one of document.getAnimations()) {
    if (one.effect.getComputedTiming().iterations !== Infinity) one.finish();
  }
}"""
# Parts that were opened have come: what is read while one comes is another page in a moment.
QUIET = "() => !document.querySelector('.htmx-request')"
# How a screen is read that is loaded once: all rules in each width and in each theme, and what differs
# between the others, which are the colors and what is too wide. 720 is 1440 at 200%.
LOOKS = (
    (1440, "light", AXE),
    (1440, "dark", CONTRAST),
    (720, "dark", None),
    (390, "dark", None),
    (320, "dark", AXE),
    (320, "light", CONTRAST),
)


def violations(page: Page, options: dict[str, object], context: object = None) -> list[dict]:
    """Return what axe finds, which is loaded into a page once."""
    if not page.evaluate("() => !!window.axe"):
        page.evaluate(AXE_SCRIPT)
    asked = {"resultTypes": ["violations"], **options}
    run = "([context, options]) => axe.run(context ?? document, options)"
    return page.evaluate(run, [context, asked])["violations"]


def is_small(page: Page, target: list[str]) -> bool:
    """Say whether what is small as the page stands is so too away from the bars that stay: what one
    of them half covers is scrolled from under it.
    """
    page.locator(target[-1]).evaluate(
        "element => element.scrollIntoView({block: 'center', behavior: 'instant'})"
    )
    options = {"runOnly": [TARGET]}
    return bool(violations(page, options, {"include": target}))


def faults_by(page: Page, options: dict[str, object] | None) -> list[str]:
    """Say what is wrong with a page as it stands: accessibility, and words wider than the view."""
    found = [
        f"{fault['id']}: {node['html'][:160]}"
        for fault in (violations(page, options) if options else ())
        for node in fault["nodes"]
        if fault["id"] != TARGET or is_small(page, node["target"])
    ]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*found, *([f"{wide} px too wide"] if wide > 0 else [])]


def faults_at(page: Page, looks: Iterable[tuple]) -> list[str]:
    found = []
    for width, theme, options in looks:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme)
        page.evaluate(DRAWN)
        page.wait_for_function(QUIET)
        found += [f"{width} {theme} {fault}" for fault in faults_by(page, options)]
    return found
