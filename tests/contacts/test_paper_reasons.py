"""Who takes a paper off a note, for which reasons, and that it happens once."""

import pytest

from audit.models import AuditEvent
from contacts.actions import NoteIsOfOthers, withdraw_paper
from contacts.actions.papers import reasons_of_paper
from contacts.choices import WhyTakenBack
from contacts.forms import AttachForm, WithdrawPaperForm
from contacts.models import PaperWithdrawal
from contacts.rules import MISPLACED, REASONS
from tests.contacts.world import log
from tests.factories import NotePaperFactory, UserFactory, act

ALL = REASONS


@pytest.fixture
def paper(district, who):
    """A paper that a colleague attached to the note of somebody."""
    return NotePaperFactory(note=log(who, district.ana), by=UserFactory())


@pytest.mark.parametrize(
    ("person", "manages", "reasons"),
    [
        ("attached", False, ALL),
        ("attached", True, ALL),
        ("wrote", False, MISPLACED),
        ("else", True, MISPLACED),
        ("else", False, ()),
    ],
)
def test_for_which_reasons_somebody_takes_it_off(paper, person, manages, reasons):
    keys = {"attached": paper.by_id, "wrote": paper.note.author_id, "else": 0}
    assert reasons_of_paper(keys[person], paper, manages=manages) == reasons


def test_taken_off_twice_it_is_once_for_the_first_reason(paper):
    by = act(paper.by)
    first = withdraw_paper(by, paper=paper, reason=WhyTakenBack.TWICE, manages=False)
    again = withdraw_paper(by, paper=paper, reason=WhyTakenBack.NOT_SO, manages=False)
    assert (first, again.reason) == (again, WhyTakenBack.TWICE)
    assert AuditEvent.objects.filter(action="note.paper_withdrawn").count() == 1


def test_a_refused_reason_leaves_it_where_it_is(paper):
    other = act(UserFactory())
    for reason, manages in ((WhyTakenBack.TWICE, False), (WhyTakenBack.NOT_SO, True)):
        with pytest.raises(NoteIsOfOthers):
            withdraw_paper(other, paper=paper, reason=reason, manages=manages)
    assert not PaperWithdrawal.objects.exists()


def test_a_form_offers_no_reason_that_is_not_one_s_own():
    form = WithdrawPaperForm({"reason": "not_so"}, reasons=MISPLACED, key=7)
    assert not form.is_valid()
    assert [value for value, _ in form.fields["reason"].choices] == list(MISPLACED)


def test_a_file_is_chosen_among_those_that_are_taken():
    form = AttachForm()
    assert form.is_multipart()
    assert form.fields["file"].widget.attrs["accept"] == "image/jpeg,image/png,application/pdf"
    assert AttachForm({"kind": "scan"}).errors["file"] == ["Choose the file."]
