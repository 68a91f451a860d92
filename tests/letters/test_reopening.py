"""A letter whose report was upheld after all goes on where it stopped."""

import pytest

from letters.actions.follow import _reopen
from letters.models import Copy, LetterEvent, Notice
from tests.factories import TODAY
from tests.letters.rows import notice_about
from tests.letters.world import acting

READER = {
    "name": "Mia",
    "facts": {},
    "facts_sha256": "f" * 64,
    "languages": ["en"],
    "template_version": "first_notice 2025.1",
    "rule_version": "california 2026.1",
}


@pytest.mark.parametrize(
    ("has_batch", "copies", "stage", "states"),
    [
        (False, [], "due", []),
        (True, ["withdrawn"], "approved", ["queued"]),
        (True, ["withdrawn", "printed"], "approved", ["queued", "printed"]),
        (True, ["printed", "printed"], "printed", ["printed", "printed"]),
    ],
)
def test_a_letter_goes_on_where_it_stopped(district, has_batch, copies, stage, states):
    letter = notice_about(district.ana, district.oak, stage="withdrawn", due_by=TODAY)
    if not has_batch:
        Notice.objects.filter(pk=letter.pk).update(batch=None)
    made = [
        Copy.objects.create(notice=letter, recipient=f"{n}", state=state, **READER)
        for n, state in enumerate(copies)
    ]
    _reopen(acting(), [letter.pk])
    letter.refresh_from_db()
    assert letter.stage == stage
    assert [Copy.objects.get(pk=one.pk).state for one in made] == states
    assert LetterEvent.objects.filter(kind="reopened", notice=letter).count() == 1
