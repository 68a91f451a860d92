"""What the page of an import says of one that was refused, and to whom; no row is read."""

from types import SimpleNamespace as Some

import pytest

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
