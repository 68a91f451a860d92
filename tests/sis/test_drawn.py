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


NOTHING = {"created": 0, "updated": 0, "closed": 0, "rejected": 0, "set_aside": 0}
LINKS = {
    "rejected": "rejected row",
    "aside": "See the marks set aside",
    "questions": "See the questions that rows wait for",
}


@pytest.mark.parametrize(
    ("state", "total", "verbs", "told", "links"),
    [
        ("applied", {}, (), "", set()),
        ("applied", {"closed": 1}, (), "judged again within moments", set()),
        ("applied", {"rejected": 1}, (), "See 1 rejected row", {"rejected"}),
        ("applied", {"set_aside": 1}, (), "", {"aside", "questions"}),
        ("previewed", {"created": 1}, ("approve",), "brings in 1 new row,", set()),
        ("previewed", {"created": 1}, (), "Someone with the right to run imports", set()),
        ("previewed", {"set_aside": 1}, (), "Nothing has changed yet", set()),
        ("previewed", {"rejected": 1}, (), "See 1 rejected row", {"rejected"}),
        ("refused", {"rejected": 9}, (), "See the first rejected rows , 5 of 9", {"rejected"}),
        ("refused", {"rejected": 5}, (), "See 5 rejected rows", {"rejected"}),
    ],
)
def test_what_follows_from_an_import(state, total, verbs, told, links):
    about = {"run": Some(pk=4, state=state), "total": NOTHING | total, "verbs": verbs}
    text = words_of_part("sis/_next.html", **about, most_kept=5)
    assert told in text
    assert {name for name, words in LINKS.items() if words in text} == links
