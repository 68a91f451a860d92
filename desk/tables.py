"""Tables of these screens: columns, how they sort, and how a page is counted."""

from functools import partial
from typing import Any

import django_tables2 as tables
from django.core.paginator import Paginator
from django.http import HttpRequest

from attendance.models import Standing

PER_PAGE = 50


class CountedPaginator(Paginator):
    """A paginator that is told how many there are, to save the statement that counts them.

    A page has PER_PAGE rows: `_asked` comes from the address, which could ask for a whole school.
    """

    def __init__(self, rows: Any, _asked: int, *, total: int, **options: Any) -> None:
        super().__init__(rows, PER_PAGE, **options)
        self.count = total


class RosterTable(tables.Table):
    """A school's students. Without a wish, whoever has most counted days comes first."""

    name = tables.Column(
        "Student", order_by=("student__last_name", "student__first_name", "student_id")
    )
    grade = tables.Column("Grade", orderable=False)
    absent = tables.Column("Days absent", order_by=("share", "days_absent", "student_id"))
    counted = tables.Column(
        "Counted days",
        order_by=("counted_days", "pending_days", "days_absent", "student_id"),
    )
    state = tables.Column("Status", orderable=False)
    band = tables.Column("Band", orderable=False)
    tier = tables.Column("Suggested tier", orderable=False)

    class Meta:
        model = Standing
        fields = ("name", "grade", "absent", "counted", "state", "band", "tier")
        template_name = "desk/_roster_table.html"
        order_by = "-counted"


def roster_table(request: HttpRequest, rows: Any, *, total: int) -> RosterTable:
    """Return one page of a school's students, sorted and paged as the address asks."""
    table = RosterTable(rows)
    paginate = {"paginator_class": partial(CountedPaginator, total=total)}
    tables.RequestConfig(request, paginate=paginate).configure(table)
    return table
