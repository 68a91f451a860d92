"""History: what an update overwrites and a delete ends is kept, however the write came about."""

from typing import Any

import pghistory
import pgtrigger
from django.db import models
from pghistory.trigger import Event

NEWLY_PLANNED = "EXECUTE $kept${statement}$kept$;"
AT_THE_END = " RETURN NULL;"


class NewlyPlanned(Event):
    """A trigger by statement that lets the planner see how many rows changed, each time.

    A session plans a trigger's statement once, for as many rows as the first change had, and keeps
    even the count. Planned for one row, the join of the old rows with the new is a nested loop:
    100,000 rows later it compares ten thousand million pairs. EXECUTE asks the planner anew.
    """

    def get_func(self, model: Any) -> pgtrigger.Func:
        written = str(super().get_func(model).func)  # one INSERT, and what a trigger returns
        statement = written.removesuffix(AT_THE_END).rstrip(";")
        return pgtrigger.Func(NEWLY_PLANNED.format(statement=statement) + AT_THE_END)


class OldRowOfUpdate(pghistory.UpdateEvent):
    """What stood there before an update that changed something."""

    def add_event_trigger(self, event_model: Any) -> None:
        pgtrigger.register(
            NewlyPlanned(
                event_model=event_model,
                label=self.label,
                name=self.trigger_name,
                row=pghistory.Old,
                operation=self.operation,
                condition=self.condition,
                level=pgtrigger.Statement,
            )
        )(event_model.pgh_tracked_model)


def keep_history(model: type[models.Model]) -> type[models.Model]:
    """Keep what an update overwrites or a delete ends, in a table of its own beside the model's.

    By statement: row triggers cost several times as much on a bulk load. Who changed it is in
    the audit row of the same transaction.
    """
    path: str = model.student_path  # type: ignore[attr-defined] # every model of ours has it
    # What the database writes from other columns says nothing that they do not.
    written = [field.name for field in model._meta.local_fields if field.generated]
    track = pghistory.track(
        OldRowOfUpdate(row=pghistory.Old),
        pghistory.DeleteEvent(),
        level=pgtrigger.Statement,
        exclude=written,
        context_field=None,  # type: ignore[arg-type] # None: history without contexts
        obj_field=pghistory.ObjForeignKey(db_constraint=False, db_index=True, related_name="+"),
        attrs={"student_path": "pgh_obj" if path == "pk" else f"pgh_obj__{path}"},
    )
    track(model)
    return model
