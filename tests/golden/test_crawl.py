"""A crawl reads so many of each kind, chosen by the address and not by the order of a page."""

import pytest

from tests.golden.browser import Answer
from tests.golden.crawl import OF_A_FILE, OF_A_KIND, crawl, kind_of, name_of


class Site:
    """Pages as a table: from an address to where it leads; what is not there is refused."""

    def __init__(self, pages):
        self.pages, self.asked = pages, []

    def get(self, address):
        self.asked.append(address)
        if address not in self.pages:
            return Answer(404, "")
        return Answer(200, f"at {address}\n", tuple(self.pages[address]))


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("/students/12/", "/students/N/?"),
        ("/cases/?view=overdue&owner=3", "/cases/?owner&view"),
        ("/letters/copies/4.pdf", "/letters/copies/N.pdf?"),
    ],
)
def test_addresses_of_a_kind(link, kind):
    assert kind_of(link) == kind


def test_every_address_has_a_readable_name():
    assert name_of("/") == "today"
    assert name_of("/cases/?owner=3&view=overdue") == "cases_owner=3&view=overdue"


def many(form, count):
    return [form.format(n) for n in range(1, count + 1)]


def test_of_a_kind_a_few_are_read_whatever_the_order(tmp_path):
    links = many("/students/{}/", 40)
    first, second = Site({"/": links}), Site({"/": links[::-1]})
    for site in (first, second):
        crawl(site, tmp_path, begin=["/"], most=100)
    assert first.asked == second.asked
    assert len(first.asked) == 1 + OF_A_KIND


def test_of_files_fewer_are_read_and_other_sites_never(tmp_path):
    site = Site({"/": [*many("/letters/copies/{}.pdf", 9), "/account/logout/", "/static/a.css"]})
    crawl(site, tmp_path, begin=["/"], most=100)
    assert len(site.asked) == 1 + OF_A_FILE


def test_it_stops_at_the_bound_and_the_first_pages_do_not_count(tmp_path):
    site = Site({"/": many("/a{}/x/", 3), "/begin/": []})
    read = crawl(site, tmp_path, begin=["/", "/begin/"], most=2)
    assert len(read) == 4


def test_a_page_is_a_file_and_what_was_refused_a_line(tmp_path):
    crawl(Site({"/": ["/gone/#top"]}), tmp_path, begin=["/"], most=5)
    assert (tmp_path / "today.txt").read_text() == "200\nat /\n"
    assert (tmp_path / "refused.txt").read_text() == "/gone/: 404\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["refused.txt", "today.txt"]
