"""What people tap when they check a student in or out."""

from typing import ClassVar

from django import forms

from core.forms import FilledForm
from plans.actions import UNDO

VERBS = [
    ("in", "In"),
    ("away", "Not here"),
    ("out", "Out"),
    (UNDO, "Undo"),
]


class CheckForm(FilledForm):
    """The points of a day, of a hundred; what is done is the button that sends it."""

    layout = ("points",)
    called: ClassVar = {"what": "what is done", "points": "the points"}

    points = forms.IntegerField(label="Points of 100", min_value=0, max_value=100, required=False)
    what = forms.ChoiceField(choices=VERBS, widget=forms.HiddenInput)
