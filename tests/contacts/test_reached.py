"""Who was reached last: also of two notes at once, and of a student without a case."""

from datetime import timedelta
from uuid import UUID

from cases.models import LastReached
from psa.integrity import problems
from tests.contacts.world import NOW, log, race


def test_of_notes_at_once_the_newest_contact_counts(committed, district, who):
    def write(n):
        return log(who, district.ana, uuid=UUID(int=n + 1), happened_at=NOW - timedelta(days=n))

    notes = race(write, times=6)
    assert {str(note.happened_at.date()) for note in notes} == {
        str((NOW - timedelta(days=n)).date()) for n in range(6)
    }
    assert LastReached.objects.get().on == NOW.date()
    assert problems() == []


def test_of_two_notes_of_one_moment_the_later_one_counts(district, who):
    for n, name in enumerate(("Aunt Rosa", "Uncle Eli")):
        log(who, district.ana, uuid=UUID(int=n + 1), happened_at=NOW, with_name=name)
    assert LastReached.objects.get().who == "Uncle Eli"
    assert problems() == []
