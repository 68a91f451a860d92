"""What each part of a letter's page says at each stage, and to whom. No row is read."""

from datetime import date, datetime
from types import SimpleNamespace as Some
from zoneinfo import ZoneInfo

import pytest

from tests.pages import words_of_part

NOON = datetime(2026, 11, 18, 12, tzinfo=ZoneInfo("America/Los_Angeles"))
COPY = {
    "pk": 3,
    "recipient": "Mia Muñoz",
    "because": "Holds education rights",
    "languages": ["en"],
    "language_on_file": "en",
    "sha256": "",
    "facts_sha256": "f" * 64,
    "state": "queued",
    "template_version": "n1 2",
    "rule_version": "california 2026.1",
}
READER = Some(name="Mia Muñoz", because="Holds education rights", language="es",
              address=Some(lines=["1 Elm St", "Los Angeles"]))  # fmt: skip


def copies(*found, recipients=(), may_contact=True, verbs=()):
    return words_of_part(
        "letters/_copies.html",
        letter=Some(copies=[Some(**{**COPY, **one}) for one in found]),
        due=Some(recipients=list(recipients)),
        may_contact=may_contact,
        verbs=verbs,
    )


def test_who_may_not_read_adults_is_told_how_many_copies_and_of_nobody():
    for found, recipients in (([{}], ()), ([], [READER])):
        text = copies(*found, recipients=recipients, may_contact=False)
        assert "Names and addresses are not part of what you may read." in text
        assert "Mia" not in text
        assert "Elm" not in text


def test_who_would_get_a_copy_is_named_with_the_address():
    text = copies(recipients=[READER])
    assert "Who would get a copy" in text
    assert "Mia Muñoz Holds education rights · Spanish 1 Elm St Los Angeles" in text
    assert "Nobody is known to write to" in copies()


@pytest.mark.parametrize(
    ("values", "verbs", "told", "untold"),
    [
        ({}, {"print_again"}, "Waits for the printer", "Could not be printed"),
        ({"state": "failed"}, {"print_again"}, "Could not be printed Print again", "PDF"),
        ({"state": "failed"}, (), "Could not be printed", "Print again"),
        (
            {"state": "printed", "sha256": "a" * 64, "pages": 2, "size": 9},
            (),
            "PDF, 2 pages",
            "Waits",
        ),
        ({"language_on_file": "hy"}, (), "no approved wording in Armenian", "PDF"),
        ({"language_on_file": ""}, (), "Waits", "no approved wording"),
        ({"language_on_file": "en"}, (), "Waits", "no approved wording"),
    ],
)
def test_a_copy_says_how_far_it_is(values, verbs, told, untold):
    text = copies(values, verbs=verbs)
    assert told in text
    assert untold not in text


DECISION = {
    "pk": 5,
    "adult": "Mia Muñoz",
    "is_sent": False,
    "decided_by": "Ana Reyes",
    "decided_at": NOON,
    "reason": "The order <names> her.",
}


def decisions(*found, may_approve=True, asked=()):
    return words_of_part(
        "letters/_decisions.html",
        notice=Some(pk=1),
        decisions=[(Some(**{**DECISION, **values}), lapsed) for values, lapsed in found],
        to_decide=list(asked),
        may_approve=may_approve,
    )


@pytest.mark.parametrize(
    ("is_sent", "is_lapsed", "told"),
    [
        (True, False, ": gets letters Decided by Ana Reyes"),
        (False, False, ": gets no letters Decided by Ana Reyes"),
        (True, True, "no longer in force, as the record reads otherwise by now (it was: letters)"),
        (False, True, "(it was: no letters )"),
    ],
)
def test_a_decision_is_told_as_it_is_in_force(is_sent, is_lapsed, told):
    text = decisions(({"is_sent": is_sent}, is_lapsed)).replace(" )", ")")
    assert told.replace(" )", ")") in text
    assert "The order <names> her." in text


def test_only_who_approves_decides_and_takes_back():
    asked = [(Some(name="Bo Ruiz", texts=["No contact is on file."]), None)]
    text = decisions(({}, False), may_approve=False, asked=asked)
    assert "No contact is on file. Whoever approves letters decides this." in text
    assert "Take back" not in text
    assert "Take back what was decided for Mia Muñoz" in decisions(({}, False))


def test_without_adults_to_decide_of_there_is_no_part():
    assert decisions() == ""


LETTER = {
    "failed": 0,
    "copies": [],
    "mailed": None,
    "mailed_on": None,
    "is_not_sent": False,
    "is_correction": False,
}


def standing(stage, *, verbs=(), **letter):
    return words_of_part(
        "letters/_next.html",
        notice=Some(pk=1, stage=stage, due_by=NOON.date(), student_id=2),
        letter=Some(**{**LETTER, **letter}),
        on=NOON.date(),
        verbs=verbs,
        holds=[],
        missing=None,
    )


@pytest.mark.parametrize(
    ("stage", "letter", "told"),
    [
        (
            "mailed",
            {"mailed_on": date(2026, 11, 17), "mailed": Some(by="Cy Clerk")},
            "Handed to the post on Tue, Nov 17, 2026, as Cy Clerk wrote down.",
        ),
        ("withdrawn", {}, "Its report was withdrawn before the letter was mailed."),
        ("withdrawn", {"is_correction": True}, "upheld before the correction was mailed."),
        ("withdrawn", {"is_not_sent": True}, "as the family had its notice already."),
        (
            "withdrawn",
            {"is_not_sent": True, "is_correction": True},
            "the family is told as the reason below says.",
        ),
        ("approved", {"failed": 1}, "1 copy could not be printed."),
    ],
)
def test_where_a_letter_stands_is_said_in_its_own_words(stage, letter, told):
    text = standing(stage, **letter)
    assert told in text
    assert "Take the approval back" not in text


def test_an_approval_is_offered_back_to_who_may_take_it_back():
    assert "Take the approval back" in standing("approved", verbs={"recall"})


@pytest.mark.parametrize(
    ("day", "stage", "is_late"),
    [
        (18, "due", False),
        (17, "due", True),
        (17, "printed", True),
        (17, "mailed", False),
        (17, "withdrawn", False),
    ],
)
def test_a_letter_is_called_late_from_the_day_after_it_was_due(day, stage, is_late):
    notice = Some(due_by=date(2026, 11, day), stage=stage)
    text = words_of_part("letters/_due_by.html", notice=notice, on=date(2026, 11, 18))
    assert text.endswith("Late") is is_late
