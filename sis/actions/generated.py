"""Statements whose tables and columns are those of a file: made from its layout, not written out.

Every file of the bundle is staged, thinned to its last rows and merged by the same few statements
over other tables and other columns, which also depend on the columns that the file holds. Written
out, each would stand here a dozen times, once for each set of columns. Into their text go names,
always as identifiers; the types of our own layouts; and what a model says a column is by default,
as a literal. What a file holds, the words of its header too, is only ever a value.

All tables named here are of the staging schema, without their prefix.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Field, Model
from psycopg2.sql import SQL, Composable, Identifier, Literal

from core import sql
from sis.rules.meanings import KEPT, UNSAID

PREFIX = "import_"
ANY_DAY = "-infinity"


def in_staging(name: str) -> Composable:
    return Identifier("staging", PREFIX + name)


def _columns(names: Iterable[str], alias: str = "") -> Composable:
    """Return `a.x, a.y` for names x, y."""
    return SQL(", ").join(Identifier(alias, n) if alias else Identifier(n) for n in names)


def create(name: str, columns: Mapping[str, str]) -> None:
    """Make a table of these columns with their types."""
    typed = (SQL("{} {}").format(Identifier(n), SQL(type_)) for n, type_ in columns.items())
    sql.run(SQL("CREATE UNLOGGED TABLE {} ({})").format(in_staging(name), SQL(", ").join(typed)))


def copy(name: str, content: sql.Readable) -> int:
    """Read COPY text into a table; return how many rows."""
    return sql.copy_in(SQL("COPY {} FROM STDIN").format(in_staging(name)), content)


def analyze(*names: str) -> None:
    """Let the planner know what is in these tables by now."""
    sql.run(SQL("ANALYZE {}").format(SQL(", ").join(map(in_staging, names))))


def index(name: str, *columns: str) -> None:
    sql.run(SQL("CREATE INDEX ON {} ({})").format(in_staging(name), _columns(columns)))


def add_column(name: str, column: str, type_: str) -> None:
    """Give a table a column, unless the file had it."""
    sql.run(
        SQL("ALTER TABLE {} ADD COLUMN IF NOT EXISTS {} {}").format(
            in_staging(name), Identifier(column), SQL(type_)
        )
    )


def rename(name: str, to: str) -> None:
    sql.run(SQL("ALTER TABLE {} RENAME TO {}").format(in_staging(name), Identifier(PREFIX + to)))


def drop(*names: str) -> None:
    """Drop tables, and the views over them."""
    sql.run(SQL("DROP TABLE {} CASCADE").format(SQL(", ").join(map(in_staging, names))))


def count(name: str) -> int:
    return int(sql.value(SQL("SELECT count(*) FROM {}").format(in_staging(name))))


def keep_last(name: str, key: tuple[str, ...]) -> int:
    """Make `<name>_last`, one row per key, the last of the file; return how many."""
    return sql.run(
        SQL(
            "CREATE UNLOGGED TABLE {} AS SELECT DISTINCT ON ({}) * FROM {} ORDER BY {}, line DESC"
        ).format(in_staging(f"{name}_last"), _columns(key), in_staging(name), _columns(key))
    )


def repeats(name: str, key: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """Return the first and last line of the first three keys that are there more than once."""
    return sql.tuples(
        SQL(
            "SELECT min(line), max(line) FROM {} GROUP BY {} HAVING count(*) > 1"
            " ORDER BY 1 LIMIT 3"
        ).format(in_staging(name), _columns(key))
    )


def columns_of(model: type[Model]) -> list["Field[Any, Any]"]:
    """Return the columns of a model's table but its number and what the database writes itself."""
    fields = model._meta.concrete_fields
    return [f for f in fields if f.column and not f.primary_key and not f.generated]


def held_by(model: type[Model], names: Iterable[str], *, key: Iterable[str]) -> tuple[str, ...]:
    """Return which of the names are columns of the model, beside its key."""
    columns = {f.attname for f in columns_of(model)} - {*key}
    return tuple(name for name in names if name in columns)


def put_meanings(name: str, *, kind: str, column: str, kept_in: str, unread: str | None) -> int:
    """Put what people said that words mean into a column, where the word stands: in `kept_in`,
    beside a column that is `unread`, or, with None, in the column itself, from which it is moved.
    """
    moved = SQL("{kept} = t.{column}, ").format(
        kept=Identifier(kept_in), column=Identifier(column)
    )
    stands_in = Identifier("t", column if unread is None else kept_in)
    read_otherwise = SQL("t.{} = {}").format(Identifier(column), Literal(unread))
    return sql.run(
        SQL(
            "UPDATE {table} t SET {moved}{column} = CASE w.meaning WHEN %(unsaid)s THEN '' ELSE w.meaning"
            " END FROM sis_sourceword w WHERE w.kind = %(kind)s AND w.meaning NOT IN ('', %(kept)s)"
            " AND lower(w.word) = lower({word}) AND {where}"
        ).format(
            table=in_staging(name),
            moved=moved if unread is None else SQL(""),
            column=Identifier(column),
            word=stands_in,
            where=SQL("true") if unread is None else read_otherwise,
        ),
        {"kind": kind, "unsaid": UNSAID, "kept": KEPT},
    )


@dataclass(frozen=True)
class Merge:
    """How a staged table with one row per key becomes rows of `model`.

    `values` are the columns the file holds; a column it lacks is left alone, and in a new row is
    what the model says it is by default. `nullable` names key columns of type date that may be
    null.
    """

    file: str
    model: type[Model]
    source: str
    key: tuple[str, ...]
    values: tuple[str, ...]
    nullable: frozenset[str] = frozenset()
    shown: bool = True

    @property
    def target(self) -> str:
        return self.model._meta.db_table

    @property
    def filled(self) -> dict[str, Any]:
        """The columns that the file lacks, with what they are in a new row."""
        given = {*self.key, *self.values}
        lacking = (f for f in columns_of(self.model) if f.attname not in given)
        return {f.attname: f.get_default() for f in lacking if not f.null}

    @property
    def diff(self) -> str:
        """The table of rows of the source that are new (`is_new`) or differ."""
        return f"{self.source.removesuffix('_last')}_diff"

    @property
    def parts(self) -> dict[str, Composable]:
        """What the statements below have in their places."""
        return {
            "first": Identifier(self.key[0]),
            "source": in_staging(self.source),
            "diff": in_staging(self.diff),
            "target": Identifier(self.target),
            "matches": SQL(" AND ").join(self._matches()),
            "differs": self._differs(),
        }

    def _matches(self) -> Iterator[Composable]:
        for name in self.key:
            pair = Identifier("t", name), Identifier("s", name)
            if name in self.nullable:
                same = "coalesce({}, {day}::date) = coalesce({}, {day}::date)"
                yield SQL(same).format(*pair, day=Literal(ANY_DAY))
            else:
                yield SQL("{} = {}").format(*pair)

    def _differs(self) -> Composable:
        if not self.values:
            return SQL("false")
        return SQL("({}) IS DISTINCT FROM ({})").format(
            _columns(self.values, "t"), _columns(self.values, "s")
        )


def diff(plan: Merge) -> int:
    """Make the plan's table of what is new or differs; return how many rows."""
    return sql.run(
        SQL(
            "CREATE UNLOGGED TABLE {diff} AS SELECT s.*, t.{first} IS NULL AS is_new"
            " FROM {source} s LEFT JOIN {target} t ON {matches}"
            " WHERE t.{first} IS NULL OR {differs}"
        ).format(**plan.parts)
    )


def insert(plan: Merge) -> int:
    """Insert what is new; return how many rows."""
    given = (*plan.key, *plan.values)
    values = [Identifier("s", name) for name in given]
    values += [Literal(value) for value in plan.filled.values()]
    return sql.run(
        SQL("INSERT INTO {} ({}) SELECT {} FROM {} s WHERE is_new ORDER BY {}").format(
            Identifier(plan.target),
            _columns((*given, *plan.filled)),
            SQL(", ").join(values),
            in_staging(plan.diff),
            _columns(plan.key, "s"),
        )
    )


def update(plan: Merge) -> int:
    """Update what differs; return how many rows."""
    if not plan.values:
        return 0
    pairs = (SQL("{} = {}").format(Identifier(n), Identifier("s", n)) for n in plan.values)
    return sql.run(
        SQL("UPDATE {target} t SET {set} FROM {diff} s WHERE NOT s.is_new AND {matches}").format(
            set=SQL(", ").join(pairs), **plan.parts
        )
    )


def new_rows(plan: Merge, *, most: int) -> list[tuple[Any, ...]]:
    """Return the line and the row, as jsonb, of some rows that are new."""
    statement = "SELECT line, to_jsonb(s) FROM {diff} s WHERE is_new ORDER BY line LIMIT %(most)s"
    return sql.tuples(SQL(statement).format(**plan.parts), {"most": most})


def changed_rows(plan: Merge, *, most: int) -> list[tuple[Any, ...]]:
    """Return the line and both rows, as jsonb, of some rows that differ."""
    statement = (
        "SELECT s.line, to_jsonb(t), to_jsonb(s) FROM {diff} s JOIN {target} t ON {matches}"
        " WHERE NOT s.is_new ORDER BY s.line LIMIT %(most)s"
    )
    return sql.tuples(SQL(statement).format(**plan.parts), {"most": most})
