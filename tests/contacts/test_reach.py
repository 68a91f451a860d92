"""Which notes somebody may read or change, and who shares a home."""

from datetime import timedelta

import pytest

from accounts.choices import Permission, Role
from contacts.access import at_home_with, notes_for
from students.models import Student
from tests.contacts.world import UUID_2, log
from tests.factories import TODAY, HouseholdFactory, NoteFactory
from tests.world import hire

READ, WRITE = Permission.CASE_READ, Permission.NOTE_WRITE


def test_one_student_within_reach_opens_a_note_about_two_once(district, who):
    note = log(who, district.ana, district.ben, district.dov)
    log(who, district.dov, uuid=UUID_2)
    assert list(notes_for(who, READ, on=TODAY)) == [note]


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [
        (Role.COUNSELOR, 1, 1),
        (Role.SCHOOL_ADMINISTRATOR, 1, 1),
        (Role.LIAISON, 1, 1),
        (Role.AUDITOR, 1, 0),
        (Role.DIRECTOR, 1, 0),
        (Role.SARB_CHAIR, 1, 0),
        (Role.CLERK, 0, 0),
        (Role.INTERN, 0, 0),
        (Role.PANEL_MEMBER, 0, 0),
        (Role.PRIVACY_OFFICER, 0, 0),
        (Role.SYSTEM_ADMINISTRATOR, 0, 0),
    ],
)
def test_who_reads_and_who_changes_notes(district, role, reads, writes):
    NoteFactory(about_student=district.ana)
    somebody = hire(role, district.oak)
    assert notes_for(somebody, READ, on=TODAY).count() == reads
    assert notes_for(somebody, WRITE, on=TODAY).count() == writes


def test_reading_everywhere_and_writing_at_one_school_is_writing_there_alone(district):
    both = hire(Role.AUDITOR)
    hire(Role.COUNSELOR, district.oak, to=both)
    here, there = (NoteFactory(about_student=one) for one in (district.ana, district.dov))
    assert set(notes_for(both, READ, on=TODAY)) == {here, there}
    assert set(notes_for(both, WRITE, on=TODAY)) == {here}


@pytest.mark.parametrize(
    ("days", "reads", "writes"),
    [(0, True, True), (1, True, False), (30, True, False), (31, False, False)],
)
def test_of_whoever_left_notes_are_written_to_the_last_day_and_read_a_month_longer(
    district, who, days, reads, writes
):
    NoteFactory(about_student=district.finn)
    on = TODAY - timedelta(days=40 - days)  # Finn's last day was forty days ago
    assert notes_for(who, READ, on=on).exists() is reads
    assert notes_for(who, WRITE, on=on).exists() is writes


def test_a_home_is_a_household_and_no_household_is_no_home(district, who):
    alone = at_home_with(district.ana)
    assert list(alone(who, WRITE, on=TODAY)) == []  # not Ben, who has none either
    home = HouseholdFactory()
    together = [district.ana.pk, district.ben.pk, district.dov.pk]
    Student.objects.filter(pk__in=together).update(household=home)
    district.ana.refresh_from_db()
    assert set(at_home_with(district.ana)(who, WRITE, on=TODAY)) == {district.ana, district.ben}
