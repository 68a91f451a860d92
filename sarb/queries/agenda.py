"""A day of hearings in its order: the cases, and the break between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sarb.models import Docket
from sarb.queries.lists import Hearing


@dataclass(frozen=True)
class AgendaLine:
    """Something of the day, from a time to a time; without a hearing it is the break."""

    begins: time
    ends: time
    hearing: Hearing | None = None


def agenda_of(docket: Docket, hearings: Sequence[Hearing]) -> list[AgendaLine]:
    """Return the day's items in their order. No statement."""
    cases = (_item(one.place.time, docket.minutes, one) for one in hearings)
    return sorted([*cases, *_breaks(docket)], key=lambda item: item.begins)


def _breaks(docket: Docket) -> Iterator[AgendaLine]:
    if docket.pause:
        yield _item(docket.pause.at, docket.pause.minutes)


def _item(begins: time, minutes: int, hearing: Hearing | None = None) -> AgendaLine:
    ends = datetime.combine(date.min, begins) + timedelta(minutes=minutes)
    return AgendaLine(begins, ends.time(), hearing)
