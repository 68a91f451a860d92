"""Fields of the forms that people fill in: words as they were typed, and days that can be meant."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateformat import format as write

# What no key types and no column of the database holds.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
SLASHED = "%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y", "%m-%d-%y"


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


class LineField(forms.CharField):
    """Words on one line."""

    def __init__(self, *, max_length: int, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = plain(value).replace("\n", " ")
        return super().to_python(value)


class DayField(forms.DateField):
    """A day between two others, both included, told as days from today: `first=0` is today.

    A year of two digits is of this century: whoever types 11/20/26 into a browser's box for dates
    sends the year 26.
    """

    def __init__(self, *, first: int, last: int, **options: Any) -> None:
        options.setdefault("input_formats", ["%Y-%m-%d", *SLASHED])
        options.setdefault("widget", forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
        self.first, self.last = timedelta(days=first), timedelta(days=last)
        super().__init__(**options)

    def count_from(self, today: date) -> None:
        """Fix the days that can be meant; the box offers no others."""
        self.earliest, self.latest = today + self.first, today + self.last
        self.widget.attrs |= {"min": self.earliest.isoformat(), "max": self.latest.isoformat()}

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        return _of_this_century(day) if day else None

    def bound_data(self, data: Any, initial: Any) -> Any:
        given = super().bound_data(data, initial)
        try:
            return self.to_python(given) or given
        except ValidationError:
            return given

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and not self.earliest <= value <= self.latest:
            days = {"first": write(self.earliest, "M j, Y"), "last": write(self.latest, "M j, Y")}
            raise ValidationError(self.error_messages["range"], code="range", params=days)


class MomentField(forms.DateTimeField):
    """A day with its time, in the district's zone; its year as that of a `DayField`."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("input_formats", ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])
        box = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=box, **options)

    def to_python(self, value: Any) -> datetime | None:
        moment = super().to_python(value)
        return _of_this_century(moment) if moment else None


def _of_this_century(day: Any) -> Any:
    return day.replace(year=day.year + 2000) if day.year < 100 else day
