"""Letters that the record holds back, and what would hold one: by the rules of the letters themselves."""

from collections.abc import Iterator, Sequence
from datetime import date

from core.doubts import RecordDoubt
from letters.choices import Stage
from letters.models import Notice
from letters.queries.due import due_letters, lacking
from letters.queries.lists import listed
from students.models import Enrollment
from students.rules.envelope import DECIDE

HELD = "letters"
# What a letter must have, by the measure that it counts for. What a person decides of one adult is
# no fault of the record.
CODES = {
    **dict.fromkeys(("no_rights_holder", "rights_unknown", "no_charge", "two_ids"), "rights"),
    **dict.fromkeys(("no_address", "half_address", "no_fit"), "address"),
    "language_unknown": "language",
    **dict.fromkeys(("name_broken", "child_name_broken", "no_name", "no_child_name"), "name"),
}
KEYS = frozenset({HELD, *CODES.values()})


def doubts(schools: Sequence[int], on: date) -> Iterator[RecordDoubt]:
    """Yield letters that the record holds at these schools, of students who go there, and students
    of whom it would hold one.
    """
    open_ = Enrollment.objects.open_on(on).filter(school__in=schools)
    rows = open_.order_by("student_id", "school_id").values_list("student_id", "school_id")
    here = list(dict.fromkeys(rows))
    yield from _held(schools, set(here), on)
    lacks = lacking([student for student, _ in here], on=on)
    for student, school in here:
        found: dict[str, list[str]] = {}
        for question in lacks[student]:
            if question.code in CODES:
                found.setdefault(CODES[question.code], []).append(question.text)
        for key, texts in found.items():
            yield RecordDoubt(key, student, school, " ".join(texts))


def _held(schools: Sequence[int], here: set[tuple[int, int]], on: date) -> Iterator[RecordDoubt]:
    due = listed(Notice.objects.filter(school__in=schools), stage=Stage.DUE)
    mine = [notice for notice in due if (notice.student_id, notice.school_id) in here]
    for letter in due_letters(mine, on=on) if mine else ():
        why = [hold.text for hold in letter.holds if hold.place and hold.advice != DECIDE]
        if why:
            yield RecordDoubt(HELD, letter.student_id, letter.notice.school_id, " ".join(why))
