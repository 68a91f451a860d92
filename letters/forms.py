"""What is sent to approve letters and to mark them as mailed."""

from django import forms

from attendance.forms import QuestionsForm, SchoolForm
from core.fields import DayField, LongTextField
from core.forms import FilledForm
from core.keys import KeysField
from letters.choices import Stage

LONGEST_AGO = 366  # days
STAGES = [stage for stage in Stage if stage != Stage.WITHDRAWN]


class ApproveForm(QuestionsForm):
    notice = KeysField()


class MailedForm(FilledForm):
    layout = ("on",)
    called = {"on": "the day they were handed to the post"}

    notice = KeysField()
    on = DayField(label="Handed to the post on", first=-LONGEST_AGO, last=0)


class LetterReasonForm(FilledForm):
    reason = LongTextField(
        label="Why",
        max_length=500,
        rows=2,
        help_text="Kept with your name.",
        error_messages={"required": "Say why."},
    )


class StageForm(SchoolForm):
    """Which letters are looked at: a stage, a school, the late ones. Others mean those due."""

    late = forms.CharField(required=False, max_length=5, widget=forms.HiddenInput)

    @property
    def stage(self) -> Stage:
        asked = self.asked("show")
        return next((stage for stage in STAGES if stage == asked), Stage.DUE)

    @property
    def is_late(self) -> bool:
        return self.asked("late") == "yes"
