"""The contact log of a packet."""

import io

from pypdf import PdfReader

from documents.actions import files
from packets.templatetags.packet import contact_record, on
from tests.factories import (
    NoteFactory,
)
from tests.packets.emily import build, facts_for


def test_a_contact_says_how_long_it_took_whether_it_is_signed_and_what_it_replaces(referral):
    first = NoteFactory(about_student=referral.student)
    NoteFactory(about_student=referral.student, author=first.author, amends=first)
    facts = facts_for(referral)
    [_, contact] = facts["contacts"]
    assert (contact["minutes"], contact["signed"]) == (None, False)
    assert contact_record({**contact, "minutes": 1, "signed": True, "late": False}) == (
        f"By {first.author}, signed · 1 minute · replaces the note of {on(contact['amends'])}"
    )


def test_a_contact_is_on_one_page_unless_it_is_longer(referral, by):
    """The last line of a note never stands on another page than its first, where it fits."""
    words = " ".join(["home"] * 300)
    for number in range(24):
        NoteFactory(about_student=referral.student, text=f"start{number} {words} end{number}")
    longest = " ".join(f"word{number}" for number in range(1500))
    NoteFactory(about_student=referral.student, text=longest)
    content = files.read(build(referral, by).document.sha256)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    for number in range(24):
        [there] = [page for page in pages if f"start{number} " in page.replace("\n", " ")]
        assert f"end{number}" in there
    assert sum("word0 " in page for page in pages) == 1
    whole = " ".join(" ".join(pages).split())
    assert all(whole.count(f"word{number}") for number in range(1500))
