"""Students whom a contact is about, too, named by ID: shown by name and ticked before anything is saved."""

import re
from collections.abc import Sequence
from functools import reduce
from operator import or_

from accounts.access import StaffRequest, within_reach
from accounts.choices import Permission
from contacts.forms import LogForm
from students.models import Student
from students.queries.find import with_id
from students.rules.words import plain_id

MOST_NAMED = 10
TICK = "An ID says little of whom it names: tick below about whom it is, and save again."
NOBODY = "Tick below about whom it is, or leave the IDs out."


def ids_named(request: StaffRequest, form: LogForm) -> list[Student]:
    """Return those who are ticked of the further students whose IDs were typed. An ID that was not shown
    by name before is shown first: the form says so, and has them as `named`. It says, too, which IDs are
    of nobody whom the viewer serves, be there somebody or not, and which are of more than one.
    """
    ids = _ids(form.cleaned_data["more_ids"])
    if not ids:
        return []
    if len(ids) > MOST_NAMED:
        form.add_error("more_ids", f"Name at most {MOST_NAMED} students at once.")
        return []
    asked = Student.objects.filter(reduce(or_, map(with_id, ids)))
    reached = within_reach(request, Permission.NOTE_WRITE, asked)
    found = {one: whom(one, reached) for one in ids}
    for one, students in found.items():
        if len(students) != 1:
            form.add_error("more_ids", _why(one, students))
            return []
    form.named = list({one.pk: one for [one] in found.values()}.values())
    return _ticked(request, form, ids)


def _ticked(request: StaffRequest, form: LogForm, ids: list[str]) -> list[Student]:
    ticked = set(request.POST.getlist("named"))
    chosen = [one for one in form.named if str(one.pk) in ticked]
    if not set(ids) <= set(_ids(request.POST.get("asked_ids", ""))):
        form.add_error("more_ids", TICK)
    elif not chosen:
        form.add_error("more_ids", NOBODY)
    return chosen


def whom(text: str, students: Sequence[Student]) -> list[Student]:
    """Return whom an ID names: whose it is as it is written, else whose it is in any way of writing."""
    exact = [one for one in students if one.sis_id.casefold() == text.casefold()]
    return exact or [one for one in students if one.id_key == plain_id(text)]


def _why(text: str, students: Sequence[Student]) -> str:
    if students:
        return f"More than one student has the ID {text}: write it with all its zeros and marks."
    return f"No student you serve has the ID {text}."


def _ids(text: str) -> list[str]:
    return [one for one in dict.fromkeys(re.split(r"[\s,;]+", text.strip())) if one]
