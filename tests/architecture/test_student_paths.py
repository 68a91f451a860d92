"""Every model says how its rows lead to a student, or that they lead to none.

`student_path` is a lookup such as "case__student". What is purged, exported, merged or hidden by a
policy of the database follows it; a model without one would be forgotten in silence.
"""

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from devtools.rooms import ROOMS
from students.models import Student

OURS = sorted(
    (model for model in apps.get_models() if model._meta.app_label in ROOMS),
    key=lambda model: model._meta.label,
)
# A record that outlives what it names keeps plain numbers and no key.
NUMBERS = {"student_id", "student_ids"}


def label(model):
    return model._meta.label


def fault_of(model: type[models.Model]) -> str | None:
    """Return what is wrong with a model's path, None for nothing."""
    if "student_path" not in vars(model):
        return "states no student_path"
    if model.student_path is None:
        near = [f.name for f in model._meta.local_fields if leads_to_a_student(f)]
        return f"says None, and {near[0]} leads to a student" if near else None
    try:
        return None if ends_at(model, model.student_path) else "does not end at a student"
    except FieldDoesNotExist as error:
        return str(error)


def leads_to_a_student(field: models.Field) -> bool:
    target = field.related_model
    if target is None:
        return field.name in NUMBERS
    return target is Student or getattr(target, "student_path", None) is not None


def ends_at(model: type[models.Model], path: str) -> bool:
    *steps, last = path.split("__")
    for step in steps:
        model = model._meta.get_field(step).related_model
    if last == "pk":
        return model is Student
    field = model._meta.get_field(last)
    if last in NUMBERS:
        return isinstance(field, models.BigIntegerField | ArrayField)
    return field.related_model is Student


@pytest.mark.parametrize("model", OURS, ids=label)
def test_a_model_says_how_it_leads_to_a_student(model):
    assert fault_of(model) is None


@pytest.mark.django_db
@pytest.mark.parametrize("model", [m for m in OURS if m.student_path], ids=label)
def test_the_path_can_be_asked(model):
    """The database follows the path; a number may stand in an array."""
    path = model.student_path
    lookup = f"{path}__contains" if path == "student_ids" else path
    assert not model._default_manager.filter(**{lookup: [1] if "__c" in lookup else 1}).exists()


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("school", "does not end at a student"),
        ("teacher", "has no field named 'teacher'"),
        ("student__pk", None),
        (None, "says None, and student leads to a student"),
    ],
)
def test_a_wrong_path_is_found(monkeypatch, path, fault):
    model = apps.get_model("students", "Enrollment")
    monkeypatch.setattr(model, "student_path", path)
    found = fault_of(model)
    assert fault in found if fault else found is None


def test_a_model_that_says_nothing_is_found():
    assert fault_of(type("Silent", (), {})) == "states no student_path"
