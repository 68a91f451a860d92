"""Lists: which rows of many a page shows, and what narrows, orders and counts them.

One way for every list. A `ListKind` says what the list is; an `Asked` reads the address and never
fails on it; `list_page` cuts the page. The tag `listing` of `core.templatetags.lists` draws what is
around the rows: tabs, filters, order, count, pages, and what stands where there are none.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.db.models.expressions import Combinable
from django.http import HttpRequest
from django.utils.http import urlencode

from core.columns import Columns

Row = TypeVar("Row")
MOST_PAGES = 1_000_000
# What every list is asked; all else narrows it.
PAGE, SORT, SHOW = "page", "sort", "show"


class Sort(NamedTuple):
    """An order that a person may choose. It ends in what no two rows share: a name, then the key.

    A key with a hyphen is the other way round. Without `order` the caller sorts by the key.
    """

    key: str
    label: str
    order: tuple[str | Combinable, ...] = ()


class SearchField(forms.CharField):
    """Words that a list is searched by; the rows follow as one types."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=120, required=False, **options)


@dataclass(frozen=True)
class Tab:
    """A part of the list that is a page of its own; without a count where nobody counted."""

    key: str
    label: str
    count: int | None = None


class Nothing(NamedTuple):
    """What stands where no row does: why, and what to do next."""

    title: str
    text: str = ""
    mark: str = "inbox"
    href: str = ""
    action: str = ""


UNFIT = Nothing("Nothing fits these filters", "Change one of them, or clear them all.", "filter")


@dataclass(frozen=True)
class ListKind:
    """What a list is. `id` is its element's id in the page, `noun` is "case,cases", `label` names the
    tabs. The first of `sorts` is the order of those who choose none. A list that is no table has
    no `columns`.
    """

    id: str
    noun: str
    label: str
    nothing: Nothing
    unfit: Nothing = UNFIT
    sorts: tuple[Sort, ...] = ()
    per_page: int = 50
    columns: Columns = field(default_factory=Columns)


class Asked(forms.Form):
    """What the address asks of a list. What is no value of a field is as if it were not asked.

    A list's own form adds the fields that narrow it. A hidden one narrows by links of the page,
    and is carried along.
    """

    page = forms.IntegerField(min_value=1, max_value=MOST_PAGES, required=False)
    sort = forms.CharField(max_length=40, required=False)
    show = forms.CharField(max_length=40, required=False)

    def hide(self, name: str) -> None:
        """Draw no box for a field: there is nothing to choose from. It is carried along."""
        self.fields[name].widget = forms.HiddenInput()

    def count(self, name: str, counts: Mapping[str, int]) -> None:
        """Have a choice say beside each of its values how many rows it shows."""
        widget: Any = self.fields[name].widget
        widget.choices = [
            (value, f"{words} ({counts[value]})" if value in counts else words)
            for value, words in widget.choices
        ]

    def offer(self, name: str, options: Iterable[tuple[object, str]]) -> None:
        """Have a field whose values are no fixed list offer these, each with its words."""
        widget: Any = self.fields[name].widget
        widget.choices = list(options)

    def asked(self, name: str) -> Any:
        """Return a value that is one, or None."""
        self.is_valid()
        value = self.cleaned_data.get(name)
        return value if value or value is False else None

    def chosen(self, kind: ListKind) -> Sort | None:
        """Return the order asked for, else the list's own."""
        key = self.asked(SORT)
        return next((one for one in kind.sorts if one.key == key), next(iter(kind.sorts), None))

    def order(self, kind: ListKind) -> tuple[str | Combinable, ...]:
        """Return what the chosen order is by, for the database."""
        sort = self.chosen(kind)
        return sort.order if sort else ()

    @property
    def narrowed(self) -> dict[str, Any]:
        """What narrows the list, by field."""
        names = [name for name in self.fields if name not in (PAGE, SORT, SHOW)]
        return {name: value for name in names if (value := self.asked(name)) is not None}

    @property
    def filters(self) -> list[forms.BoundField]:
        """The fields that the page draws."""
        return [self[name] for name in self.fields if self._is_drawn(name)]

    @property
    def carried(self) -> list[tuple[str, Any]]:
        """What narrows by links of the page, by field."""
        return [item for item in self.narrowed.items() if not self._is_drawn(item[0])]

    def _is_drawn(self, name: str) -> bool:
        is_filter = name not in (PAGE, SORT, SHOW)
        return is_filter and not isinstance(self.fields[name].widget, forms.HiddenInput)


@dataclass
class ListPage(Generic[Row]):
    """One page of a list: its rows, where it stands among the pages, and what was asked.

    `total` is None where nobody counted; then `has_next` says whether more follow.
    """

    kind: ListKind
    rows: Sequence[Row]
    number: int
    total: int | None
    asked: Asked
    path: str
    columns: Columns
    tabs: Sequence[Tab] = ()
    show: str = ""
    has_more: bool = False
    instead: Nothing | None = None  # where this part has no row, if the kind does not say it

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def pages(self) -> int | None:
        return None if self.total is None else max(1, -(-self.total // self.kind.per_page))

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.has_more if self.pages is None else self.number < self.pages

    @property
    def previous(self) -> int:
        return self.number - 1

    @property
    def next(self) -> int:
        return self.number + 1

    @property
    def first(self) -> int:
        """The place of the first row among all, from 1; 0 without rows."""
        return (self.number - 1) * self.kind.per_page + 1 if self.rows else 0

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1 if self.rows else 0

    @cached_property
    def sort(self) -> Sort | None:
        return self.asked.chosen(self.kind)

    @property
    def narrowed(self) -> dict[str, Any]:
        return self.asked.narrowed

    @property
    def nothing(self) -> Nothing:
        may_widen = self.narrowed and self.asked.filters
        return self.kind.unfit if may_widen else self.instead or self.kind.nothing

    @property
    def is_worth_narrowing(self) -> bool:
        """Whether the page draws its boxes: not where there was nothing to begin with."""
        is_empty = not (self.rows or any(tab.count for tab in self.tabs))
        has_boxes = self.asked.filters or len(self.kind.sorts) > 1
        return bool(has_boxes) and (bool(self.narrowed) or not is_empty)

    def address(self, **changed: Any) -> str:
        """Return the address of this list with something asked otherwise, from its first page."""
        sort = self.asked.asked(SORT)
        asked = {SHOW: self.show, SORT: sort, **self.narrowed, **changed}
        named = {name: value for name, value in asked.items() if value}
        return f"{self.path}?{urlencode(named)}" if named else self.path

    @property
    def cleared(self) -> str:
        """The address of this list with nothing that narrows it."""
        return self.address(**dict.fromkeys(self.narrowed))


def list_page(
    request: HttpRequest,
    kind: ListKind,
    rows: "QuerySet[Any, Row] | Sequence[Row]",
    *,
    asked: Asked,
    tabs: Sequence[Tab] = (),
    show: str = "",
    total: int | None = None,
    instead: Nothing | None = None,
    is_cut: bool = False,
    has_more: bool = False,
    path: str = "",
    columns: Columns | None = None,
) -> ListPage[Row]:
    """Return the page of `rows` that was asked for: the last one for a number beyond it.

    `total` saves the count where the caller knows it. `show` is the tab that is open, `instead`
    what stands where this part of the list is empty. With `is_cut` the rows are the page already,
    by the same rule; without a total they come with whether more follow. `path` is the list's
    address where the page is drawn at another one, such as that of a form with a fault. `columns`
    are those that this person or this part of the list has, where they are not the kind's.
    Two statements, one with the total, for a QuerySet.
    """
    asked.auto_id = f"{kind.id}-%s"  # a page may hold several lists
    number, shown = asked.asked(PAGE) or 1, rows
    if not is_cut or total is not None:
        paginator: Paginator[Any] = Paginator(range(0) if is_cut else rows, kind.per_page)
        if total is not None:
            vars(paginator)["count"] = total
        number = min(number, paginator.num_pages)
        total = paginator.count
        shown = rows if is_cut else rows[paginator.per_page * (number - 1) :][: paginator.per_page]
    return ListPage(
        kind=kind,
        rows=list(shown),
        number=number,
        total=total,
        asked=asked,
        path=path or request.path,
        columns=kind.columns if columns is None else columns,
        tabs=tabs,
        show=show,
        has_more=has_more,
        instead=instead,
    )
