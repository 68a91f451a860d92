"""What becomes of a task, as people say it."""

from typing import Any

from django import forms

from core.fields import DayField, LineField
from students.forms import FamilyWordsForm

LONGEST_SNOOZE = 60  # days
IN_THE_NEXT = f"Choose a day in the next {LONGEST_SNOOZE} days."


class DecideForm(FamilyWordsForm):
    """What becomes of a task. Dismissing takes a reason, snoozing a date to come; `later` takes
    neither, and puts it off to the next school day.
    """

    layout = ("reason", "until")
    called = {"until": "the day until which it is snoozed"}
    at_times = ("reason", "until")

    action = forms.ChoiceField(
        choices=[(name, name) for name in ("do", "later", "snooze", "dismiss", "undo")]
    )
    reason = LineField(label="Why", max_length=300, required=False)
    until = DayField(
        label="Snooze until",
        first=1,
        last=LONGEST_SNOOZE,
        required=False,
        error_messages={"range": IN_THE_NEXT},
    )

    def ask_for_finding(self) -> None:
        """Ask what was found: of a student who is looked for the task is done only with that."""
        self.fields["reason"].label = "What was found, or why it waits"

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        action = data.get("action")
        if action == "dismiss" and not data.get("reason"):
            self.add_error("reason", "Say why it need not be done.")
        if action == "snooze" and not data.get("until") and "until" not in self.errors:
            self.add_error("until", IN_THE_NEXT)
        return data
