"""What the planner knows of tables that one transaction fills.

A join with a table that was empty a moment ago is planned for no rows, and over many it takes hours
for minutes. Autovacuum tells the planner after the transaction; who fills tables and goes on to
read them tells it before.
"""

from psycopg2.sql import SQL, Identifier

from core import sql

CHANGED = """
SELECT t.relname, t.n_tup_ins + t.n_tup_upd + t.n_tup_del, greatest(c.reltuples, 0)
FROM pg_stat_xact_user_tables t JOIN pg_class c ON c.oid = t.relid
WHERE t.schemaname = 'public' AND t.n_tup_ins + t.n_tup_upd + t.n_tup_del > 0
ORDER BY 1"""


def tell(told: dict[str, int]) -> list[str]:
    """Analyze each table of which this transaction changed more than a tenth since it was told.

    `told` is kept from call to call within one transaction: by table, how many rows had changed.
    Return the tables. Before PostgreSQL 17 only the owner may; there the database warns and goes on.
    """
    changed = [row for row in sql.tuples(CHANGED) if _is_news(row, told)]
    for table, rows, _ in changed:
        sql.run(SQL("ANALYZE {}").format(Identifier(table)))
        told[table] = rows
    return [table for table, *_ in changed]


def _is_news(row: tuple[str, int, float], told: dict[str, int]) -> bool:
    """Say whether so many rows changed as autovacuum waits for: fifty, and a tenth of the table."""
    table, rows, known = row
    return rows - told.get(table, 0) > 50 + 0.1 * known
