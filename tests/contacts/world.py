"""What a contact says, and how one is logged."""

import threading
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone

from contacts.actions import log_note
from contacts.actions.contact import Contact
from contacts.choices import Method, NoteKind, NoteOutcome, WithWhom
from students.models import Student
from tests.factories import TODAY, HouseholdFactory, act

UUID_1, UUID_2 = UUID(int=1), UUID(int=2)
NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 20, tzinfo=UTC)  # noon of the district


def contact(**values):
    """A call in which the student's aunt answered an hour ago; pass what the test is about."""
    return Contact(
        **{
            "kind": NoteKind.CALL,
            "method": Method.PHONE,
            "with_whom": WithWhom.SOMEONE,
            "with_name": "Aunt Rosa",
            "reached": True,
            "outcome": NoteOutcome.SPOKE,
            "happened_at": NOW - timedelta(hours=1),
            "text": "Will bring him tomorrow.",
            **values,
        }
    )


def log(by, *students, uuid=UUID_1, **values):
    """Log it; of several students it was with themselves, unless it is said."""
    if len(students) > 1:
        values = {"with_whom": WithWhom.STUDENT, "with_name": "", **values}
    return log_note(
        act(by, at=timezone.now()),
        client_uuid=uuid,
        students=students,
        contact=contact(**values),
    )


def at_home(*students):
    """Have these students live in one home, so that one note may be about what was said there."""
    Student.objects.filter(pk__in=[one.pk for one in students]).update(
        household=HouseholdFactory()
    )


def race(work, times=4):
    """Run `work(n)` in threads that start together; return what each answered or raised."""
    barrier, answers = threading.Barrier(times), []

    def run(n):
        barrier.wait()
        try:
            answers.append(work(n))
        except Exception as error:  # noqa: BLE001 - the answer of this thread
            answers.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[n]) for n in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
