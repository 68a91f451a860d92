"""Bring a table of the district in line with a staged one: insert, update what differs."""

from sis.actions import generated
from sis.actions.examples import as_read, name_ids, show_change, show_row
from sis.actions.generated import Merge
from sis.actions.load import EXAMPLES, BundleLoad


def merge(load: BundleLoad, plan: Merge) -> tuple[int, int]:
    """Insert what is new and update what differs; return the two counts.

    Leaves the table `<source>_diff` behind, for whoever has to follow what changed.
    """
    if not generated.diff(plan):
        return 0, 0
    generated.analyze(plan.diff)
    if plan.shown:
        _keep_examples(load, plan)
    return generated.insert(plan), generated.update(plan)


def _keep_examples(load: BundleLoad, plan: Merge) -> None:
    """Remember up to five new rows and five changes, old beside new, before they are made."""
    created = as_read(generated.new_rows(plan, most=EXAMPLES))
    updated = as_read(generated.changed_rows(plan, most=EXAMPLES))
    name_ids([row for _, *pair in (*created, *updated) for row in pair])
    for line, new in created:
        show_row(load, plan.file, "created", new, line=line)
    for line, old, new in updated:
        show_change(load, plan.file, "updated", old, new, line=line)
