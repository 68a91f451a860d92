"""Tables of these screens: their columns, and how they sort."""

import django_tables2 as tables
from django.http import HttpRequest


class RosterTable(tables.Table):
    """A school's students. Without a wish, whoever has most counted days comes first.

    Its rows are `desk.queries.Line`, sorted by the database and written by `roster_rows`.
    """

    name = tables.Column("Student")
    grade = tables.Column("Grade", orderable=False)
    absent = tables.Column("Days absent")
    counted = tables.Column("Counted days")
    state = tables.Column("Status", orderable=False)
    band = tables.Column("Band", orderable=False)
    tier = tables.Column("Suggested tier", orderable=False)

    class Meta:
        order_by = "-counted"

    @property
    def order(self) -> str:
        """The column to sort by, with a hyphen for the other way round."""
        return str(self.order_by[0])


def roster_table(request: HttpRequest) -> RosterTable:
    """Return the table, sorted as the address asks, without its rows."""
    table = RosterTable(())
    tables.RequestConfig(request, paginate=False).configure(table)
    if not table.order_by:  # no column of that name
        table.order_by = RosterTable.Meta.order_by
    return table
