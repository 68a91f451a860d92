"""What changed for a student around each thing that was done for them."""

from dataclasses import dataclass
from datetime import date, timedelta

from plans.models import Strategy
from plans.queries.days import MOST_BACK, days_of
from plans.rules.changed import YEAR, Change, change_around

MOST = 20  # things done
AROUND = timedelta(days=70)  # has twenty school days, also with a winter break in it
LATELY = MOST_BACK - AROUND  # so that the days before are within what is read


@dataclass(frozen=True)
class Changed:
    """What was done from a day on, and what changed around it; None while too little is known."""

    title: str
    begins: date
    change: Change | None


def changed_around(student_id: int, *, on: date) -> list[Changed]:
    """Return what changed around each strategy of the student's plans that began in the ten months up to
    the day, the newest first. Three statements.
    """
    recent = Strategy.objects.filter(
        plan__student=student_id, starts_on__gte=on - LATELY, starts_on__lte=on
    )
    done = list(recent.order_by("-starts_on", "pk").values_list("title", "starts_on")[:MOST])
    if not done:
        return []
    first, last = done[-1][1] - AROUND, min(on, done[0][1] + AROUND)
    days = days_of(student_id, first=first, last=last)
    earlier = days_of(student_id, first=first - YEAR, last=last - YEAR)
    return [Changed(title, begins, change_around(days, earlier, begins)) for title, begins in done]
