"""Under Testland's law no answer to a form says a word of California's: neither what a page says
of a form that was sent with nothing in it, nor where a valid one leads.
"""

from dataclasses import dataclass

from django.core.cache import cache
from django.db import transaction

from audit.models import AuditEvent
from tests.access.changes import CHANGES, Change
from tests.law.californian import of_page
from tests.world import District, sign_in

# What a form speaks of, without what it says.
ABOUT = ("author", "student", "case")
# Testland has no board, and no ground but its own.
OTHERWISE = {
    "sarb:refer": {"level": "sart", "reason": "chronic_absence"},
    "sarb:new_hearing": {"level": "sart"},
    "plans:ask": {"barrier": ["W1"]},
    "plans:new_group": {"kind": "P2"},
    "plans:give": {"kind": "S1"},
    "plans:change_group": {"kind": "P2"},
}
# A referral that rests on a report: Testland asks for none.
OF_REPORTS = {"sarb:keep", "sarb:team_keep"}


@dataclass(frozen=True)
class Answers:
    """What was read after a form with nothing in it and after a valid one; whether that was done."""

    said: str
    is_done: bool


def answers(change: Change, page: str) -> Answers:
    client, data = sign_in(change.by), {**change.data, **OTHERWISE.get(page, {})}
    pages, done = [], AuditEvent.objects.count()
    for sent in ({key: data[key] for key in ABOUT if key in data}, data):
        cache.clear()
        answer = client.post(change.address(page), sent, follow=True)
        pages.append(of_page(answer.content.decode()))
    assert answer.status_code == 200, f"{page}: {answer.status_code}"
    return Answers(" ".join(pages), AuditEvent.objects.count() > done)


def told(district: District) -> dict[str, Answers]:
    """The answers of every address that changes something, each in the world as it was."""
    found = {}
    for page, make in CHANGES.items():
        if page in OF_REPORTS:
            continue
        with transaction.atomic():
            found[page] = answers(make(district), page)
            transaction.set_rollback(True)
    return found


def test_no_answer_to_a_form_says_a_word_of_california(in_testland, words_of_california):
    found = told(in_testland)
    # Testland asks for no report, so that none is filed and none of a filing is undone; its practice has
    # no check-in that somebody could take over.
    undone = {page for page, read in found.items() if not read.is_done}
    assert undone == {"undo-filing", "attendance:file", "plans:take_check"}
    said = {page: words_of_california(read.said) for page, read in found.items()}
    assert {page: words for page, words in said.items() if words} == {}
