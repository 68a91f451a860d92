"""What a visit costs a telephone on a weak signal: bytes, requests and nodes, as a browser counts."""

from dataclasses import dataclass, field

import pytest
from django.urls import reverse

from attendance.models import DayOutcome, Standing
from tests.access.lists import fill_lists
from tests.access.matrix import things
from tests.access.people import everybody
from tests.desk.rows import judge, teach
from tests.world import Person

pytestmark = pytest.mark.browser

FIRST, NEXT, REQUESTS, NODES = 120 * 1024, 15 * 1024, 10, 1500
SCREENS = ("today", "student", "cases:caseload", "letters:letters", "sarb:referrals")


@dataclass
class Visit:
    """What came over the wire since it began: the bytes of each address, headers included."""

    bytes_of: dict[str, int] = field(default_factory=dict)

    def watch(self, page):
        """Count; what the browser has kept costs nothing."""
        kept, names = set(), {}
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on(
            "Network.requestWillBeSent",
            lambda e: names.update({e["requestId"]: e["request"]["url"]}),
        )
        wire.on("Network.requestServedFromCache", lambda e: kept.add(e["requestId"]))
        wire.on(
            "Network.responseReceived",
            lambda e: kept.add(e["requestId"]) if e["response"].get("fromDiskCache") else None,
        )
        wire.on("Network.loadingFinished", lambda e: self._took(e, kept, names))
        return self

    def _took(self, event, kept, names):
        if event["requestId"] not in kept:
            name = names.get(event["requestId"], "")
            self.bytes_of[name] = self.bytes_of.get(name, 0) + int(event["encodedDataLength"])

    def without_the_blank(self):
        """The sheet of nobody is asked for once a day, by the browser's day; here the server's
        stands still, and it is asked for with every page.
        """
        return sum(n for name, n in self.bytes_of.items() if not name.endswith("?blank=1"))

    @property
    def size(self):
        return sum(self.bytes_of.values())

    def __len__(self):
        return len(self.bytes_of)


@pytest.fixture
def counselor_of_a_district(committed, district):
    people, objects = everybody(district), things(district)
    fill_lists(district, people)
    [person] = [one for one in people if one.name == "counselor"]
    return Person(person.user, person.browser()), objects


def where(name, objects):
    return reverse(name, args=[objects["student own"]] if name == "student" else [])


def visited(page, address):
    visit = Visit().watch(page)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return visit


@pytest.mark.parametrize("name", SCREENS)
def test_a_first_visit_and_the_next_page(screens, counselor_of_a_district, name):
    person, objects = counselor_of_a_district
    page = screens.open(person, "about:blank")
    first = visited(page, where(name, objects))
    assert first.size <= FIRST, first.bytes_of
    assert len(first) <= REQUESTS, first.bytes_of
    then = visited(page, where(name, objects))
    assert then.without_the_blank() <= NEXT, then.bytes_of


def test_the_page_of_a_student_who_missed_much_is_small(
    screens, counselor_of_a_district, district
):
    person, objects = counselor_of_a_district
    teach(district.oak, days=160)
    for judged in (DayOutcome, Standing):  # lists show that she was away for days
        judged.objects.filter(student=district.ana).delete()
    judge(district.ana, district.oak, counted=45, excused=35)
    page = screens.open(person, "about:blank")
    first = visited(page, where("student", objects))
    assert page.locator(".months a").count() == 80
    assert first.size <= FIRST, first.bytes_of
    assert page.evaluate("document.querySelectorAll('*').length") <= NODES
    assert visited(page, where("student", objects)).without_the_blank() <= NEXT


def test_before_sign_in(screens, committed, district, counselor):
    page = screens.open(counselor, "about:blank")
    page.context.clear_cookies()
    first = visited(page, reverse("account_login"))
    assert first.size <= FIRST, first.bytes_of
    assert len(first) <= REQUESTS, first.bytes_of


def test_what_pages_load_is_kept_for_a_year_and_goes_out_compressed(screens, counselor):
    page = screens.open(counselor, "about:blank")
    answers = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - a builtin cannot listen
    page.goto(reverse("today"))
    page.wait_for_load_state("networkidle")
    files = [one for one in answers if "/static/" in one.url]
    assert {one.url.rpartition(".")[2] for one in files} == {"css", "js", "svg", "woff2"}
    for one in files:
        told = one.all_headers()
        seconds = int(told["cache-control"].partition("max-age=")[2].partition(",")[0])
        assert seconds >= 365 * 24 * 60 * 60
        assert "immutable" in told["cache-control"]
        assert "woff2" in one.url or told["content-encoding"] in ("br", "gzip"), one.url
