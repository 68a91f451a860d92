"""Forms whose words are about a child or a family."""

from typing import Any

from django import forms

from core.fields import LineField, LongTextField
from core.forms import FilledForm
from students.rules.private import tells_of_status

ANYWAY = "anyway"
TELLS = (
    "These words may tell of somebody’s immigration status, or of a fear about it, which a school"
    " does not write down. Take them out; or, if they mean something else, tick the box below."
)


class FamilyWordsForm(FilledForm):
    """A form whose words about a family are looked at before they are saved.

    Where they may tell of somebody's immigration status the form comes back and says so, and they
    are saved once a person ticks that they mean something else. No packet shows them all the same.

    Source: EC 234.7(a).
    """

    asks_anyway = False

    anyway = forms.BooleanField(
        label="They mean something else: save them. Packets leave them out", required=False
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        said = data.pop(ANYWAY, False)
        telling = [name for name in self._worded() if tells_of_status(data.get(name) or "")]
        self.asks_anyway = bool(telling)
        for name in telling if not said else ():
            self.add_error(name, TELLS)
        return data

    def _worded(self) -> list[str]:
        return [
            name
            for name, field in self.fields.items()
            if isinstance(field, LongTextField | LineField)
        ]

    def _laid_out(self) -> list[Any]:
        """The box stands last, and only where there is something to tick."""
        shown = [one for one in super()._laid_out() if one != ANYWAY]
        return [*shown, ANYWAY] if self.asks_anyway else shown
