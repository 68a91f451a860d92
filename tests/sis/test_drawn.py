"""What the page of an import says of one that was refused, and to whom; no row is read."""

from types import SimpleNamespace as Some

import pytest

from sis.views.imports import _verbs
from tests.pages import words_of_part

SOMEONE = "someone with the right to override can apply it past the limits"
ANOTHER = "a second person with the right to override can apply it past the limits"
PLAIN = "Correct the files and send them again."


@pytest.mark.parametrize(
    ("values", "is_second", "told"),
    [
        ({}, True, SOMEONE),
        ({}, False, ANOTHER),
        ({"can_be_overridden": False}, True, PLAIN),
        ({"is_partial": True}, True, "Try again; if it fails once more"),
        ({"state": "previewed"}, True, ""),
        ({"report": {"refused": []}}, True, ""),
    ],
)
def test_a_refused_import_says_what_to_do_and_who_may(values, is_second, told):
    run = Some(
        **{
            "report": {"refused": ["Too many rows are gone."]},
            "is_partial": False,
            "state": "refused",
            "can_be_overridden": True,
            "created_by": "Bo",
            **values,
        }
    )
    text = words_of_part("sis/_refused.html", run=run, is_second_person=is_second, verbs=[])
    every = {SOMEONE, ANOTHER, PLAIN, "Try again; if it fails once more"}
    assert {words for words in every if words in text} == ({told} if told else set())
    assert ("Too many rows are gone." in text) is bool(run.report["refused"])


@pytest.mark.parametrize(
    ("values", "may", "verbs"),
    [
        ({"state": "previewed"}, True, {"approve", "discard"}),
        ({"state": "previewed"}, False, set()),
        ({"state": "previewed", "is_busy": True}, True, set()),
        ({}, True, {"override", "discard"}),
        ({"can_be_overridden": False}, True, {"discard"}),
        ({"created_by_id": "7"}, True, {"discard"}),
        ({"approved_by_id": "7"}, True, {"discard"}),
        ({"state": "failed"}, True, {"discard"}),
        ({"state": "failed", "is_partial": True}, True, {"retry", "discard"}),
    ],
)
def test_what_may_be_done_with_an_import(values, may, verbs):
    run = {"state": "refused", "is_partial": False, "can_be_overridden": True, "is_busy": False}
    run |= {"created_by_id": "1", "approved_by_id": "2", **values}
    scope = Some(carrying=lambda _: may)
    request = Some(scope=scope, act=Some(actor=Some(id="7")))
    assert set(_verbs(request, Some(**run))) == verbs
