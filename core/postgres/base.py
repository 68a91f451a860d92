"""The database as Django has it, save that what only prepares for statements waits for one.

A savepoint without a statement in it is the same as none; so is a setting of a transaction that
asks nothing. They go out just before the first statement after them, in their order and in one
journey, or never.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.db.backends.postgresql import base


class Waiting(NamedTuple):
    """A statement that waits for the next one; `savepoint` is the one that it makes, or ''."""

    statement: str
    values: Mapping[str, Any]
    savepoint: str = ""


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection; what waits is `_ahead`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._ahead: list[Waiting] = []
        # A cursor may have been made before the savepoint in which it runs a statement.
        self.execute_wrappers.append(self._after_what_waits)

    def before_the_next(self, statement: str, values: Mapping[str, Any]) -> None:
        """Send a statement before the next one; never, if this transaction has none."""
        self._ahead.append(Waiting(statement, values))

    def connect(self) -> None:
        self._ahead.clear()
        super().connect()

    def close(self) -> None:
        self._ahead.clear()
        super().close()

    def _cursor(self, name: str | None = None) -> Any:
        self._send_what_waits()
        return super()._cursor(name)  # type: ignore[misc] # not in the stubs

    def _commit(self) -> None:
        self._ahead.clear()
        super()._commit()  # type: ignore[misc] # not in the stubs

    def _rollback(self) -> None:
        self._ahead.clear()
        super()._rollback()  # type: ignore[misc] # not in the stubs

    def _savepoint(self, sid: str) -> None:
        self._ahead.append(Waiting(self.ops.savepoint_create_sql(sid), {}, sid))

    def _savepoint_rollback(self, sid: str) -> None:
        place = self._place(sid)
        # All that waits was to come after a savepoint that was sent.
        del self._ahead[0 if place is None else place + 1 :]
        if place is None:
            super()._savepoint_rollback(sid)  # type: ignore[misc] # not in the stubs

    def _savepoint_commit(self, sid: str) -> None:
        place = self._place(sid)
        if place is None:
            super()._savepoint_commit(sid)  # type: ignore[misc] # not in the stubs
        else:
            del self._ahead[place]

    def _place(self, sid: str) -> int | None:
        return next((n for n, one in enumerate(self._ahead) if one.savepoint == sid), None)

    def _send_what_waits(self) -> None:
        waiting, self._ahead = self._ahead, []
        if waiting:
            with self.cursor() as cursor:
                parts = [cursor.mogrify(one.statement, one.values) for one in waiting]
                cursor.execute(b"; ".join(parts).decode())

    def _after_what_waits(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: Any, context: Any
    ) -> Any:
        self._send_what_waits()
        return execute(sql, params, many, context)
