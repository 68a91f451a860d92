"""Marks that nothing covers: set aside at the end of a run, returned when they are covered."""

from sis.actions import generated
from sis.actions.load import BundleLoad


def move_marks(load: BundleLoad) -> None:
    """Return set-aside marks that are covered by now, and set aside marks that no longer are."""
    load.on_progress("Set-aside marks", 0, 1)
    # Mostly empty: the planner must know, or it reads all marks of the district.
    generated.analyze("enrollment_changes", "changed_years")
    load.run("set_aside/state")
    returned = load.run("set_aside/return")
    load.run("set_aside/forget_returned")
    load.run("set_aside/say_why")
    load.run("set_aside/uncovered", newest=load.newest_mark)
    taken = load.run("set_aside/move_out")
    load.run("set_aside/trace", by=load.changed_by)
    load.run("set_aside/delete_uncovered")
    load.run("set_aside/due")
    if returned:
        load.warnings.append(f"{returned:,} set-aside marks are covered now and count again")
    if taken:
        load.warnings.append(
            f"{taken:,} marks are no longer covered by an enrollment or school day: set aside"
        )
