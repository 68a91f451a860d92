"""What people tap when they check a student in or out."""

from typing import ClassVar

from django import forms

from core.forms import FilledForm
from plans.actions import UNDO
from plans.choices import CheckState

VERBS = [
    ("in", "In"),
    ("away", "Not here"),
    ("out", "Out"),
    (UNDO, "Undo"),
]


class CheckForm(FilledForm):
    """The points of a day, of a hundred; what is done is the button that sends it, and `seen` how far
    the day was on the page.
    """

    layout = ("points",)
    called: ClassVar = {"what": "what is done", "points": "the points", "seen": "how far it was"}

    points = forms.IntegerField(label="Points of 100", min_value=0, max_value=100, required=False)
    seen = forms.ChoiceField(choices=CheckState.choices, widget=forms.HiddenInput)
    what = forms.ChoiceField(choices=VERBS, widget=forms.HiddenInput)
