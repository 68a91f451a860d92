"""Fields of the forms that people fill in: words as they were typed, and days that can be meant."""

import re
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateformat import format as write

# What no key types and no column of the database holds.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
SLASHED = "%m/%d/%Y", "%m-%d-%Y"
# 11/20/26 as it is typed, and as a browser's box for dates sends it: as the year 26.
SHORT_YEAR = re.compile(
    r"^(?P<before>\d{1,2}[/-]\d{1,2}[/-])(?P<year>\d\d)$|^00(?P<boxed>(?!00)\d\d)(?=-)"
)
HALF = 50  # years back that two digits can mean; one less ahead


class Option(str):
    """The words of a choice, with smaller ones beside them and an icon before them."""

    note: str
    mark: str

    def __new__(cls, words: str, *, note: str = "", mark: str = "") -> "Option":
        made = super().__new__(cls, words)
        made.note, made.mark = note, mark
        return made


def plain(text: str) -> str:
    """Return text with each line break as one character, as the box counted it, and without
    what no person writes.
    """
    return UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


class LongTextField(forms.CharField):
    """Words of any number of lines. Whatever the box let in can be kept."""

    def __init__(self, *, max_length: int, rows: int = 3, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **options)

    def to_python(self, value: Any) -> Any:
        return super().to_python(plain(value) if isinstance(value, str) else value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        given = super().bound_data(data, initial)
        return plain(given) if isinstance(given, str) else given


class LineField(forms.CharField):
    """Words on one line."""

    def __init__(self, *, max_length: int, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = plain(value).replace("\n", " ")
        return super().to_python(value)


class Dated(forms.Field):
    """A day or a moment near `today`: a year of two digits is the nearest one, and what was read so
    is shown so when the form comes again.
    """

    today: date

    def count_from(self, today: date) -> None:
        """Fix the day from which others are counted."""
        self.today = today

    def to_python(self, value: Any) -> Any:
        return super().to_python(_whole(value, self.today) if isinstance(value, str) else value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        given = super().bound_data(data, initial)
        try:
            return self.to_python(given) or given
        except ValidationError:
            return given


class DayField(Dated, forms.DateField):
    """A day between two others, both included, told as days from today: `first=0` is today."""

    def __init__(self, *, first: int, last: int, **options: Any) -> None:
        options.setdefault("input_formats", ["%Y-%m-%d", *SLASHED])
        options.setdefault("widget", forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
        self.first, self.last = timedelta(days=first), timedelta(days=last)
        super().__init__(**options)

    def count_from(self, today: date) -> None:
        """Fix the days that can be meant; the box offers no others."""
        super().count_from(today)
        self.earliest, self.latest = today + self.first, today + self.last
        self.widget.attrs |= {"min": self.earliest.isoformat(), "max": self.latest.isoformat()}

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and not self.earliest <= value <= self.latest:
            days = {"first": write(self.earliest, "M j, Y"), "last": write(self.latest, "M j, Y")}
            raise ValidationError(self.error_messages["range"], code="range", params=days)


class MomentField(Dated, forms.DateTimeField):
    """A day with its time, in the district's zone."""

    default_error_messages: ClassVar = {
        "changed": "The clocks were changed at that time: write one an hour later."
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("input_formats", ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])
        box = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=box, **options)

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError as fault:
            if fault.code != "ambiguous_timezone":
                raise
            raise ValidationError(self.error_messages["changed"], code="changed") from None


def _whole(typed: str, today: date) -> str:
    """Write the year of a day in full."""

    def written(found: re.Match[str]) -> str:
        short = int(found["year"] or found["boxed"])
        year = today.year + (short - today.year + HALF) % 100 - HALF
        return f"{found['before'] or ''}{year}"

    return SHORT_YEAR.sub(written, typed.strip())
