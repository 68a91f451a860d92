"""Addresses of pages: of one row, with what is asked of them, and the way back to one of ours."""

from functools import cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

NOWHERE = 2**63 - 1  # a key whose digits are nowhere else in an address


def place_of(page: str, key: int) -> str:
    """Return the address of the page of one row, for the rows of a list: as `reverse` has it, which
    takes longer than to write the row.
    """
    return _place(page).replace(str(NOWHERE), str(key))


@cache
def _place(page: str) -> str:
    return reverse(page, args=[NOWHERE])


def with_query(path: str, **asked: str | int | None) -> str:
    """Return the address of a page with what is asked of it; what is empty is left out."""
    named = {name: value for name, value in asked.items() if value}
    return f"{path}?{urlencode(named)}" if named else path


def back_to(request: HttpRequest, fallback: str) -> str:
    """Return where the page asked to go next, if that is a page of ours."""
    asked = request.POST.get("next", "") or request.GET.get("next", "")
    return asked if url_has_allowed_host_and_scheme(asked, {request.get_host()}) else fallback
