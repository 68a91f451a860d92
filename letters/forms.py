"""What is sent to approve letters and to mark them as mailed."""

from collections.abc import Sequence
from typing import ClassVar

from crispy_forms.layout import LayoutObject
from django import forms

from accounts.choices import Permission
from attendance.forms import QuestionsForm, SchoolForm
from core.fields import DayField, LongTextField
from core.forms import FilledForm
from core.keys import KeyField, KeysField
from letters.choices import Stage
from students.forms import FamilyWordsForm

LONGEST_AGO = 366  # days
AGAIN = {"required": "Nothing was done: the page was not understood. Open it once more."}
STAGES = [stage for stage in Stage if stage != Stage.WITHDRAWN]


class ApproveForm(QuestionsForm):
    notice = KeysField()


class MailedForm(FilledForm):
    layout: ClassVar[Sequence[str | LayoutObject]] = ("on",)
    called = {"on": "the day they were handed to the post"}

    notice = KeysField()
    on = DayField(label="Handed to the post on", first=-LONGEST_AGO, last=0)


class HeldMailedForm(MailedForm, QuestionsForm):
    """Marking a letter as mailed although the student is to be found first, with why it goes."""

    layout = ("answer", "questions", "on")


class LetterReasonForm(FamilyWordsForm):
    reason = LongTextField(
        label="Why",
        max_length=500,
        rows=2,
        help_text="Kept with your name.",
        error_messages={"required": "Say why."},
    )


class MailDecisionForm(FamilyWordsForm):
    """Whether one adult gets letters about the student; `against` is what was read to stand against it."""

    layout = ("is_sent", "reason", "adult", "against")
    called = {"is_sent": "whether this adult gets letters", "reason": "the reason"}

    is_sent = forms.ChoiceField(
        label="Do letters about this student go to this adult?",
        choices=[("yes", "Yes, send them"), ("no", "No, do not send them")],
        widget=forms.RadioSelect,
    )
    reason = LongTextField(
        label="Why",
        max_length=500,
        rows=2,
        help_text="Kept with your name. Say whom you asked, or what the order allows.",
        error_messages={"required": "Say why."},
    )
    adult = KeyField(widget=forms.HiddenInput, error_messages=AGAIN)
    against = forms.CharField(max_length=300, widget=forms.HiddenInput, error_messages=AGAIN)


class StageForm(SchoolForm):
    """Which letters are looked at: a stage, a school, the late ones. Others mean those due."""

    late = forms.CharField(required=False, max_length=5, widget=forms.HiddenInput)
    mail = forms.CharField(required=False, max_length=5, widget=forms.HiddenInput)

    @property
    def stage(self) -> Stage:
        asked = self.asked("show")
        return next((stage for stage in STAGES if stage == asked), Stage.DUE)

    @property
    def is_late(self) -> bool:
        return self.asked("late") == "yes"

    @property
    def is_to_mail(self) -> bool:
        """Whether only letters are asked for that the person may mail: the number of the morning counts
        those, and some only read others.
        """
        return self.asked("mail") == "yes"

    @property
    def kept(self) -> dict[str, str]:
        """What the list is narrowed to when something was done there, too: to those that one mails."""
        return {"mail": "yes" if self.is_to_mail else ""}

    @property
    def door(self) -> Permission:
        return Permission.LETTER_MAIL if self.is_to_mail else Permission.LETTER_READ
