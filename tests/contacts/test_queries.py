"""Whom a note was with, what the log of contacts holds, and whom a sheet offers."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from accounts.access import reach_of
from accounts.choices import Role
from cases.models import Case, LastReached
from contacts.actions import amend_note, edit_note, log_note, sign_note
from contacts.choices import NoteKind, NoteOutcome, Purpose, WithWhom
from contacts.models import Note
from contacts.queries import adults_to_call, concerned, contact_log, siblings_to_name
from contacts.queries.contacts import barrier_words
from contacts.queries.find import MOST, students_named
from contacts.queries.reached import last_reached_of
from students.models import Guardian, Student
from tasks.models import Task
from tests.contacts.world import NOW, UUID_2, contact, log
from tests.factories import (
    TODAY,
    GuardianFactory,
    GuardianshipFactory,
    HouseholdFactory,
    NoteFactory,
    StandingFactory,
    StudentFactory,
    act,
)
from tests.world import hire

HERE = ZoneInfo("America/Los_Angeles")
YESTERDAY = TODAY - timedelta(days=1)


def at(day, hour, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=HERE)


# --- The log of contacts ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "is_in"),
    [
        (at(YESTERDAY - timedelta(days=1), 23, 59), False),
        (at(YESTERDAY, 0), True),
        (at(YESTERDAY, 23, 59), True),  # tomorrow already where clocks show UTC
        (at(TODAY, 0), False),
    ],
)
def test_both_days_of_a_log_are_in_it_by_the_district_s_clock(district, moment, is_in):
    NoteFactory(about_student=district.ana, happened_at=moment)
    found = contact_log(district.ana.pk, start=YESTERDAY, end=YESTERDAY)
    assert bool(found) is is_in


def test_a_log_goes_from_the_oldest_on(district):
    moments = [at(TODAY, 9), at(YESTERDAY, 9), at(TODAY, 8)]
    notes = [NoteFactory(about_student=district.ana, happened_at=moment) for moment in moments]
    expected = [notes[1].pk, notes[2].pk, notes[0].pk]
    assert [line.note_id for line in contact_log(district.ana.pk)] == expected


def test_a_line_tells_what_was_written_and_nothing_of_barriers(district, who):
    note = log(
        who,
        district.ana,
        barriers=["housing"],
        minutes=12,
        language="es",
        interpreter=True,
        purpose=Purpose.WELFARE,
    )
    [line] = contact_log(district.ana.pk)
    assert (line.minutes, line.language, line.interpreter) == (12, "es", True)
    assert (line.purpose, line.method, line.by) == ("Welfare check", "By phone", who.name)
    assert (line.is_signed, line.amends, line.text) == (False, None, note.text)
    assert (line.came, line.is_late) == ("reached", False)
    assert "housing" not in str(vars(line)).lower()
    sign_note(act(who, at=NOW), note=note)
    assert contact_log(district.ana.pk)[0].is_signed


def test_the_contact_log_has_attempts_and_leaves_out_what_was_replaced(district, who):
    first = log(who, district.ana, reached=False, outcome=NoteOutcome.VOICEMAIL)
    sign_note(note=first, act=act(who, at=NOW))
    amended = amend_note(note=first, client_uuid=UUID_2, contact=contact(), act=act(who, at=NOW))
    log_note(
        client_uuid="00000000-0000-0000-0000-000000000009",
        students=[district.ana],
        contact=contact(kind=NoteKind.OTHER, outcome="", reached=False),
        act=act(who, at=timezone.now()),
    )
    [line] = contact_log(district.ana.pk)
    assert (line.note_id, line.amends, line.reached) == (amended.pk, first.recorded_at, True)
    assert (line.kind, line.outcome, line.with_whom) == ("Call", "Spoke", "Aunt Rosa")
    assert contact_log(district.ana.pk, end=YESTERDAY) == []
    assert contact_log(district.ben.pk) == []


def test_whoever_must_not_be_contacted_is_not_offered(district, who):
    GuardianshipFactory(student=district.ana, no_contact=True)
    GuardianshipFactory(student=district.ana, is_current=False)
    GuardianshipFactory(
        student=district.ana,
        primary=True,
        relation="foster_parent",
        guardian__first_name="Rosa",
        guardian__phone="(213) 555-0142",
    )
    [adult] = adults_to_call(reach_of(who, on=TODAY), district.ana)
    assert (adult.name.split()[0], adult.relation) == ("Rosa", "Caregiver")
    assert adult.phone.link == "tel:+12135550142"


def test_a_sibling_elsewhere_is_a_name_and_a_colleague(district, who):
    home = HouseholdFactory()
    Student.objects.filter(pk__in=[district.ana.pk, district.ben.pk, district.dov.pk]).update(
        household=home
    )
    district.ana.refresh_from_db()
    colleague = hire(Role.COUNSELOR, district.pine)
    StandingFactory(student=district.dov, school=district.pine, status="watch")
    ben, dov = siblings_to_name(reach_of(who, on=TODAY), district.ana)
    assert (ben.in_reach, ben.has_concern) == (True, None)
    assert (dov.in_reach, dov.has_concern, dov.school) == (False, True, "Pine")
    assert dov.colleagues == [colleague.name]


def test_an_offer_stays_in_the_log_whatever_its_kind(district, who):
    log(
        who,
        district.ana,
        kind=NoteKind.OTHER,
        outcome="",
        reached=False,
        purpose=Purpose.CONFERENCE_48262,
    )
    assert len(contact_log(district.ana.pk)) == Note.objects.count() == 1
    assert (Case.objects.count(), Task.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"with_whom": WithWhom.STUDENT, "with_name": "x"}, "the student"),
        ({"with_whom": WithWhom.NOBODY, "with_name": ""}, "nobody"),
        ({"with_whom": WithWhom.SOMEONE, "with_name": "Aunt Rosa"}, "Aunt Rosa"),
        ({"with_whom": WithWhom.SOMEONE, "with_name": ""}, ""),
        (
            {
                "with_whom": WithWhom.ADULT,
                "guardian": Guardian(pk=7, first_name="Rosa", last_name="Ito"),
            },
            "Rosa Ito",
        ),
    ],
)
def test_with_whom_a_note_says_it_was(values, said):
    assert concerned(Note(**values)) == said


def test_a_barrier_that_is_none_of_the_list_stays_as_it_is():
    assert barrier_words(["transport", "gremlins"]) == ["Getting to school", "gremlins"]


# --- Whom a sheet offers ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "offered"), [(Role.COUNSELOR, 1), (Role.INTERN, 1), (Role.AUDITOR, 0)]
)
def test_adults_are_offered_to_whoever_may_read_contacts(district, role, offered):
    GuardianshipFactory(student=district.ana)
    reach = reach_of(hire(role, district.oak), on=TODAY)
    assert len(adults_to_call(reach, district.ana)) == offered
    assert adults_to_call(reach, district.dov) == []  # out of reach


def test_the_right_to_read_contacts_at_one_school_offers_nobody_at_another(district):
    both = hire(Role.AUDITOR)
    hire(Role.COUNSELOR, district.oak, to=both)
    for student in (district.ana, district.dov):
        GuardianshipFactory(student=student)
    reach = reach_of(both, on=TODAY)
    assert len(adults_to_call(reach, district.ana)) == 1
    assert adults_to_call(reach, district.dov) == []


def test_a_sibling_whom_one_only_reads_about_is_not_one_to_write_about(district):
    home = HouseholdFactory()
    Student.objects.filter(pk__in=[district.ana.pk, district.dov.pk]).update(household=home)
    district.ana.refresh_from_db()
    both = hire(Role.AUDITOR)  # finds Dov, and writes no note about him
    hire(Role.COUNSELOR, district.oak, to=both)
    [dov] = siblings_to_name(reach_of(both, on=TODAY), district.ana)
    assert (dov.in_reach, dov.name) == (False, "Dov Ito")


def test_students_are_found_by_the_beginnings_of_names_or_by_their_whole_id(district):
    everybody = Student.objects.all()
    assert students_named(everybody, "ana it") == [district.ana]
    assert students_named(everybody, "na") == []
    assert students_named(everybody, f" {district.ben.sis_id} ") == [district.ben]
    assert students_named(everybody, district.ben.sis_id[:-1]) == []
    assert students_named(everybody, "  ") == []
    assert students_named(Student.objects.exclude(pk=district.ana.pk), "ana") == []


def test_the_first_of_a_name_are_listed_by_name(db):
    made = [StudentFactory(first_name=f"Zoe{n}", last_name="Abe") for n in range(MOST, -1, -1)]
    assert students_named(Student.objects.all(), "zoe") == made[::-1][:MOST]


# --- Who was reached last -----------------------------------------------------------------


def reached(student):
    return [(one.on, one.how, one.who) for one in last_reached_of([student.pk])]


def test_the_latest_that_reached_somebody_is_the_last_whenever_it_was_written(district, who):
    log(who, district.ana, happened_at=at(YESTERDAY, 23, 30))
    log(who, district.ana, uuid=UUID_2, happened_at=at(YESTERDAY, 9), with_name="Uncle")
    assert reached(district.ana) == [(YESTERDAY, "Call", "Aunt Rosa")]
    assert reached(district.ben) == []


def test_a_note_that_reached_nobody_after_all_gives_way_to_the_one_before(district, who):
    log(who, district.ana, happened_at=at(YESTERDAY, 9), with_name="Uncle")
    note = log(who, district.ana, district.ben, uuid=UUID_2, with_whom=WithWhom.STUDENT)
    assert reached(district.ana) == [(TODAY, "Call", "the student")]
    nobody = contact(with_whom=WithWhom.STUDENT, reached=False, outcome=NoteOutcome.NO_ANSWER)
    edit_note(act(who, at=NOW), note=note, version=1, contact=nobody)
    kept = LastReached.objects.values_list("student", "on", "who")
    assert list(kept) == [(district.ana.pk, YESTERDAY, "Uncle")]
    assert reached(district.ben) == []


def test_a_named_adult_is_kept_by_key(district, who):
    adult = GuardianFactory()
    log(who, district.ana, with_whom=WithWhom.ADULT, guardian=adult, with_name="")
    [found] = last_reached_of([district.ana.pk])
    assert (found.guardian_id, found.who) == (adult.pk, "")
