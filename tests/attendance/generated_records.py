"""Made-up reports and process steps of one student."""

from datetime import datetime, time, timedelta
from random import Random

from tests.attendance.plain import Report, Step, World
from tests.attendance.reference import ZONE

STEPS = ("notice_48260_5", "effort_48262", "referral_48263", "step_48291")
VERDICTS: tuple[tuple[str, ...], ...] = (
    (),
    (),
    (),
    ("upheld",),
    ("withdrawn",),
    ("withdrawn", "upheld"),
)


def moment(world: World, random: Random) -> datetime:
    """Some minute of the year; late and early hours fall on another date elsewhere."""
    day = world.first + timedelta(random.randint(40, 330))
    clock = time(random.choice([0, 9, 12, 17, 23]), random.choice([0, 30, 59]))
    return datetime.combine(day, clock, tzinfo=ZONE)


def make_reports(
    world: World, student: int, random: Random, *, is_far_along: bool
) -> tuple[Report, ...]:
    """Up to four reports; some of another year, not countable, withdrawn or upheld."""
    count = random.choice([2, 3, 3, 4] if is_far_along else [0, 0, 0, 1, 2, 3])
    odd = 0.05 if is_far_along else 0.2
    return tuple(
        Report(
            student,
            moment(world, random),
            has_time=random.random() > odd,
            is_countable=random.random() > odd / 2,
            verdicts=random.choice(VERDICTS) if random.random() < 2 * odd else (),
            year=world.year - 1 if random.random() < odd / 2 else None,
        )
        for _ in range(count)
    )


def make_steps(
    world: World,
    student: int,
    reports: tuple[Report, ...],
    random: Random,
    *,
    is_far_along: bool,
) -> tuple[Step, ...]:
    """Steps of every kind, many on the day of a report or to the minute."""
    share, odd = (0.85, 0.05) if is_far_along else (0.4, 0.2)
    return tuple(
        Step(
            student,
            kind,
            step_moment(world, reports, random),
            has_time=random.random() > odd,
            is_withdrawn=random.random() < odd / 2,
            year=world.year - 1 if random.random() < odd / 2 else None,
        )
        for kind in STEPS
        if random.random() < share
    )


def step_moment(world: World, reports: tuple[Report, ...], random: Random) -> datetime:
    if not reports or random.random() < 0.4:
        return moment(world, random)
    near = random.choice([min(one.filed_at for one in reports), random.choice(reports).filed_at])
    return near + timedelta(minutes=random.choice([-600, -1, 0, 0, 1, 600]))
