"""What is sent to approve letters and to mark them as mailed."""

from django import forms

from attendance.forms import SchoolForm
from core.keys import KeysField
from letters.choices import Stage

STAGES = [stage for stage in Stage if stage != Stage.WITHDRAWN]


class ApproveForm(forms.Form):
    notice = KeysField()
    answer = forms.CharField(max_length=500, required=False, strip=True)
    questions = forms.CharField(max_length=64, required=False)


class MailedForm(forms.Form):
    notice = KeysField()
    on = forms.DateField(
        label="Handed to the post on", widget=forms.DateInput(attrs={"type": "date"})
    )


class LetterReasonForm(forms.Form):
    reason = forms.CharField(max_length=500, strip=True)


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
