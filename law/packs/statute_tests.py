"""Tests of the law as data: what is counted, over which stretch of the year, and how much is met.

A pack's `tests.toml` holds them, with the stretches that the year is cut into. Judging applies
each to every student and leaves a Finding where it is met. A test is of one of two kinds: a count,
or with `share_of` a percentage.
"""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

MonthAndDay = Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$")]
LIMITS = ("least", "more_than", "near", "portion_minutes")


class StatuteTest(BaseModel):
    """One test. Limits are whole numbers: days or occasions, or percent where it is a share.

    `counts`: `absent` days for any reason, `unexcused` days, or `occasions`, which are the counted
    days. Met by at least `least`, or by more than `more_than`; from `near` on it says so.
    `within`: the year, each of the pack's semesters or marking periods, each month, or any stretch
    of `school_days` school days. `share_of`: the days `enrolled` so far in the stretch, or all
    school days of the `period` while enrolled. `portion`: what a day counts of which a part was
    missed without valid excuse, `portion_minutes` or longer at a stretch. `summary`: the column of
    a standing that tells the same. `ground`: the reason of a referral that a student has who meets
    the test.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    counts: Literal["absent", "unexcused", "occasions"]
    within: Literal["year", "semester", "marking", "month", "rolling"]
    school_days: int | None = Field(None, ge=1, le=366)
    share_of: Literal["enrolled", "period"] | None = None
    least: int | None = Field(None, ge=1, le=366)
    more_than: int | None = Field(None, ge=0, le=366)
    near: int | None = Field(None, ge=1, le=366)
    portion: Literal["none", "half", "whole"] = "none"
    portion_minutes: int = Field(1, ge=1, le=600)
    citation: str = Field(min_length=1)
    summary: str = ""
    ground: str = ""

    @model_validator(mode="after")
    def _fits(self) -> "StatuteTest":
        if (self.least is None) == (self.more_than is None):
            raise ValueError("a test has either `least` or `more_than`")
        if (self.within == "rolling") != (self.school_days is not None):
            raise ValueError("`school_days` goes with `rolling`, and only with it")
        if self.within == "rolling" and self.share_of:
            raise ValueError("a rolling test is a count")
        if self.summary and (self.within, self.near, self.portion) != ("year", None, "none"):
            raise ValueError("a standing tells of whole days of the year")
        if self.summary and self.share_of == "period":
            raise ValueError("a standing knows the days enrolled so far")
        if self.counts == "occasions" and self.portion != "none":
            raise ValueError("occasions have no portions")
        return self

    @property
    def limit(self) -> int:
        """The number that must be reached, or with `more_than` passed."""
        return next(limit for limit in (self.least, self.more_than) if limit is not None)


class Periods(BaseModel):
    """The month and day, such as 01-20, on which each period of a school year begins, in order.

    One ends on the day before the next begins, the last with the school year. `confidence` and
    `note` are as of a parameter.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    semester: tuple[MonthAndDay, ...] = ()
    marking: tuple[MonthAndDay, ...] = ()
    confidence: Literal["", "V", "S", "M"] = ""
    note: str = ""

    @model_validator(mode="after")
    def _says_how_sure(self) -> "Periods":
        if (self.semester or self.marking) and not self.confidence:
            raise ValueError("periods carry a mark of confidence")
        return self


def declared_tests(
    data: Mapping[str, Any], value: Callable[[str], Any]
) -> tuple[StatuteTest, ...]:
    """Return the tests of a `tests.toml`; `value` gives a parameter by its name, for a limit.

    Raises ValueError for one that is none.
    """
    periods = periods_of(data)
    found = tuple(
        StatuteTest(key=key, **{name: _put_in(name, said, value) for name, said in test.items()})
        for key, test in data.get("tests", {}).items()
    )
    for test in found:
        if test.within in ("semester", "marking") and not getattr(periods, test.within):
            raise ValueError(f"{test.key}: the pack does not say when its periods begin")
    return found


def periods_of(data: Mapping[str, Any]) -> Periods:
    return Periods(**data.get("periods", {}))


def _put_in(name: str, said: Any, value: Callable[[str], Any]) -> Any:
    """A limit may be the name of a parameter."""
    return value(said) if name in LIMITS and isinstance(said, str) else said
