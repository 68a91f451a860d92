"""What each part of a chair's page and of a packet says of a case as it stands. No row is read."""

from datetime import date, datetime, time
from types import SimpleNamespace as Some
from zoneinfo import ZoneInfo

import pytest

from sarb.views.hearings import OF_HEARING
from tests.pages import words_of_part

NOON = datetime(2026, 11, 18, 12, tzinfo=ZoneInfo("America/Los_Angeles"))
STUDENT = Some(name_and_id="Ito, Ana (100001)", sis_id="100001")


def hearing(
    *, stage="ahead", verbs=(), edition=None, latest=None, noticed=True, interpreter=False
):
    referral = Some(
        pk=2,
        student=STUDENT,
        reason="truancy",
        noticed_on=date(2026, 11, 2) if noticed else None,
        state="accepted",
        level="sarb",
    )
    line = Some(
        referral=referral,
        school="Oak",
        grade="7",
        needs_interpreter=interpreter,
        readiness=Some(there=2, checked=[1, 2, 3]),
    )
    place = Some(time=time(8, 30), position=1)
    return Some(line=line, place=place, edition=edition, latest=latest, stage=stage, verbs=verbs)


def docket(*hearings, may_manage=True, may_build=True, others=0, **progress):
    counts = {"busy": 0, "ready": 0, "done": 0, "cases": len(hearings), **progress}
    return words_of_part(
        "sarb/_docket.html",
        docket=Some(pk=1),
        hearings=list(hearings),
        hearing_columns=OF_HEARING if may_manage else OF_HEARING.without("acts"),
        others=others,
        progress=Some(**counts),
        may_manage=may_manage,
        may_build=may_build,
    )


EDITION = Some(
    pk=7, edition=2, is_superseded=False, frozen_at=NOON, document=Some(pages=9), state="ready"
)
OLD = Some(**{**vars(EDITION), "is_superseded": True})


@pytest.mark.parametrize(
    ("values", "told", "untold"),
    [
        ({}, ["Oak · grade 7", "None yet"], ["notice not confirmed", "interpreter", "Edition"]),
        ({"noticed": False}, ["written notice not confirmed"], []),
        ({"interpreter": True}, ["interpreter needed"], []),
        ({"edition": EDITION, "latest": EDITION}, ["Edition 2"], ["Superseded", "None yet"]),
        ({"edition": OLD, "latest": OLD}, ["Edition 2", "Superseded"], ["None yet"]),
        ({"verbs": ["hear"]}, ["Mark as heard"], ["Undo", "Earlier", "Take off"]),
        ({"verbs": ["move_up", "take_off"]}, ["Earlier", "Take off"], ["Mark as heard"]),
        ({"stage": "heard", "verbs": ["not_heard"]}, ["Undo"], ["Mark as heard"]),
    ],
)
def test_a_case_on_its_day_says_what_it_has_and_what_may_be_done(values, told, untold):
    text = docket(hearing(**values))
    assert [words for words in told if words not in text] == []
    assert [words for words in untold if words in text] == []


def test_who_does_not_plan_hearings_is_offered_nothing_about_the_cases():
    text = docket(hearing(verbs=["hear", "move_up", "take_off"]), may_manage=False)
    assert "Oak" in text
    assert not [words for words in ("Mark as heard", "Earlier", "Take off") if words in text]


@pytest.mark.parametrize(
    ("values", "told", "untold"),
    [
        ({}, ["Build 1 packet", "Order of the day"], ["All as zip", "Building packets"]),
        ({"may_build": False}, ["Order of the day"], ["Build 1 packet"]),
        ({"busy": 1}, ["Building packets, 1 to go"], ["Build 1 packet"]),
        ({"ready": 1}, ["All as zip", "One PDF to print"], []),
        ({"others": 2}, ["2 more cases of other schools on this day."], []),
    ],
)
def test_a_day_offers_what_can_be_done_with_its_packets(values, told, untold):
    text = docket(hearing(), **values)
    assert [words for words in told if words not in text] == []
    assert [words for words in untold if words in text] == []


def test_a_day_without_cases_says_so():
    text = docket(others=1)
    assert "No case has a place yet" in text
    assert "1 more case of other schools" in text
    assert "Build" not in text


# --- In the packet ------------------------------------------------------------------------------

FACTS = {
    "student": {"name": "Ana Ito", "sis_id": "1", "age": 13, "school": "Oak", "grade": "7"},
    "referral": {
        "school_year": 2026,
        "met": True,
        "is_of_school": False,
        "because": "3 reports stand.",
        "justification": "",
        "noticed_on": None,
        "accepted_by": "",
        "text": "Two conferences were offered.",
        "made_at": "2026-11-02T10:00-08:00",
    },
    "hearing": None,
    "law": {"unmet": "The ground is not met.", "confidential": "EC 49076"},
    "missing": [],
    "theirs": [],
    "summary": [],
}


def part(name, referral=None, **facts):
    given = {**FACTS, **facts, "referral": {**FACTS["referral"], **(referral or {})}}
    is_for_family = "theirs" in facts
    return words_of_part(
        f"sarb/packet/{name}.html",
        facts=given,
        reader_words="family" if is_for_family else "chair",
        is_for_family=is_for_family,
        sections=[],
    )


@pytest.mark.parametrize(
    ("referral", "told", "untold"),
    [
        ({}, ["Met.", "Not confirmed yet", "Two conferences"], ["all the same", "Not met."]),
        ({"met": False}, ["The ground is not met.", "Not met."], ["states that the student"]),
        ({"met": False, "is_of_school": True}, ["Not asked for"], ["Not met.", "Written notice"]),
        ({"justification": "Unsafe."}, ["Why it was made all the same Unsafe."], []),
        (
            {"noticed_on": "2026-11-03", "noticed_how": "Mail", "noticed_by": "Ana Reyes"},
            ["confirmed by Ana Reyes"],
            ["Not confirmed yet"],
        ),
        ({"accepted_by": "Raymond Ortiz"}, ["Accepted by Raymond Ortiz"], []),
        ({"text": ""}, [], ["In the words of the referring person"]),
    ],
)
def test_the_packet_says_why_the_student_is_referred(referral, told, untold):
    text = part("_referral", referral)
    assert [words for words in told if words not in text] == []
    assert [words for words in untold if words in text] == []


HEARING = {"date": "2026-11-25", "time": "08:30", "place": "Room B", "chair": "Raymond Ortiz"}


@pytest.mark.parametrize(
    ("facts", "told", "untold"),
    [
        ({}, ["Confidential.", "No hearing is set yet."], ["Not complete.", "not met that day"]),
        ({"hearing": HEARING}, ["Room B · Chair: Raymond Ortiz"], ["No hearing is set"]),
        ({"missing": ["SART: no"]}, ["Not complete. 1 item is missing"], []),
        ({"missing": ["SART: no", "Visit: no"]}, ["2 items are missing"], []),
        (
            {"theirs": [{"language": "es", "text": "Es de ustedes."}]},
            ["Es de ustedes."],
            ["Confidential.", "Do not copy it"],
        ),
        ({"referral": {"met": False}}, ["the ground was not met that day"], []),
    ],
)
def test_the_first_page_says_whose_it_is_and_what_it_lacks(facts, told, untold):
    text = part("_cover", **facts)
    assert [words for words in told if words not in text] == []
    assert [words for words in untold if words in text] == []


@pytest.mark.parametrize("may_refer", [True, False])
def test_whoever_may_refer_is_offered_it_on_the_student_s_page(may_refer):
    said = words_of_part(
        "sarb/_student_referrals.html",
        student=Some(pk=5),
        found=Some(may_refer=may_refer, referrals=[]),
    )
    assert ("Refer" in said.replace("Referrals", "")) is may_refer
