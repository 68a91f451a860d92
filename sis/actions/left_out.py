"""What a whole file of adults or of populations leaves out has ended, within limits."""

from collections.abc import Callable
from dataclasses import dataclass

from sis.actions import generated
from sis.actions.examples import as_read, name_ids
from sis.actions.load import EXAMPLES, BundleLoad
from sis.rules import limits
from sis.rules.limits import ImportLimit

NAMED = 5  # schools that the warning names


@dataclass(frozen=True)
class Left:
    """How a file's rows end: the statements that find what is open, find what ends, show and end
    it; the limits; what an example shows; what to say of a school of which it is a part.
    """

    file: str
    open: str
    ended: str
    examples: str
    end: str
    limit: ImportLimit
    limit_at_school: ImportLimit
    show: Callable[[BundleLoad, str, list[list[dict[str, object]]]], None]
    have: str


def end_left_out(load: BundleLoad, left: Left) -> int:
    """End what the file lacks of those for whom it speaks; return how many."""
    today, spared = load.act.on, load.parts_of.get(left.file, [])
    load.run(left.open, today=today)
    load.run("left_out/here", today=today)
    generated.analyze("open", "here")
    load.run(
        "left_out/schools",
        percent=limits.WHOLE_PERCENT,
        is_whole=left.file in load.wholes,
        whole_at=load.wholes_of.get(left.file, []),
        spared=spared,
    )
    is_placed = left.file not in load.unplaced
    load.run("left_out/spoken_for", file=left.file, is_placed=is_placed, spared=spared)
    load.run(left.ended, today=today)
    rows = as_read(load.all(left.examples, most=EXAMPLES))
    name_ids([row[-1] for row in rows])
    left.show(load, left.file, rows)
    closed = load.run(left.end, today=today)
    _hold_against_limits(load, left)
    _tell_of_parts(load, left)
    return closed


def forget_left_out() -> None:
    """Make room for the next file."""
    generated.drop("open", "here", "schools_named", "spoken_for", "left_out")


def _hold_against_limits(load: BundleLoad, left: Left) -> None:
    before, ended = load.one("left_out/in_all")
    if ended < limits.MINIMUM_ROWS:
        return
    if limits.passes(left.limit, ended, before):
        load.refusals.append(limits.refusal(left.limit, ended, before))
    for school, before_here, ended_here in load.all("left_out/at_schools"):
        if limits.passes(left.limit_at_school, ended_here, before_here):
            load.refusals.append(
                limits.refusal(left.limit_at_school, ended_here, before_here, school)
            )


def _tell_of_parts(load: BundleLoad, left: Left) -> None:
    """Say of which schools the file is no whole one, and what would make it one."""
    parts = load.all("left_out/parts")
    if not parts:
        return
    named = ", ".join(f"{name} {some:,} of {all_:,}" for name, some, all_ in parts[:NAMED])
    more = f" and {len(parts) - NAMED:,} schools more" if len(parts) > NAMED else ""
    load.warnings.append(
        f"{left.file}: names under {limits.WHOLE_PERCENT}% of the students with {left.have} on file "
        f"at a school, and is taken as a part there: nothing ended of those it leaves out ({named}"
        f"{more}). If it is the whole, say so in manifest.csv: the file, the school and yes in whole"
    )
