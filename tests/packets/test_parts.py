"""What each part of a packet says, and leaves unsaid, of the facts it is given. No row is read."""

import pytest

from packets.choices import TOLD
from packets.queries.summary import summary_of
from tests.pages import words_of_part

MAILED = {"by": "Cy Clerk", "at": "2026-11-20T09:00-08:00"}
LETTER = {
    "title": "Notice of truancy",
    "stage": "Due",
    "unsupported": False,
    "is_known": False,
    "counts": False,
    "mailed": None,
    "mailed_on": None,
    "channel": "mail",
    "copies": [],
}
SENT = {**LETTER, "mailed": MAILED, "mailed_on": "2026-11-19", "counts": True}


@pytest.mark.parametrize(
    ("letters", "told", "untold"),
    [
        ([], ["No letter was made this school year", "stand: 0"], ["Mailed"]),
        ([LETTER], ["Not mailed: due", "stand: 0"], ["decided otherwise", "entered by"]),
        ([SENT], ["entered by Cy Clerk", "stand: 1"], ["Not mailed", "decided otherwise"]),
        (
            [{**SENT, "unsupported": True, "counts": False}],
            [
                "The report behind this letter was decided otherwise after it was mailed",
                "stand: 0",
            ],
            [],
        ),
        (
            [{**SENT, "is_known": True, "languages": "es", "mailed": {"by": "Bo"}}],
            ["in Spanish; known from before this system, by Bo"],
            ["entered by"],
        ),
    ],
)
def test_a_letter_is_told_as_what_became_of_it(letters, told, untold):
    text = words_of_part("packets/_letters.html", facts={"letters": letters}, title={})
    assert [words for words in told if words not in text] == []
    assert [words for words in untold if words in text] == []


def test_a_copy_that_was_not_printed_says_so():
    copy = {"to": "Mia", "because": "Holds education rights", "languages": ["es"], "sha256": ""}
    printed = {**copy, "to": "Bo", "sha256": "abcdef0123456789" * 4}
    facts = {"letters": [{**SENT, "copies": [copy, printed]}]}
    text = words_of_part("packets/_letters.html", facts=facts, title={})
    assert "Mia Holds education rights Spanish not printed" in text
    assert "Bo Holds education rights Spanish abcdef" in text


REPORT = {
    "number": 1,
    "filed_at": "2026-11-16T12:00-08:00",
    "filed_by": "Marcus Bell",
    "receiver": "Supervisor",
    "listed": ["2026-09-03"],
    "stands": True,
    "because": "It lists three days.",
    "citation": "EC 48260",
}
STEP = {"at": "2026-11-02T00:00-08:00", "has_time": False, "label": "Conference", "by": ""}


@pytest.mark.parametrize(
    ("reports", "steps", "told", "untold"),
    [
        ([], [], ["No report was filed", "No step is on record"], ["Yes."]),
        ([REPORT], [], ["by Marcus Bell", "Yes. It lists three days."], ["No report", "No. "]),
        ([{**REPORT, "stands": False}], [], ["No. It lists three days."], ["Yes. "]),
        ([], [STEP], ["Conference", "Nobody is named"], ["From before this system"]),
        (
            [],
            [{**STEP, "is_known": True, "channel": "mail", "language": "es", "by": "Bo"}],
            ["From before this system, mail, in Spanish", "Bo"],
            ["Nobody is named"],
        ),
    ],
)
def test_reports_and_steps_are_told_as_they_stand(reports, steps, told, untold):
    facts = {"attendance": {"reports": reports}, "steps": steps, "law": {"reports": "Reports"}}
    text = words_of_part("packets/_standing.html", facts=facts, title={})
    assert [words for words in told if words not in text] == []
    assert [words for words in untold if words in text] == []


CONTACT = {
    "at": "2026-11-02T10:00-08:00",
    "recorded_at": "2026-11-02T10:05-08:00",
    "late": False,
    "kind": "Home visit",
    "is_support": True,
    "purpose": "",
    "with": "Mia",
    "reached": True,
    "outcome": "Spoke",
    "by": "Ana Reyes",
    "signed": True,
    "text": "At the <door>.",
}


@pytest.mark.parametrize("part", ["packets/_contacts.html", "packets/_supports.html"])
@pytest.mark.parametrize("reached", [True, False])
def test_a_contact_says_whether_somebody_was_reached(part, reached):
    facts = {"contacts": [{**CONTACT, "reached": reached}], "steps": []}
    text = words_of_part(part, facts=facts, title={})
    assert ("Not reached." in text) is not reached
    assert "Home visit" in text
    assert ("At the <door>." in text) is ("contacts" in part)


def test_a_note_that_is_not_signed_is_counted_where_it_is_listed():
    """The first page counts what the same packet lists, signed or not."""
    contacts = [CONTACT, {**CONTACT, "signed": False, "reached": False}]
    facts = {"attendance": None, "letters": [], "steps": [], "contacts": contacts}
    told = {one["label"]: one["value"] for one in summary_of(facts)}
    listed = words_of_part("packets/_contacts.html", facts=facts, title={})
    assert told[TOLD["contacts"]] == str(listed.count("By Ana Reyes")) == "2"
    assert listed.count("not signed") == 1
    assert told[TOLD["reached"]] == str(listed.count("Reached. ")) == "1"


def test_where_nothing_is_on_record_each_part_says_so():
    facts = {"contacts": [], "steps": [], "checklist": [], "missing": [], "left_out": []}
    for part, told in {
        "packets/_contacts.html": "No contact is on record.",
        "packets/_supports.html": "No home visit, meeting or conference is on record",
        "packets/_missing.html": "Nothing of the checklist is missing.",
        "packets/_attendance.html": "The school year has not been judged yet.",
    }.items():
        assert told in words_of_part(part, facts=facts, title={})


def test_what_is_missing_and_left_out_is_named():
    facts = {
        "missing": ["Home visit: no"],
        "checklist": [
            {"label": "Home visit", "is_there": False, "words": "no"},
            {"label": "Contacts", "is_there": True, "words": "3 of 3"},
        ],
        "left_out": ["Names of other children"],
    }
    text = words_of_part("packets/_missing.html", facts=facts, title={})
    assert "Nothing of the checklist" not in text
    for told in ("Home visit: no", "Home visit No no", "Contacts Yes 3 of 3", "Names of other"):
        assert told in text
