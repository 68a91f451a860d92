"""Stages: one table for each noun says what may become of it, and one transition obeys it."""

from collections.abc import Iterable
from typing import Any, NamedTuple, TypeVar

from django.db.models import Model, QuerySet

from core.refusals import Refusal

Row = TypeVar("Row", bound=Model)


class Move(NamedTuple):
    """A verb, the stages it starts from, the one it leads to, and the permission it takes
    ('' for what only the product itself does).
    """

    verb: str
    starts: tuple[str, ...]
    to: str
    who: str = ""


class NotNow(Refusal):
    """It has moved on since the page was opened."""

    advice = "Nothing was changed: somebody was quicker, and this has moved on. Look at it as it is now."


class Stages:
    """The table of one noun: its moves by verb. A verb stands in it once."""

    def __init__(self, *moves: Move) -> None:
        self.moves = {move.verb: move for move in moves}
        if len(self.moves) != len(moves):
            raise ValueError("a verb stands twice in the table")

    def verbs(self, stage: str) -> list[str]:
        """Return what may be done from a stage, in the order of the table."""
        return [move.verb for move in self.moves.values() if stage in move.starts]

    def allows(self, verb: str, stage: str) -> bool:
        return stage in self.moves[verb].starts


def transition(
    rows: QuerySet[Row],
    stages: Stages,
    verb: str,
    *,
    column: str = "stage",
    **also: Any,
) -> list[Row]:
    """Lock these rows, move those that the verb may start from, and return them as they are now.

    Rows in another stage are left alone. `also` are further columns to set. Two statements for
    any number of rows, which are locked in the order of their keys.
    """
    move = stages.moves[verb]
    locked = rows.select_for_update(of=("self",)).order_by("pk")
    moving = list(locked.filter(**{f"{column}__in": move.starts}))
    return _moved(moving, {column: move.to, **also})


def transition_one(
    row: Row, stages: Stages, verb: str, *, column: str = "stage", **also: Any
) -> Row:
    """Move one row and return it. Raises NotNow, changing nothing, if it is in another stage."""
    here = type(row)._default_manager.filter(pk=row.pk)
    for moved in transition(here, stages, verb, column=column, **also):
        return moved
    raise NotNow


def _moved(rows: list[Row], values: dict[str, Any]) -> list[Row]:
    if rows:
        keys: Iterable[Any] = [row.pk for row in rows]
        type(rows[0])._default_manager.filter(pk__in=keys).update(**values)
    for row in rows:
        for name, value in values.items():
            setattr(row, name, value)
    return rows
