"""Households: students at one address with a shared adult they live with."""

from sis.actions import generated
from sis.actions.load import BundleLoad

MOST_ROUNDS = 20


def rebuild_households(load: BundleLoad) -> int:
    """Give every student whose home could have changed its household; return how many moved.

    Half-siblings are one household when a chain of shared adults at the address joins them.
    """
    if not load.one("households/is_anybody_touched")[0]:
        return 0
    load.on_progress("Households", 0, 1)
    load.run("households/homes")
    generated.index("homes", "address")
    generated.analyze("homes")
    load.run("households/concerned")
    load.run("households/forget_others")
    _join_chains(load)
    load.run("households/households")
    load.run("households/insert_new")
    return load.run("households/move_students")


def _join_chains(load: BundleLoad) -> None:
    """Give all adults joined by students at one address the same label, the lowest id."""
    for _ in range(MOST_ROUNDS):
        changed = load.run("households/join_by_student") + load.run("households/join_by_adult")
        if not changed:
            return
