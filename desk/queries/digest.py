"""What a person's mail says of their day: the numbers of Today with their links, and no child."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.access import reach_of
from accounts.actions import Written
from accounts.models import MailWish
from core.clock import monday_of
from core.morning import Morning, told
from core.numbers import Number
from desk.registry import MORNINGS
from students.queries.days import first_taught_since


def write_digest(wish: MailWish, on: date) -> Written | None:
    """Return the mail that somebody wished for, or None: on a day without school, without anything that
    waits, or with nothing late for whoever wants mail only then.

    It reads what Today reads. Numbers and links alone: what they are about opens after sign-in.
    """
    site = settings.SITE_URL.rstrip("/")
    scope = reach_of(wish.user, on=on)
    mornings = told(offer(scope) for offer in MORNINGS)
    numbers = [one for found in mornings for one in _numbers(found)]
    late = any(one.tone == "warn" for one in numbers)
    if not numbers or not _is_wished(wish, on, late=late):
        return None
    about = {
        "user": wish.user,
        "numbers": numbers,
        "on": on,
        "site": site,
        "settings_page": site + reverse("accounts:settings"),
        "district_name": settings.DISTRICT_NAME,
    }
    subject = f"Your day at {settings.DISTRICT_NAME}"
    return Written(subject, render_to_string("desk/mail/digest.txt", about))


def _is_wished(wish: MailWish, on: date, *, late: bool) -> bool:
    if wish.morning or (wish.overdue and late):
        return True
    return wish.week and first_taught_since(monday_of(on)) == on


def _numbers(found: Morning) -> Iterator[Number]:
    """Yield the numbers of a room that are not zero, each followed by its late part."""
    for one in (*found.numbers, *found.counts):
        if one.value:
            yield one
        if one.part and one.part.value:
            yield Number(f"{one.label}, late", one.part.value, one.part.href, tone="warn")
