"""Every click that says so is undone: beside the message that says it was done, and on Just done."""

import html
import re
from itertools import chain

import pytest
from django.urls import resolve

from audit.models import AuditEvent
from desk.registry import UNDOINGS
from devtools.paths import ROOT
from tests.access.changes import CHANGES
from tests.world import sign_in

# Each address whose click is undone by the message after it, with the address that undoes it.
UNDONE = {
    "quick-log": "contacts:undo",
    **dict.fromkeys(
        ("plans:start", "plans:add", "plans:answer", "plans:review", "plans:end"), "plans:undo"
    ),
    "plans:deliver": "plans:undo_delivery",
    "attendance:file": "undo-filing",
    "letters:approve": "letters:undo_approving",
    "letters:mailed": "undo-mailing",
    "letters:decide": "letters:take_back",
    "letters:do_not_send": "letters:undo_not_sending",
    **dict.fromkeys(
        ("intake:take", "intake:answer", "intake:pause", "intake:close", "intake:reopen"),
        "intake:undo",
    ),
    "sarb:refer": "sarb:withdraw",
    "sarb:send_back": "sarb:undo_return",
    "sarb:team_return": "sarb:team_undo_return",
    "sarb:team_held": "sarb:team_not_held",
    "sarb:hear": "sarb:not_heard",
    "sarb:place": "sarb:take_off",
    "conferences:end": "conferences:take_back",
    "programs:reached": "programs:take_back",
    "plans:hold": "plans:take_back",
    "plans:give": "plans:take_back_service",
    "sarb:accept": "sarb:wait_again",
    "sarb:team_accept": "sarb:team_wait_again",
    "cases:open": "undo-casework",
    "cases:assign": "undo-casework",
    "cases:tier": "undo-casework",
    "cases:close": "undo-casework",
    "cases:add_task": "undo-casework",
    "task": "undo-casework",
}
FORM = re.compile(r"<form method=\"post\" action=\"([^\"]+)\">(.*?)</form>", re.DOTALL)
FIELD = re.compile(r"<input type=\"hidden\" name=\"(at|next)\" value=\"([^\"]*)\">")


def undo_on(body: str, page: str) -> tuple[str, dict[str, str]]:
    """Return where the Undo of a page is sent, and what with."""
    found = [
        (action, dict(FIELD.findall(inside)))
        for action, inside in FORM.findall(body)
        if resolve(action.partition("?")[0]).view_name == page and "Undo" in inside
    ]
    assert found, f"no Undo of {page} stands there"
    return html.unescape(found[0][0]), found[0][1]


@pytest.mark.parametrize("page", sorted(UNDONE))
def test_it_is_undone_where_it_was_done_and_on_just_done_and_once(page, district, store):
    change = CHANGES[page](district)
    client = sign_in(change.by)
    body = client.post(change.address(page), change.data, follow=True).content.decode()
    address, sent = undo_on(body, UNDONE[page])
    elsewhere, same = undo_on(client.get("/just-done/").content.decode(), UNDONE[page])
    assert (elsewhere, same["at"]) == (address, sent["at"])
    before = AuditEvent.objects.count()
    said = client.post(address, sent, follow=True).content.decode()
    assert "Nothing was" not in html.unescape(said), said[said.find("Nothing was") :][:300]
    written = AuditEvent.objects.count()
    assert written > before
    assert sent["at"] not in client.get("/just-done/").content.decode()
    client.post(address, sent)
    assert AuditEvent.objects.count() == written, "undone twice, it was twice"


def test_every_way_of_every_room_is_one_of_these():
    assert {way.page for way in UNDOINGS} == set(UNDONE.values())


PAPER = ROOT / "docs" / "undo.md"
NAME = re.compile(r"`([\w:-]+)`")


def test_the_paper_has_every_click_once_and_says_which_are_undone():
    parts = PAPER.read_text().split("\n## ")[1:]
    clicks = [
        [
            name
            for line in part.splitlines()
            if line.startswith("| `")
            for name in NAME.findall(line.split("|")[1])
        ]
        for part in parts
    ]
    assert sorted(clicks[0]) == sorted(UNDONE)
    assert sorted(chain.from_iterable(clicks)) == sorted(CHANGES)
