"""Everybody's caseloads as the administrator's page shows them."""

from dataclasses import dataclass
from functools import cache

from django.urls import reverse

from accounts.access import Reach
from attendance.choices import Tier
from cases.queries import caseload_of_counselors
from cases.queries.counselors import Load, Loads
from core.charts import Stack, StackedChart, stacked_bars
from core.numbers import Number

# How the list of letters names two views of the list of cases.
LETTERS = {"letters_due": "show=due", "letters_late": "late=yes#late"}
TIERS = tuple(Tier.values)
NOBODY = {"owner": "No counselor yet", "school": "Enrolled nowhere"}


@dataclass(frozen=True)
class LoadRow:
    """One counselor or school. `href` is the list of all its cases within reach; `note` says what the
    counselor has beyond it.
    """

    name: str
    note: str
    href: str
    tiers: list[Number]
    cases: Number
    tasks_overdue: Number
    unreached: Number
    idle: Number
    letters_due: Number
    letters_late: Number
    days_typical: int
    days_longest: int


@dataclass(frozen=True)
class LoadsPage:
    """The page: what waits in all, one page of rows, and their chart. `by` is owner or school."""

    by: str
    totals: tuple[Number, ...]
    rows: list[LoadRow]
    has_more: bool
    chart: StackedChart | None

    @property
    def whom(self) -> str:
        return "Counselor" if self.by == "owner" else "School"

    @property
    def heading(self) -> str:
        return f"By {self.whom.lower()}"


def loads_page(scope: Reach, *, by: str, number: int) -> LoadsPage:
    """Return the caseloads within the viewer's reach, by `owner` or by `school`."""
    loads = caseload_of_counselors(scope, on=scope.on, by=by, page=number)
    rows = [_row(load, by) for load in loads.rows]
    return LoadsPage(
        by=by,
        totals=_totals(loads),
        rows=rows,
        has_more=loads.has_more,
        chart=_chart(loads.rows, rows, by) if rows else None,
    )


def _totals(loads: Loads) -> tuple[Number, ...]:
    def among(value: int, narrowed: str = "") -> str:
        return _narrowed(_page("cases:everybody"), narrowed) if value else ""

    overdue, reach = "show=overdue", f"for more than {loads.unreached_days} days"
    return (
        Number("Open cases", loads.cases, among(loads.cases)),
        Number(
            "Cases with an overdue task", loads.overdue, among(loads.overdue, overdue), tone="warn"
        ),
        Number("Nobody reached", loads.unreached, among(loads.unreached, "show=unreached"), reach),
        Number("No next action", loads.idle, among(loads.idle, "show=idle")),
    )


def _row(load: Load, by: str) -> LoadRow:
    whose = f"{by}={load.key if load.key is not None else 'none'}"
    cases, tasks = _lists(whose)

    def cell(value: int, narrowed: str = "", here: str = cases) -> Number:
        return Number("", value, _narrowed(here, narrowed) if value else "")

    return LoadRow(
        name=load.name or NOBODY[by],
        note=_beyond(load),
        href=cases,
        tiers=[cell(load.tiers[tier], f"tier={tier}") for tier in TIERS],
        cases=cell(load.cases),
        tasks_overdue=cell(load.tasks_overdue, "show=overdue", tasks),
        unreached=cell(load.unreached, "show=unreached"),
        idle=cell(load.idle, "show=idle"),
        letters_due=_letters(load.letters_due, cases, whose, "letters_due"),
        letters_late=_letters(load.letters_late, cases, whose, "letters_late"),
        days_typical=load.days_typical,
        days_longest=load.days_longest,
    )


def _beyond(load: Load) -> str:
    """Say how large the whole load is, where not all of it is within reach."""
    beyond = load.load - load.cases
    return f"{load.load:,} in all, {beyond:,} of other schools" if beyond else ""


def _letters(value: int, cases: str, whose: str, view: str) -> Number:
    """Of a school, its letters; of a counselor, the cases whose student one is about."""
    if not value:
        return Number("", value)
    if whose.startswith("school="):
        return Number("", value, f"{_page('letters:letters')}?{whose}&{LETTERS[view]}")
    return Number("", value, _narrowed(cases, f"show={view}"))


def _lists(whose: str) -> tuple[str, str]:
    """Return where somebody's cases and tasks are listed."""
    cases, tasks = _page("cases:everybody"), _page("tasks")
    return (_narrowed(cases, whose), _narrowed(tasks, whose))


def _narrowed(address: str, query: str) -> str:
    if not query:
        return address
    return f"{address}{'&' if '?' in address else '?'}{query}"


@cache
def _page(name: str) -> str:
    """Return the address of a page without parameters: a page of loads links to it 300 times."""
    return reverse(name)


def _chart(loads: list[Load], rows: list[LoadRow], by: str) -> StackedChart:
    whom = "counselor" if by == "owner" else "school"
    total = sum(load.cases for load in loads)
    intensive = sum(load.tiers[Tier.INTENSIVE] for load in loads)
    return stacked_bars(
        key="loads",
        title=f"Open cases by {whom} and tier",
        summary=f"{total:,} open cases on this page, {intensive:,} of them intensive.",
        parts=[Tier(tier).label for tier in TIERS],
        rows=[
            Stack(row.name, [load.tiers[tier] for tier in TIERS], row.href)
            for load, row in zip(loads, rows, strict=True)
        ],
        heading=whom.capitalize(),
    )
