"""Bring a table of the district in line with a staged one: insert, update what differs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from psycopg2.sql import SQL, Composable, Identifier, Literal

from sis.actions.examples import name_ids, rows_of, show_change, show_row
from sis.actions.load import EXAMPLES, BundleLoad
from sis.actions.staging import column_list, in_staging

ANY_DAY = "-infinity"


@dataclass(frozen=True)
class Merge:
    """How a staged table with one row per key becomes rows of `target`.

    `values` are the columns the file holds; a column it lacks is left alone, and filled from
    `defaults` in a new row. `nullable` names key columns of type date that may be null.
    """

    file: str
    target: str
    source: str
    key: tuple[str, ...]
    values: tuple[str, ...]
    defaults: Mapping[str, Any] = field(default_factory=dict)
    nullable: frozenset[str] = frozenset()
    shown: bool = True

    @property
    def diff(self) -> Composable:
        """Rows of the source that are new (`is_new`) or differ."""
        return in_staging(f"{self.source.removesuffix('_last')}_diff")

    def matches(self) -> Composable:
        def column(alias: str, name: str) -> Composable:
            whole = Identifier(alias, name)
            if name in self.nullable:
                return SQL("coalesce({}, {}::date)").format(whole, Literal(ANY_DAY))
            return whole

        pairs = (SQL("{} = {}").format(column("t", n), column("s", n)) for n in self.key)
        return SQL(" AND ").join(pairs)

    def differs(self) -> Composable:
        if not self.values:
            return SQL("false")
        return SQL("({}) IS DISTINCT FROM ({})").format(
            column_list(self.values, "t"), column_list(self.values, "s")
        )


def merge(load: BundleLoad, plan: Merge) -> tuple[int, int]:
    """Insert what is new and update what differs; return the two counts.

    Leaves the table `<source>_diff` behind, for whoever has to follow what changed.
    """
    load.run(
        SQL(
            "CREATE UNLOGGED TABLE {diff} AS SELECT s.*, t.{first} IS NULL AS is_new"
            " FROM {source} s LEFT JOIN {target} t ON {matches}"
            " WHERE t.{first} IS NULL OR {differs}"
        ).format(
            diff=plan.diff,
            first=Identifier(plan.key[0]),
            source=in_staging(plan.source),
            target=Identifier(plan.target),
            matches=plan.matches(),
            differs=plan.differs(),
        )
    )
    if not load.cursor.rowcount:
        return 0, 0
    load.run(SQL("ANALYZE {}").format(plan.diff))
    if plan.shown:
        _keep_examples(load, plan)
    return _insert(load, plan), _update(load, plan)


def _insert(load: BundleLoad, plan: Merge) -> int:
    given = (*plan.key, *plan.values)
    filled = {name: value for name, value in plan.defaults.items() if name not in given}
    return load.run(
        SQL("INSERT INTO {} ({}) SELECT {} FROM {} s WHERE is_new ORDER BY {}").format(
            Identifier(plan.target),
            column_list((*given, *filled)),
            SQL(", ").join(
                [
                    *(Identifier("s", name) for name in given),
                    *(Literal(value) for value in filled.values()),
                ]
            ),
            plan.diff,
            column_list(plan.key, "s"),
        )
    )


def _update(load: BundleLoad, plan: Merge) -> int:
    if not plan.values:
        return 0
    return load.run(
        SQL("UPDATE {} t SET {} FROM {} s WHERE NOT s.is_new AND {}").format(
            Identifier(plan.target),
            SQL(", ").join(
                SQL("{} = {}").format(Identifier(name), Identifier("s", name))
                for name in plan.values
            ),
            plan.diff,
            plan.matches(),
        )
    )


def _keep_examples(load: BundleLoad, plan: Merge) -> None:
    """Remember up to five new rows and five changes, old beside new, before they are made."""
    parts = {
        "diff": plan.diff,
        "target": Identifier(plan.target),
        "matches": plan.matches(),
        "limit": Literal(EXAMPLES),
    }
    created = rows_of(
        load,
        SQL(
            "SELECT line, to_jsonb(s) FROM {diff} s WHERE is_new ORDER BY line LIMIT {limit}"
        ).format(**parts),
    )
    updated = rows_of(
        load,
        SQL(
            "SELECT s.line, to_jsonb(t), to_jsonb(s) FROM {diff} s JOIN {target} t ON {matches}"
            " WHERE NOT s.is_new ORDER BY s.line LIMIT {limit}"
        ).format(**parts),
    )
    name_ids(load, [row for _, *pair in (*created, *updated) for row in pair])
    for line, new in created:
        show_row(load, plan.file, "created", new, line=line)
    for line, old, new in updated:
        show_change(load, plan.file, "updated", old, new, line=line)
