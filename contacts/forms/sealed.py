"""Notes of counseling: what was said in confidence, and why it is opened."""

from typing import ClassVar

from django import forms

from contacts.choices import RevealReason, SaidBy
from contacts.models import LONGEST_TEXT
from core.fields import DayField, LongTextField
from core.forms import FilledForm, Picks
from students.forms import FamilyWordsForm


class SealForm(FamilyWordsForm):
    """What was said in confidence. It is kept nowhere before it is saved."""

    keeps_words = False
    layout = (Picks("said_by"), "said_on", "text")
    called: ClassVar = {"said_by": "who said it", "said_on": "the day", "text": "what was said"}

    said_by = forms.ChoiceField(
        label="Who said it", choices=SaidBy.choices, widget=forms.RadioSelect
    )
    said_on = DayField(label="On", first=-60, last=0)
    text = LongTextField(label="What was said in confidence", max_length=LONGEST_TEXT, rows=6)


class RevealForm(FilledForm):
    """Why a sealed note is opened."""

    layout = (Picks("reason"),)
    called: ClassVar = {"reason": "why you open it"}

    reason = forms.ChoiceField(
        label="Why you open it", choices=RevealReason.choices, widget=forms.RadioSelect
    )
