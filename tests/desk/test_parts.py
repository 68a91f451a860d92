"""What each part of a student's page and of a chain says, and leaves unsaid. No row is read."""

from datetime import date, datetime
from types import SimpleNamespace as Some
from zoneinfo import ZoneInfo

import pytest
from django.template.loader import render_to_string

from accounts.choices import Permission
from core.uses import Use
from desk.queries.chain import ChainDay, _day, _report
from desk.queries.facts import facts_from
from students.rules.around import Adult
from students.rules.phones import Phone
from tests.pages import words_of_part

NOON = datetime(2026, 11, 18, 12, tzinfo=ZoneInfo("America/Los_Angeles"))
PHONE = Phone("(213) 555-0100", "tel:+12135550100")
MIA = {
    "pk": 7,
    "name": "Mia Ruiz",
    "relation": "Mother",
    "phones": (PHONE,),
    "address": "1 Elm St",
}


@pytest.mark.parametrize(
    ("values", "told", "untold"),
    [
        ({}, ["555-0100", "1 Elm St"], ["No contact", "Safe address", "interpreter"]),
        (
            {"no_contact": True, "court_order": "Order 5"},
            ["No contact: do not call, write or release records", "Order 5"],
            ["555-0100", "1 Elm St", "No telephone"],
        ),
        ({"is_safe": True}, ["Safe address: 1 Elm St", "must not be used"], []),
        ({"phones": (), "email": ""}, ["No telephone on file"], []),
        ({"phones": (Phone("ask Bo", ""),)}, ["ask Bo (no number to dial)"], []),
        ({"is_primary": True}, ["Mother, first contact"], []),
        (
            {"holds_rights": None},
            ["Education rights: Not stated in the student information system: ask"],
            [],
        ),
        ({"holds_rights": False}, ["Education rights: no"], ["Education rights: Not"]),
        ({"holds_rights": True}, ["Education rights"], ["Education rights:"]),
        ({"has_affidavit": True}, ["Caregiver’s affidavit on file"], ["Agency worker"]),
        ({"is_agency_worker": True}, ["Agency worker"], ["affidavit"]),
        ({"language": "es", "needs_interpreter": True}, ["Spanish, needs an interpreter"], []),
        ({"needs_interpreter": True}, ["Needs an interpreter, language not on file"], []),
    ],
)
def test_an_adult_is_told_as_far_as_one_may_go(values, told, untold):
    adult = Adult(**{**MIA, **values})
    file = Some(student=Some(pk=1))
    text = words_of_part("desk/_adult.html", adult=adult, file=file, quick_log_url="/log/")
    text = text.replace(" ,", ",")
    assert [words for words in told if words not in text] == []
    assert [words for words in untold if words in text] == []


def day(*, counts=True, reason="A whole day."):
    return Some(date=date(2026, 9, 3), counts=counts, reason=reason and Some(because=reason))


FILED = {
    "pk": 4,
    "number": 1,
    "state": "standing",
    "is_countable": True,
    "filed_at": NOON,
    "filed_by": "Marcus Bell",
    "receiver": "Supervisor",
    "because": "",
    "decisions": [],
    "waits": False,
}


def report(*days, filed=None, letters=(), is_rebased=False):
    one = Some(
        filed=Some(**{**FILED, **(filed or {})}),
        days=list(days),
        letters=list(letters),
        is_rebased=is_rebased,
    )
    given = {"one": one, "form": None, "student": Some(pk=1), "school_year": 2026}
    return words_of_part("desk/_chain_report.html", **given)


LETTER = {"href": "/letters/1/", "step": "Notice", "at": NOON, "counts": True}
DECIDED = Some(words="Withdrawn", by="Ana Reyes", at=NOON, reason="A <note> came.")


@pytest.mark.parametrize(
    ("days", "more", "told", "untold"),
    [
        ([day()], {}, ["Report 1", "A whole day. Counts"], ["Counts no more", "not known"]),
        ([day(counts=False)], {}, ["Counts no more"], []),
        ([day(counts=False, reason="")], {}, ["No mark is on file for this day any more."], []),
        ([], {}, ["The days it lists are not known."], []),
        ([day()], {"filed": {"number": 0}}, ["Report that does not count"], ["Report 1"]),
        ([day()], {"filed": {"because": "Report 1 waits."}}, ["Report 1 waits."], []),
        ([day()], {"is_rebased": True}, ["Other days of before the filing carry"], []),
        ([day()], {"letters": [Some(**LETTER)]}, ["Notice Letter"], ["Rests on nothing"]),
        ([day()], {"letters": [Some(**{**LETTER, "counts": False})]}, ["Rests on nothing"], []),
        ([day()], {"filed": {"decisions": [DECIDED]}}, ["Ana Reyes", "A <note> came."], []),
    ],
)
def test_a_report_is_told_with_what_carries_it_and_what_became_of_it(days, more, told, untold):
    text = report(*days, **more)
    assert [words for words in told if words not in text] == []
    assert [words for words in untold if words in text] == []


SIBLING = {"pk": 3, "name": "Ben Ito", "sis_id": "", "school": "Elm", "grade": "7",
           "in_reach": False, "colleagues": ["Mr. Fox"], "has_concern": True}  # fmt: skip


@pytest.mark.parametrize(
    ("home", "sibling", "told", "untold"),
    [
        (
            {"address": "1 Elm St"},
            {},
            ["1 Elm St", "Call Mr. Fox", "open: yes"],
            ["safe", "open: no"],
        ),
        ({"address_is_hidden": True}, {}, ["The home address is not shown"], ["No home address"]),
        ({}, {}, ["No home address on file"], []),
        ({}, {"has_concern": False}, ["Concern open: no"], ["Concern open: yes"]),
        ({}, {"has_concern": None}, ["Not assessed yet"], ["Concern open"]),
        ({}, {"in_reach": True, "sis_id": "77"}, ["Ben Ito 77"], ["Call Mr. Fox"]),
        ({}, {"school": ""}, ["Not enrolled in the district"], []),
    ],
)
def test_a_home_and_the_other_children_there(home, sibling, told, untold):
    given = {"address": "", "address_is_hidden": False, **home}
    file = Some(siblings=[Some(**{**SIBLING, **sibling})], **given)
    text = words_of_part("desk/_household.html", file=file)
    assert [words for words in told if words not in text] == []
    assert [words for words in untold if words in text] == []


@pytest.mark.parametrize(
    ("start", "end", "is_current"),
    [
        (None, None, True),
        ("2026-11-18", "2026-11-18", True),
        ("2026-11-19", None, False),
        (None, "2026-11-17", False),
    ],
)
def test_a_population_is_one_s_own_from_its_first_to_its_last_day(start, end, is_current):
    row = {"kind": "iep", "label": "", "start": start, "end": end}
    [group] = facts_from([row], [], on=NOON.date()).groups
    assert group.is_current is is_current


@pytest.mark.parametrize(
    ("values", "told", "is_now"),
    [
        ({}, "Sep 14, 2026 – today", True),
        ({"exit_date": date(2026, 9, 16)}, "– Wed, Sep 16, 2026", False),
        ({"exit_date": date(2026, 9, 13), "never_came": True}, "– never came", False),
        ({"entry_type": "E1", "exit_type": "N5"}, "· entry E1 · exit N5", True),
    ],
)
def test_an_enrollment_says_from_when_to_when_and_whether_it_is_now(values, told, is_now):
    stay = {"school": "Oak", "grade": "5", "entry_date": date(2026, 9, 14), "exit_date": None}
    stay |= {"never_came": False, "entry_type": "", "exit_type": "", "is_open": is_now}
    file = Some(stays=[Some(**stay | values)])
    assert told in words_of_part("desk/_enrollments.html", file=file)
    drawn = render_to_string("desk/_enrollments.html", {"file": file})
    assert ("timeline-now" in drawn) is is_now


def test_who_was_never_enrolled_is_said_to_be():
    assert "Never enrolled" in words_of_part("desk/_enrollments.html", file=Some(stays=[]))


# --- What a chain comes to ------------------------------------------------------------------------------

LISTED = date(2026, 9, 3)


def use(kind="letter", row=4, days=(LISTED,), at=NOON):
    return Use(kind=kind, row=row, at=at, step="Notice", days=frozenset(days))


@pytest.mark.parametrize(
    ("stands", "reasons", "counts", "is_rebased"),
    [
        (True, (), False, True),
        (True, (), True, False),
        (True, ("2026-09-03",), False, False),  # it waits: nobody rebased it
        (False, (), False, False),
    ],
)
def test_a_report_is_rebased_where_other_days_carry_it(stands, reasons, counts, is_rebased):
    filed = Some(**{**FILED, "stands": stands, "reasons": reasons, "listed_dates": [LISTED]})
    days = {LISTED: ChainDay(LISTED, Some(counted=counts, changes=[]), ())}
    found = _report(filed, days, [], frozenset())
    assert (found.is_rebased, found.gone) == (is_rebased, [] if counts else [LISTED])


def test_a_report_has_its_own_letters_and_what_may_be_decided():
    filed = Some(**{**FILED, "listed_dates": [LISTED, LISTED], "state": "stands"})
    days = {LISTED: ChainDay(LISTED, None, ())}
    uses = [use(), use(row=5), use(kind="report")]
    found = _report(filed, days, uses, frozenset({Permission.REPORT_FILE}))
    assert found.letters == (uses[0],)
    assert len(found.days) == 1
    assert found.verbs
    assert _report(filed, days, uses, frozenset()).verbs == ()


def test_a_day_has_the_steps_that_used_it_in_their_order():
    late, early = use(at=NOON.replace(hour=13)), use(kind="report", at=NOON)
    other = use(days=(date(2026, 9, 4),))
    assert _day(LISTED, None, [late, other, early]).uses == (early, late)
