"""The people of a packet: who is named, who may be called, and where nobody must look."""

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from attendance.models import MarkChange
from contacts.choices import WithWhom
from packets.choices import Reader
from packets.queries.people import WITHHELD
from students.choices import Relation
from tests.factories import (
    FIRST,
    TODAY,
    AttendanceCodeFactory,
    EnrollmentFactory,
    GuardianFactory,
    GuardianshipFactory,
    HouseholdFactory,
    MarkFactory,
    NoteFactory,
    StudentFactory,
)
from tests.letters.rows import printed_letter
from tests.packets.emily import facts_for

DAY = timedelta(days=1)
STREET = {
    "guardian__street": "12 Elm St",
    "guardian__city": "Los Angeles",
    "guardian__zip": "90001",
}


@pytest.fixture
def father(referral):
    """Another adult of Emily's, who lives with her at the home on file."""

    def tie(**values):
        values = {"relation": Relation.FATHER, "guardian__first_name": "Jin", **STREET, **values}
        return GuardianshipFactory(student=referral.student, **values)

    return tie


def told(referral, name, reader=Reader.CHAIR, on=TODAY):
    return next(
        a for a in facts_for(referral, reader, on=on)["adults"] if a["name"].startswith(name)
    )


def test_the_primary_adult_comes_first_then_as_they_were_put_down(referral, father):
    father()
    father(guardian__first_name="Aki")
    names = [one["name"].split()[0] for one in facts_for(referral)["adults"]]
    assert names == ["Rosa", "Jin", "Aki"]


@pytest.mark.parametrize("reader", Reader)
def test_who_must_not_be_contacted_has_no_telephone_and_no_address(referral, father, reader):
    father(no_contact=True, guardian__phone="2135550199", guardian__street="9 Oak Ave")
    one = told(referral, "Jin", reader)
    assert (one["phone"], one["address"]) == ("", "")
    assert one["order"] == ("No contact" if reader == Reader.CHAIR else "")


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        (None, "Mother alone"),
        (TODAY, "Mother alone, until November 18, 2026"),
        (TODAY - DAY, "Mother alone, ended November 17, 2026"),
        (TODAY + DAY, "Mother alone, until November 19, 2026"),
    ],
)
def test_an_order_is_over_on_the_day_after_its_last(referral, father, ends, words):
    father(court_order="Mother alone", order_ends=ends)
    assert told(referral, "Jin")["order"] == words


def test_one_who_is_under_no_order_has_none(referral, father):
    father(order_ends=TODAY)
    assert told(referral, "Jin")["order"] == ""


@pytest.mark.parametrize(
    ("reader", "is_told"),
    [(Reader.CHAIR, True), (Reader.COURT, True), (Reader.PANEL, False), (Reader.FAMILY, False)],
)
def test_where_adults_live_is_told_to_chair_and_court(referral, father, reader, is_told):
    father(guardian__street="9 Oak Ave", guardian__phone="2135550199")
    one = told(referral, "Jin", reader)
    assert ("9 Oak Ave" in one["address"], bool(one["phone"])) == (is_told, is_told)


@pytest.mark.parametrize("reader", [Reader.CHAIR, Reader.COURT])
def test_in_a_home_with_a_safe_address_nobody_s_street_is_told(referral, father, reader):
    """Neither the one whose address is kept, nor the other adult who lives there, nor the child."""
    father(lives_with=True)
    mother = referral.student.guardianships.order_by("pk")[0]
    mother.safe_address, mother.lives_with = "PO Box 77", True
    mother.save()
    facts = facts_for(referral, reader)
    assert [one["address"] for one in facts["adults"]] == [WITHHELD, WITHHELD]
    assert facts["student"]["address"] == WITHHELD


def test_an_adult_elsewhere_keeps_an_address_beside_a_safe_one(referral, father):
    father(lives_with=False, guardian__street="9 Oak Ave")
    referral.student.guardianships.filter(relation=Relation.MOTHER).update(
        safe_address="PO Box 77", lives_with=True
    )
    assert "9 Oak Ave" in told(referral, "Jin")["address"]


def test_a_worker_of_an_agency_is_not_among_the_adults(referral, father):
    father(agency_worker=True)
    assert [one["name"].split()[0] for one in facts_for(referral)["adults"]] == ["Rosa"]


@pytest.mark.parametrize("reader", Reader)
@pytest.mark.parametrize("told", [{"agency_worker": True}, {"relation": Relation.AGENCY_WORKER}])
def test_a_worker_of_an_agency_is_not_named_as_whom_somebody_spoke_with(
    referral, father, told, reader
):
    worker = father(**told, guardian__first_name="Wilma", guardian__last_name="Worker")
    mother = referral.student.guardianships.get(relation=Relation.MOTHER)
    for one in (worker, mother):
        with_one = {"with_whom": WithWhom.ADULT, "guardian": one.guardian}
        NoteFactory(about_student=referral.student, reached=True, **with_one)
    facts = facts_for(referral, reader)
    assert [one["with"] for one in facts["contacts"]] == ["nobody", "Other adult", "Rosa Reyes"]
    assert "Wilma" not in json.dumps(facts)


@pytest.mark.parametrize("reader", Reader)
@pytest.mark.parametrize("tie", [{"agency_worker": True}, {"relation": Relation.AGENCY_WORKER}])
def test_a_worker_of_another_child_s_agency_is_not_named_either(referral, tie, reader):
    """A note about two siblings is in both packets; whom it was with tells of a placement in both."""
    sibling = StudentFactory(household=referral.student.household)
    person = {"guardian__first_name": "Wilma", "guardian__last_name": "Worker"}
    worker = GuardianshipFactory(student=sibling, **tie, **person).guardian
    with_worker = {"with_whom": WithWhom.ADULT, "guardian": worker}
    spoke = {"language": "ko", "interpreter": True, "reached": True}
    note = NoteFactory(about_student=referral.student, **with_worker, **spoke)
    note.about.create(student=sibling)
    facts = facts_for(referral, reader)
    told = facts["contacts"][-1]
    assert (told["with"], told["language"], told["interpreter"]) == ("Other adult", "", False)
    assert "Wilma" not in json.dumps(facts)


@pytest.mark.parametrize(
    ("is_on_file", "told"), [(True, ("Rosa Reyes", "es")), (False, ("Other adult", ""))]
)
def test_a_mother_who_works_for_an_agency_elsewhere_is_named_as_a_mother(
    referral, is_on_file, told
):
    mother = referral.student.guardianships.get(relation=Relation.MOTHER)
    GuardianshipFactory(guardian=mother.guardian, agency_worker=True)
    spoke = {"guardian": mother.guardian, "language": "es", "interpreter": True, "reached": True}
    NoteFactory(about_student=referral.student, with_whom=WithWhom.ADULT, **spoke)
    if not is_on_file:
        mother.delete()
    contact = facts_for(referral)["contacts"][-1]
    assert (contact["with"], contact["language"]) == told


@pytest.mark.parametrize(("no_contact", "to"), [(False, "Mia"), (True, "Another rightful reader")])
def test_a_copy_to_whom_nobody_must_contact_is_counted_and_not_named(
    referral, father, no_contact, to
):
    father(guardian__first_name="Mia", guardian__last_name="", no_contact=no_contact)
    printed_letter(referral.student, referral.student.enrollments.get().school)
    [letter] = facts_for(referral)["letters"]
    assert [copy["to"] for copy in letter["copies"]] == [to]


# --- Other children ----------------------------------------------------------------------


def children(referral, on=TODAY):
    return [(c["name"].split()[0], c["grade"]) for c in facts_for(referral, on=on)["siblings"]]


def test_children_of_the_household_alone_are_siblings_by_name(referral):
    home = referral.student.household
    EnrollmentFactory(
        student__first_name="Ada", student__last_name="Reyes", student__household=home
    )
    EnrollmentFactory(student__first_name="Zoe", student__household=HouseholdFactory())
    EnrollmentFactory(student__first_name="Yan", student__household=None)
    assert [name for name, _ in children(referral)] == ["Ada", "Mateo"]


def test_a_student_without_a_household_has_no_siblings(worker_db, today, referral):
    type(referral.student).objects.filter(pk=referral.student.pk).update(household=None)
    StudentFactory(household=None)
    assert children(referral) == []


@pytest.mark.parametrize(("last", "grade"), [(TODAY, "4"), (TODAY - DAY, "")])
def test_a_sibling_goes_to_a_school_until_the_last_day_there(referral, last, grade):
    home = referral.student.household
    child = StudentFactory(first_name="Ada", last_name="Reyes", household=home)
    EnrollmentFactory(student=child, grade="4", exit_date=last)
    assert ("Ada", grade) in children(referral)


# --- What was written of a day -----------------------------------------------------------


@pytest.fixture
def remark(referral):
    """A reason in the SIS's words on the first day that counts, which speaks of Mateo."""
    MarkFactory(
        student=referral.student,
        school=referral.student.enrollments.get().school,
        date=FIRST,
        period="1",
        code=AttendanceCodeFactory(code="I"),
        reason="Ill, says Mateo Reyes",
    )
    return referral


@pytest.mark.parametrize(
    ("reader", "reasons"),
    [
        (Reader.CHAIR, ["Ill, says Mateo Reyes"]),
        (Reader.FAMILY, ["Ill, says [another child]"]),
        (Reader.PANEL, []),
        (Reader.COURT, []),
    ],
)
def test_what_a_remark_says_of_health_and_of_others_is_for_who_may_know(remark, reader, reasons):
    [first, *rest] = facts_for(remark, reader)["attendance"]["days"]
    assert first["reasons"] == reasons
    assert {tuple(one["reasons"]) for one in rest} == {()}


def test_another_student_of_a_note_is_not_named_to_the_panel(referral):
    """Also one who is no sibling, whom only the note itself knows."""
    note = NoteFactory(
        about_student=referral.student, text="Met Kim Ode and Emily.", with_name="Kim’s aunt"
    )
    kim = StudentFactory(first_name="Kim", last_name="Ode")
    note.about.create(student=kim)
    by_reader = {reader: facts_for(referral, reader)["contacts"] for reader in Reader}
    said = {reader: [one["text"] for one in found][-1] for reader, found in by_reader.items()}
    assert said[Reader.CHAIR] == "Met Kim Ode and Emily."
    assert said[Reader.PANEL] == said[Reader.COURT] == "Met [another child] and Emily."
    assert said[Reader.FAMILY] == ""


@pytest.mark.parametrize(
    ("withdrawn", "new", "now"), [(False, "E", "E"), (True, "E", ""), (True, "", "")]
)
def test_a_mark_that_was_changed_says_what_it_was_and_who_changed_it(
    referral, withdrawn, new, now
):
    MarkChange.objects.create(
        student=referral.student,
        school=referral.student.enrollments.get().school,
        date=FIRST,
        old_code="U",
        new_code=new,
        withdrawn=withdrawn,
        changed_by="Import 7",
        changed_at=datetime(2026, 9, 1, 8, 30, tzinfo=ZoneInfo(settings.TIME_ZONE)),
    )
    days = facts_for(referral)["attendance"]["days"]
    told = {"period": "", "was": "U", "now": now, "by": "Import 7", "at": "2026-09-01T08:30-07:00"}
    assert [one["changes"] for one in days] == [[told], [], []]


def test_a_guardian_of_another_child_is_nobody_here(referral):
    GuardianshipFactory(guardian=GuardianFactory(first_name="Pat"))
    assert len(facts_for(referral)["adults"]) == 1
