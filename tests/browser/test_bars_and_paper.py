"""Bars leave room: nothing that has the focus lies under one, and paper has none."""

import pytest

pytestmark = pytest.mark.browser
# Where the focus is hidden, on all of its height, by what is fixed or sticks.
COVERED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const box = at.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const seen = [0.2, 0.5, 0.8].some((part) => {
    const y = box.top + box.height * part;
    const top = y >= 0 && y < innerHeight && document.elementFromPoint(x, y);
    return top && (at.contains(top) || top.contains(at));
  });
  return seen ? null : at.outerHTML.slice(0, 120);
}"""
VIEWS = [(390, 844), (320, 256), (844, 390), (1440, 900)]


def covered_at(page):
    """What has the focus, where it is covered and still is when the page has come to rest, which
    takes a busy machine a while.
    """
    for _ in range(20):
        if not (found := page.evaluate(COVERED)):
            break
        page.wait_for_timeout(150)
    return found


@pytest.mark.parametrize(("width", "height"), VIEWS)
def test_nothing_with_the_focus_lies_under_a_bar(screens, counselor, ana, width, height):
    covered = {}
    for address in ("/", f"/students/{ana.pk}/"):
        page = screens.open(counselor, address, width=width)
        page.emulate_media(reduced_motion="reduce")  # it scrolls at once
        page.set_viewport_size({"width": width, "height": height})
        # What still comes in would move what has the focus, and nobody scrolls after it.
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
        for key in ("Tab", "Shift+Tab"):
            for nth in range(40):
                page.keyboard.press(key)
                if found := covered_at(page):
                    covered[f"{address} {key} {nth}"] = found
    assert list(covered.items()) == []


@pytest.mark.parametrize(("height", "sticks"), [(480, False), (481, True)])
def test_bars_let_go_in_a_low_view(screens, counselor, ana, height, sticks):
    page = screens.open(counselor, f"/students/{ana.pk}/", width=320)
    page.set_viewport_size({"width": 320, "height": height})
    page.evaluate("scrollTo(0, 400)")
    for bar in (".bar", ".tabs-bar"):
        box = page.locator(bar).bounding_box()
        assert (box["y"] + box["height"] > 0 and box["y"] < height) is sticks


# What is written too pale for white paper, where no ground is printed; and bars.
PALE = """() => {
  const parts = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (text) => {
    const [r, g, b] = parts(text).map((one) => { const c = one / 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (color) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); return canvas.getImageData(0, 0, 1, 1).data.join(); };
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = new Set();
  while (words.nextNode()) {
    const one = words.currentNode;
    if (!one.textContent.trim()) continue;
    const range = document.createRange();
    range.selectNodeContents(one);
    const style = getComputedStyle(one.parentElement);
    const hidden = one.parentElement.closest(".visually-hidden, script, style, title");
    if (hidden || !range.getClientRects().length || style.visibility === "hidden" || style.printColorAdjust === "exact") continue;
    const contrast = 1.05 / (light(rgb(style.color)) + 0.05);
    if (contrast < 4.5) found.add(`${one.textContent.trim().slice(0, 40)} in ${one.parentElement.className}: ${contrast.toFixed(1)}`);
  }
  const bars = [...document.querySelectorAll(".rail, .bar, .tabs-bar, .toasts, dialog, .btn")];
  const wide = document.documentElement.scrollWidth - innerWidth;
  return [...found, ...bars.filter((bar) => bar.getClientRects().length).map((bar) => `there: ${bar.outerHTML.slice(0, 80)}`), ...(wide > 0 ? [`${wide} px too wide`] : [])];
}"""


def test_every_page_prints_without_bars_and_dark_on_white(screens, counselor, ana):
    page = screens.open(counselor, "/", width=720)
    found = {}
    for address in (
        "/",
        f"/students/{ana.pk}/",
        f"/students/{ana.pk}/work/",
        f"/students/{ana.pk}/brief/",
        f"/students/{ana.pk}/chain/",
        "/caseload/",
        "/tasks/",
        "/search/?q=ito",
        "/schools/",
        "/letters/",
        "/reports/",
        "/accessibility/",
        "/my-roles/",
    ):
        page.emulate_media(media="screen")
        page.goto(address)
        for theme in ("light", "dark"):
            page.emulate_media(media="print", color_scheme=theme)
            found[address, theme] = page.evaluate(PALE)
    assert [(address, fault) for address, faults in found.items() for fault in faults] == []
