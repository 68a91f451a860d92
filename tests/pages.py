"""The test of a page in one line: its doors, its log and what it costs.

    test_a_letter = page("letters:letter", lambda d: printed_letter(d.ana, d.oak).notice, most=30)

Anonymous goes to sign-in; without the permission 403, logged; an outsider finds no row (404,
logged), or a list without the student; the reader gets 200, with the student in the log, in at
most so many statements.
"""

import html
import re
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from audit.choices import Access
from audit.models import AccessEvent
from core.clock import today
from law.queries import remembered
from tests.world import District, hire, sign_in

TAG = re.compile(r"<[^>]*>")


def page(
    name: str,
    thing: Callable[[District], Any] | None = None,
    *,
    most: int,
    asks: str = "",
    reader: Role = Role.COUNSELOR,
    without: Role = Role.PANEL_MEMBER,
) -> Callable[[District, Any], None]:
    """Return the test of a page about Ana, whom `reader` of Oak reaches and one of Pine does not.

    `thing` makes the row or the list that the page is about. Its key is in the address, or in
    the query under the name `asks`; a list has none: it returns None. A list shows Ana.
    """

    def test(district: District, store: Any) -> None:
        made = thing(district) if thing else None
        address = _address(name, made, asks)
        _turns_anonymous_away(address)
        _forbids(sign_in(hire(without, district.oak)), address)
        _is_shut_to_the_outsider(sign_in(hire(reader, district.pine)), address, made, district)
        _is_read(sign_in(hire(reader, district.oak)), address, most, district)

    return test


def _address(name: str, made: Any, asks: str) -> str:
    if made is None or asks:
        return reverse(name) + (f"?{asks}={made.pk}" if asks else "")
    return reverse(name, args=[made.pk])


def _turns_anonymous_away(address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def _forbids(client: Client, address: str) -> None:
    answer, events = _knock(client, address)
    assert answer.status_code == 403
    assert [event.access for event in events] == [Access.REFUSED]


def _is_shut_to_the_outsider(client: Client, address: str, made: Any, district: District) -> None:
    answer, events = _knock(client, address)
    assert district.ana.full_name not in answer.content.decode()
    assert district.ana.pk not in _read(events)
    if made is None:
        assert answer.status_code == 200
    else:
        assert answer.status_code == 404
        assert [event.access for event in events] == [Access.REFUSED]


def _is_read(client: Client, address: str, most: int, district: District) -> None:
    client.get(address)  # what is looked up once for all pages
    with CaptureQueriesContext(connection) as statements:
        answer = client.get(address)
    cost = len(statements)  # before another request empties the record of them
    _, events = _knock(client, address)
    assert answer.status_code == 200
    assert district.ana.pk in _read(events), "shown without a line in the log, or not shown"
    assert cost <= most, f"{cost} statements, where {most} are allowed"


def _knock(client: Client, address: str) -> tuple[HttpResponse, list[AccessEvent]]:
    """Ask for the page; return the answer and what the log says of it."""
    cache.clear()
    last = AccessEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    answer = client.get(address)
    return answer, list(AccessEvent.objects.filter(pk__gt=last).order_by("pk"))


def _read(events: list[AccessEvent]) -> set[int]:
    return {key for event in events if event.access == Access.READ for key in event.student_ids}


def words_of_part(template: str, **context: Any) -> str:
    """Return what a part of a page or of a paper says, without its tags. No row is read."""
    with remembered({today(): None}):
        text = render_to_string(template, context)
    return " ".join(html.unescape(TAG.sub(" ", text)).split())
