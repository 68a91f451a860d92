"""The one style sheet draws every screen as its sources would, uncut and one after another; and each
can be read with everything opened, in the system's own colours and in a view that four times' zoom
leaves. A telephone's first screenful of each role's first page says what to do now.
"""

import pytest
from django.conf import settings
from django.templatetags.static import static

from accounts.choices import Role
from psa.assets import build
from tests.access.lists import fill_lists
from tests.access.matrix import address, rows, things
from tests.access.people import everybody
from tests.world import Person

pytestmark = pytest.mark.browser

UNCUT = "/static/uncut.css"
# Every property of every element and of what stands before and after it, by both style sheets.
DIFFERENCES = """async (address) => {
  const built = document.querySelector("link[rel=stylesheet]");
  // The view was made another size: that is drawn first.
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const parts = (element) => ["", "::before", "::after",
    ...(element.matches("input, textarea") ? ["::placeholder"] : []),
    ...(element.matches("li, summary") ? ["::marker"] : [])];
  const seen = () => [...document.querySelectorAll("body, body *")].flatMap((element) =>
    parts(element).map((part) => {
      const style = getComputedStyle(element, part || null);
      const isDrawn = !/before|after/.test(part) || style.content !== "none";
      return [`${element.tagName}.${element.getAttribute("class")}${part}`, isDrawn && style.cssText];
    }));
  const before = seen();
  const uncut = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
  await new Promise((done) => { uncut.onload = done; document.head.append(uncut); });
  built.disabled = true;
  const after = seen();
  built.disabled = false;
  uncut.remove();
  const said = (text) => new Set(String(text).split("; "));
  return [before.length, before.flatMap(([name, text], i) => {
    if (text === after[i][1]) return [];
    const whole = said(after[i][1]);
    return [`${name}: ${[...said(text)].filter((one) => !whole.has(one))}`];
  })];
}"""
WAYS = ((1440, "light", "screen"), (390, "dark", "screen"), (816, "light", "print"))
SCREENS = (
    ("today", "counselor"),
    ("student", "counselor"),
    ("student-work", "counselor"),
    ("cases:caseload", "counselor"),
    ("cases:case", "counselor"),
    ("task", "counselor"),
    ("contacts:note", "counselor"),
    ("contacts:sealed", "counselor"),
    ("quick-log", "counselor"),
    ("roster", "school_administrator"),
    ("caseloads", "director"),
    ("attendance:reports", "school_administrator"),
    ("letters:letters", "school_administrator"),
    ("letters:letter", "school_administrator"),
    ("sarb:referral", "sarb_chair"),
    ("sarb:docket", "director"),
    ("sis:runs", "system_administrator"),
    ("account_change_password", "counselor"),
)
OTHERS = (
    ("brief", "counselor"),
    ("chain", "counselor"),
    ("cases:open", "counselor"),
    ("sarb:refer", "counselor"),
    ("visits:day", "counselor"),
    ("visits:door", "counselor"),
    ("letters:letters", "clerk"),
    ("school-quality", "counselor"),
    ("accounts:person", "director"),
    ("accounts:mine", "counselor"),
    ("policy", "counselor"),
    ("logs", "auditor"),
    ("sis:run", "director"),
)
# What is wrong with what a telephone shows of a page before anybody scrolls: its heading and the
# first item of work, or the words that there is none, stand whole between the bars.
BELOW_THE_FOLD = """() => {
  const work = [".lines > li", ".hits > li", "tbody tr", ".school", ".home-schools", ".state", "form",
    "[aria-labelledby=yours-title] p"];
  const one = (selector) =>
    [...document.querySelectorAll(selector)].find((element) => element.getClientRects().length);
  const top = one(".bar").getBoundingClientRect().bottom;
  const bottom = one(".tabs-bar")?.getBoundingClientRect().top ?? innerHeight;
  return ["#main h1", `#main :is(${work})`].flatMap((selector) => {
    const box = one(selector)?.getBoundingClientRect();
    if (!box) return [`${selector} is not there`];
    const isSeen = box.top >= top && box.bottom <= bottom;
    return isSeen ? [] : [`${selector} from ${box.top} to ${box.bottom}, seen ${top} to ${bottom}`];
  });
}"""
# What closes over the page is opened one after the other.
DIALOGS = "[...document.querySelectorAll('dialog')].map((one) => one.id)"


def uncut() -> str:
    names = ("vendor/tabler/tabler.min", *(f"css/{name}" for name in build.STYLES))
    texts = [(build.SOURCES / f"{name}.css").read_text() for name in names]
    printed = (build.SOURCES / "css/print.css").read_text()
    css = "\n".join([*texts, f"@media print {{ {printed} }}"])
    for name in ("inter-latin", "inter-latin-ext", "inter-vietnamese"):
        css = css.replace(f'url("{name}.woff2")', f'url("{static(f"{name}.woff2")}")')
    return css


@pytest.fixture
def everyone(committed, district):
    people, objects = everybody(district), things(district)
    fill_lists(district, people)
    return {person.name: person for person in people}, objects


def opened(screens, everyone, name, reader):
    """Open a screen as a reader, with all that it folds."""
    people, objects = everyone
    row = next(r for r in rows() if r.page == name and r.expected[reader] == 200)
    where = address(row, objects)
    page = screens.open(Person(people[reader].user, people[reader].browser()), where)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    return page


def faults_at_its_least(page, faults_of):
    """What is wrong with a page in a view of 320 by 256, in the colours of the system."""
    page.set_viewport_size({"width": 320, "height": 256})
    page.emulate_media(media="screen", color_scheme="light", forced_colors="active")
    return faults_of(page)


def test_the_first_screenful_of_a_telephone_says_what_to_do_now(screens, committed, district):
    """With nothing to do, and with work."""
    knockers = everybody(district)
    people = [one for one in knockers if one.name in Role.values]
    page = screens.open(Person(people[0].user, people[0].browser()), "about:blank")
    page.set_viewport_size({"width": 390, "height": 844})
    page.set_default_timeout(30_000)  # a busy machine needs longer for the first page of some role
    wrong = []
    for has_work in (False, True):
        if has_work:
            things(district)
            fill_lists(district, knockers)
        for person in people:
            session = {"name": settings.SESSION_COOKIE_NAME, "url": screens.server}
            value = person.cookies[settings.SESSION_COOKIE_NAME]
            page.context.add_cookies([{**session, "value": value}])
            page.goto("/")
            page.evaluate("document.fonts.ready")
            wrong += [
                f"{person.name}, {has_work=}: {one}" for one in page.evaluate(BELOW_THE_FOLD)
            ]
    assert wrong == []


@pytest.mark.slow
def test_every_screen_looks_as_its_sources_say_and_can_be_read(screens, everyone, faults_of):
    found, wrong = [], []
    for name, reader in SCREENS:
        page = opened(screens, everyone, name, reader)
        page.route(
            f"**{UNCUT}", lambda route: route.fulfill(body=uncut(), content_type="text/css")
        )
        for width, theme, media in WAYS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(media=media, color_scheme=theme)
            count, differences = page.evaluate(DIFFERENCES, UNCUT)
            if differences:  # a busy machine had not drawn the other size yet: they would stay
                page.wait_for_timeout(500)
                count, differences = page.evaluate(DIFFERENCES, UNCUT)
            assert count > 20
            found += [f"{name} {width} {theme} {media}: {one}" for one in differences]
        wrong += [f"{name}: {fault}" for fault in faults_at_its_least(page, faults_of)]
        page.context.close()
    assert (found[:10], wrong[:10]) == ([], [])


@pytest.mark.slow
def test_every_other_screen_can_be_read(screens, everyone, faults_of):
    wrong = []
    for name, reader in OTHERS:
        page = opened(screens, everyone, name, reader)
        wrong += [f"{name}: {fault}" for fault in faults_at_its_least(page, faults_of)]
        page.context.close()
    assert wrong[:10] == []


def test_every_dialog_of_the_frame_can_be_read(screens, everyone, faults_of):
    page, wrong = opened(screens, everyone, "today", "counselor"), []
    ids = page.evaluate(DIALOGS)
    assert len(ids) > 1
    for one in ids:
        page.evaluate("(id) => document.getElementById(id).showModal()", one)
        wrong += [f"{one}: {fault}" for fault in faults_at_its_least(page, faults_of)]
        page.evaluate("(id) => document.getElementById(id).close()", one)
    assert wrong == []
