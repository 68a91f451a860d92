"""What was done with a request, in words; without a database."""

from datetime import date

import pytest

from intake.choices import ReplyHow, RequestOutcome, WhyPaused
from intake.models import RequestStep
from intake.rules.stages import REQUEST_STAGES
from intake.templatetags.intake import done_in_words
from tests.factories import TODAY

WED = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"verb": "take"}, "Taken"),
        ({"verb": "reopen"}, "Opened again"),
        ({"verb": "reopen", "until": TODAY}, "Opened again: an answer by Wed, Nov 18, 2026"),
        (
            {"verb": "answer", "how": ReplyHow.PHONE, "on": WED},
            "Answered by phone, Wed, Nov 18, 2026",
        ),
        (
            {"verb": "pause", "why": WhyPaused.RECORDS, "until": WED},
            "Rests until Wed, Nov 18, 2026: Records are on their way",
        ),
        (
            {"verb": "close", "why": RequestOutcome.NO_NEED},
            "Closed: There is no need any more",
        ),
    ],
)
def test_done_in_words(values, said):
    assert done_in_words(RequestStep(**values)) == said


def test_every_verb_has_its_words():
    for verb in REQUEST_STAGES.moves:
        step = RequestStep(
            verb=verb,
            how=ReplyHow.PERSON,
            on=WED,
            until=WED,
            why=WhyPaused.AWAY if verb == "pause" else RequestOutcome.TWICE,
        )
        assert done_in_words(step)


def test_nothing_of_a_list_tells_a_private_thing():
    """What stands in a timeline for whoever reads cases: no illness, no danger, no status."""
    said = " ".join(str(label) for label in (*WhyPaused.labels, *RequestOutcome.labels))
    for word in ("hospital", "ill", "court", "foster", "homeless", "danger"):
        assert word not in said.lower().split()


def test_every_reason_and_outcome_has_its_words():
    assert all(str(one.label) for one in (*WhyPaused, *RequestOutcome, *ReplyHow))
    assert len({str(one.label) for one in RequestOutcome}) == len(RequestOutcome)
