"""Who was reached last about a student, of all that was said."""

from collections.abc import Collection

from cases.models import LastReached
from contacts.choices import WithWhom
from contacts.models import NoteStudent
from core.clock import day_of


def last_reached_of(students: Collection[int]) -> list[LastReached]:
    """Return the last time a person was reached about each of the students, none for those about
    whom nobody was. An amended note no longer speaks for itself: its amendment does. One
    statement.
    """
    about = NoteStudent.objects.filter(
        student__in=students, note__reached=True, note__amendment=None
    )
    newest = about.order_by("student", "-note__happened_at", "-note").distinct("student")
    return [_reached(row) for row in newest.select_related("note")]


def _reached(row: NoteStudent) -> LastReached:
    note = row.note
    return LastReached(
        student_id=row.student_id,
        on=day_of(note.happened_at),
        how=note.get_kind_display(),
        guardian_id=note.guardian_id,
        who="the student" if note.with_whom == WithWhom.STUDENT else note.with_name,
    )
