"""One note about several students: nothing said with one family stands with another."""

import pytest

from accounts.access import reach_of
from attendance.models import ProcessStep
from cases.models import LastReached
from contacts.actions import NoteSaysWhatCannotBe, amend_note, edit_note, sign_note
from contacts.choices import NoteOutcome, Purpose, WithWhom
from contacts.forms import preset
from contacts.models import Note, NoteStudent
from contacts.queries import adults_to_call
from contacts.rules import NOT_OF_ALL, OFFER_APART, SEVERAL_HOMES, why_apart
from students.models import Guardianship
from tasks.choices import TaskKind, TaskState
from tests.contacts.pages import send
from tests.contacts.world import NOW, UUID_2, at_home, contact, log
from tests.factories import TODAY, GuardianshipFactory, TaskFactory, act

STUDENT = {"with_whom": WithWhom.STUDENT, "with_name": ""}
OFFER = {"purpose": Purpose.CONFERENCE_48262, "outcome": NoteOutcome.SPOKE}


@pytest.mark.parametrize(
    ("kind", "whom", "values", "why"),
    [
        ("call", "adult", {"is_adult_of_all": True}, ""),
        ("call", "adult", {"is_one_home": True}, NOT_OF_ALL),
        ("call", "someone", {"is_one_home": True}, ""),
        ("call", "someone", {"is_one_home": True, "is_effort": True}, OFFER_APART),
        ("call", "someone", {}, SEVERAL_HOMES),
        ("visit", "nobody", {}, SEVERAL_HOMES),
        ("visit", "nobody", {"is_one_home": True, "is_effort": True}, ""),
        ("other", "nobody", {}, ""),
        ("other", "someone", {}, SEVERAL_HOMES),
        ("meeting", "student", {}, ""),
    ],
)
def test_what_may_be_said_of_several_at_once(kind, whom, values, why):
    known = {"is_effort": False, "is_one_home": False, "is_adult_of_all": False} | values
    assert why_apart(kind, whom, **known) == why


@pytest.fixture
def mother(district):
    """Ana's, who speaks Spanish; Ben's family is another."""
    return GuardianshipFactory(student=district.ana).guardian


def test_the_sheet_of_one_child_with_another_s_id_stores_no_parent_with_the_other(
    district, browser, who, mother
):
    asked = {"absences": [str(TODAY)]}
    call_home = TaskFactory(student=district.ben, kind=TaskKind.CONTACT, evidence=asked)
    begins = preset(adults_to_call(reach_of(who, on=TODAY), district.ana), kind="", offered="")
    assert begins["who"] == f"adult:{mother.pk}"
    sent = {"more_ids": district.ben.sis_id, "who": begins["who"], "offered": "on"}
    sent |= {"asked_ids": district.ben.sis_id, "named": district.ben.pk}
    answer = send(browser, district.ana, **sent)
    assert (answer.status_code, NOT_OF_ALL in answer.content.decode()) == (422, True)
    sent |= {"who": "someone", "with_name": "Mrs. Lopez"}
    answer = send(browser, district.ana, **sent)
    assert (answer.status_code, "its own" in answer.content.decode()) == (422, True)
    assert not Note.objects.exists()
    assert not LastReached.objects.exists()
    assert not ProcessStep.objects.exists()
    call_home.refresh_from_db()
    assert call_home.state == TaskState.OPEN


def test_what_both_said_themselves_stands_without_the_language_of_one_family(district, who):
    values = STUDENT | {"with_name": "Mrs. Lopez", "language": "es", "interpreter": True}
    note = log(who, district.ana, district.ben, **values)
    assert (note.with_name, note.language, note.interpreter) == ("", "", False)
    assert log(who, district.ana, district.ben, **values) == note
    assert not note.revisions.exists()


def test_an_adult_of_both_is_named_and_of_one_no_more_or_never_called_is_not(
    district, who, mother
):
    tie = GuardianshipFactory(student=district.ben, guardian=mother)
    named = OFFER | {"with_whom": WithWhom.ADULT, "guardian": mother, "with_name": ""}
    log(who, district.ana, district.ben, **named, language="es")
    assert Note.objects.get().language == "es"
    assert ProcessStep.objects.count() == 2
    for wrong in ({"is_current": False}, {"is_current": True, "no_contact": True}):
        Guardianship.objects.filter(pk=tie.pk).update(**wrong)
        with pytest.raises(NoteSaysWhatCannotBe, match="not on file with each"):
            log(who, district.ana, district.ben, uuid=UUID_2, **named)


def test_a_change_or_an_amendment_brings_no_other_family_in(district, who, mother):
    note = log(who, district.ana, district.ben)
    named = contact(with_whom=WithWhom.ADULT, guardian=mother, with_name="")
    with pytest.raises(NoteSaysWhatCannotBe):
        edit_note(act(who, at=NOW), note=note, version=1, contact=named)
    sign_note(act(who, at=NOW), note=note)
    with pytest.raises(NoteSaysWhatCannotBe):
        amend_note(act(who, at=NOW), note=note, client_uuid=UUID_2, contact=named)


def test_what_a_note_said_of_one_family_stays_when_somebody_left_it(district, who, mother):
    GuardianshipFactory(student=district.ben, guardian=mother)
    named = {"with_whom": WithWhom.ADULT, "guardian": mother, "with_name": ""}
    note = log(who, district.ana, district.ben, **named)
    Guardianship.objects.filter(student=district.ben).update(is_current=False)
    again = log(who, district.ana, district.ben, **named)
    assert again == note
    said = contact(**named, text="Better words.")
    assert edit_note(act(who, at=NOW), note=note, version=1, contact=said).text == "Better words."


def test_brothers_and_sisters_of_one_home_share_what_an_aunt_said(district, who):
    at_home(district.ana, district.ben)
    note = log(who, district.ana, district.ben, with_whom=WithWhom.SOMEONE, with_name="Aunt Rosa")
    assert set(NoteStudent.objects.values_list("student", flat=True)) == {
        district.ana.pk,
        district.ben.pk,
    }
    assert note.with_name == "Aunt Rosa"
    offer = OFFER | {"with_whom": WithWhom.SOMEONE}
    with pytest.raises(NoteSaysWhatCannotBe, match="for each student"):
        log(who, district.ana, district.ben, uuid=UUID_2, **offer)
